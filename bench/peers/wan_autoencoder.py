"""Times decoding by the VAE of Wan 2.1 in diffusers, on weights that are zeros: python wan_autoencoder.py 5x24x40 2

Needs torch 2.10.0 and diffusers 0.42.1 (fixtures/requirements.txt). Computes in fp32. Prints seconds per video, one a line.
"""
import sys
import time

import torch
from diffusers import AutoencoderKLWan

torch.set_grad_enabled(False)
frames, height, width = map(int, sys.argv[1].split("x"))
model = AutoencoderKLWan().eval()
for parameter in model.parameters():
    parameter.data.zero_()
latents = torch.randn(1, 16, frames, height, width)
for _ in range(int(sys.argv[2])):
    start = time.perf_counter()
    model.decode(latents, return_dict=False)
    print(f"{time.perf_counter() - start:.3f}", flush=True)
