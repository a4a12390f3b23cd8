"""Activations of like size before 8 bits hold them (SmoothQuant, Xiao et al., ICML 2023).

A few channels of multilingual-e5-small are many times larger than the others, and would take most of the 256 steps.
"""

import torch
from torch import nn

from models.recipe.verifier.network import Verifier


class Smooth(nn.Module):
    """A product whose inputs are shrunk by channel and whose weights take what they lose."""

    def __init__(self, linear: nn.Linear, largest: torch.Tensor):
        super().__init__()
        scale = (largest.clamp(min=1e-4) / linear.weight.abs().amax(0).clamp(min=1e-4)).sqrt()
        self.shrink = nn.Parameter(1 / scale)
        self.linear = nn.Linear(linear.in_features, linear.out_features)
        self.linear.weight.data, self.linear.bias.data = linear.weight * scale, linear.bias

    def forward(self, x):
        return self.linear(x * self.shrink)


@torch.no_grad()
def smooth(model: Verifier, rows: list[dict]) -> None:
    """Replace the layers' products, by the largest inputs that they have on prepared rows (pairs.py)."""
    largest: dict[str, torch.Tensor] = {}
    products = {name: part for name, part in model.layers.named_modules() if isinstance(part, nn.Linear)}

    def watch(name: str):
        def keep(_, given):
            most = given[0].abs().flatten(0, -2).amax(0)
            largest[name] = torch.maximum(largest.get(name, most), most)

        return keep

    hooks = [part.register_forward_pre_hook(watch(name)) for name, part in products.items()]
    for row in rows:
        model(torch.tensor([row["ids"]]), torch.tensor([row["kinds"]]))
    for hook in hooks:
        hook.remove()
    for name, part in products.items():
        layer, own = name.split(".")
        setattr(model.layers[int(layer)], own, Smooth(part, largest[name]))
