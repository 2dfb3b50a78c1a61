"""Times one forward of Wan 2.1 1.3B in diffusers, on weights that are zeros: python wan_transformer.py fp32 5x24x40 2

Needs torch 2.10.0 and diffusers 0.42.1 (fixtures/requirements.txt). Prints seconds per forward, one a line.
"""
import sys
import time

import torch
from diffusers import WanTransformer3DModel
from diffusers.models.transformers.transformer_wan import WanRotaryPosEmbed

torch.set_grad_enabled(False)
dtype = {"fp32": torch.float32, "bf16": torch.bfloat16}[sys.argv[1]]
frames, height, width = map(int, sys.argv[2].split("x"))
with torch.device("meta"):
    model = WanTransformer3DModel(num_attention_heads=12, attention_head_dim=128, ffn_dim=8960, num_layers=30)
model = model.to_empty(device="cpu").to(dtype)
for parameter in model.parameters():
    parameter.data.zero_()
model.rope = WanRotaryPosEmbed(128, (1, 2, 2), 1024)
latents = torch.randn(1, 16, frames, height, width).to(dtype)
text = torch.randn(1, 512, 4096).to(dtype)
for _ in range(int(sys.argv[3])):
    start = time.perf_counter()
    model(latents, torch.tensor([500]), text, return_dict=False)
    print(f"{time.perf_counter() - start:.3f}", flush=True)
