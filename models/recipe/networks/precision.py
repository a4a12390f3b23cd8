"""The precision that networks are trained in."""

import torch


def reduced() -> torch.autocast:
    """Products in bfloat16 if the CPU multiplies it in hardware; otherwise float32, which is then faster."""
    return torch.autocast("cpu", torch.bfloat16, enabled=torch.cpu._is_avx512_bf16_supported())
