"""Times UMT5-XXL in transformers on weights that are zeros: python umt5_encoder.py fp32 512 2

Needs torch 2.10.0 and transformers 5.23.0 (fixtures/requirements.txt). All 24 layers in fp32 take 19 GB, so 6 of them are run and their
seconds taken times 4; the embedding, which is a look-up, is cut to a small vocabulary. Prints seconds per prompt, one a line.
"""
import sys
import time

import torch
from transformers import UMT5Config, UMT5EncoderModel

LAYERS = 6
torch.set_grad_enabled(False)
dtype = {"fp32": torch.float32, "bf16": torch.bfloat16}[sys.argv[1]]
config = UMT5Config(vocab_size=1024, d_model=4096, d_kv=64, d_ff=10240, num_layers=LAYERS, num_heads=64,
                    feed_forward_proj="gated-gelu")
with torch.device("meta"):
    model = UMT5EncoderModel(config)
model = model.to(dtype).to_empty(device="cpu").eval()
for parameter in model.parameters():
    parameter.data.zero_()
for buffer in model.buffers():
    buffer.data.zero_()
ids = torch.randint(0, 1024, (1, int(sys.argv[2])))
for _ in range(int(sys.argv[3])):
    start = time.perf_counter()
    model(ids, attention_mask=torch.ones_like(ids))
    print(f"{(time.perf_counter() - start) * 24 / LAYERS:.3f}", flush=True)
