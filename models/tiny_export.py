"""A transformers seq2seq model as graphs in the layout of Hugging Face Optimum.

Optimum's own code merges the two decoders where the layout is `merged`.
"""

import warnings
from pathlib import Path

import torch
from optimum.onnx.graph_transformations import merge_decoders
from transformers import DynamicCache, EncoderDecoderCache

OPSET = 17


class Encoder(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.encoder = model.get_encoder()

    def forward(self, input_ids, attention_mask):
        return self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state


class Decoder(torch.nn.Module):
    """Reads the first token, or all of them: logits, and the cache of each layer."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, encoder_attention_mask, input_ids, encoder_hidden_states):
        output = self.model(
            decoder_input_ids=input_ids,
            attention_mask=encoder_attention_mask,
            encoder_outputs=(encoder_hidden_states,),
            past_key_values=EncoderDecoderCache(DynamicCache(), DynamicCache()),
            use_cache=True,
        )
        cache = output.past_key_values
        layers = zip(cache.self_attention_cache.layers, cache.cross_attention_cache.layers)
        return output.logits, *(t for own, cross in layers for t in (own.keys, own.values, cross.keys, cross.values))


class DecoderWithPast(torch.nn.Module):
    """Reads one token by the cache: logits, and the decoder's part of the cache."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, encoder_attention_mask, input_ids, *past):
        own, cross = DynamicCache(), DynamicCache()
        for layer in range(len(past) // 4):
            keys, values, cross_keys, cross_values = past[4 * layer : 4 * layer + 4]
            own.update(keys, values, layer)
            cross.update(cross_keys, cross_values, layer)
        # Only the shape is looked at: the keys and values of the encoder's states are in the cache.
        states = torch.zeros(*encoder_attention_mask.shape, self.model.config.d_model)
        output = self.model(
            decoder_input_ids=input_ids,
            attention_mask=encoder_attention_mask,
            encoder_outputs=(states,),
            past_key_values=EncoderDecoderCache(own, cross),
            use_cache=True,
        )
        layers = output.past_key_values.self_attention_cache.layers
        return output.logits, *(t for layer in layers for t in (layer.keys, layer.values))


def export(module, inputs, path, names, outputs, axes) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module.eval(),  # the exporter puts everything back into the mode of the outermost module
            inputs,
            path,
            input_names=names,
            output_names=outputs,
            dynamic_axes=axes,
            opset_version=OPSET,
            dynamo=False,
        )


def export_all(model, folder: Path, layout: str) -> None:
    config = model.config
    heads = getattr(config, "decoder_attention_heads", None) or config.num_heads
    size = getattr(config, "d_kv", None) or config.d_model // heads
    layers = getattr(config, "num_decoder_layers", None) or config.decoder_layers
    batch, source = "batch_size", "encoder_sequence_length"
    ids = torch.ones(2, 5, dtype=torch.long)
    mask, states = torch.ones_like(ids), torch.randn(2, 5, config.d_model)
    source_axes = {0: batch, 1: source}
    export(
        Encoder(model),
        (ids, mask),
        folder / "encoder_model.onnx",
        ["input_ids", "attention_mask"],
        ["last_hidden_state"],
        {name: {0: batch, 1: "sequence_length"} for name in ("input_ids", "attention_mask", "last_hidden_state")},
    )

    kinds = [(part, kind) for part in ("decoder", "encoder") for kind in ("key", "value")]
    cache = [f"{layer}.{part}.{kind}" for layer in range(layers) for part, kind in kinds]
    past = [f"past_key_values.{name}" for name in cache]
    present = [f"present.{name}" for name in cache]
    axes = {"logits": {0: batch, 1: "decoder_sequence_length"}, "input_ids": {0: batch, 1: "decoder_sequence_length"}}
    axes |= {"encoder_attention_mask": source_axes, "encoder_hidden_states": source_axes}
    for name in past + present:
        length = "past_decoder_sequence_length" if name.startswith("past") else "decoder_length"
        axes[name] = {0: batch, 2: source if ".encoder." in name else length}

    first, following = folder / "decoder_model.onnx", folder / "decoder_with_past_model.onnx"
    names = ["encoder_attention_mask", "input_ids", "encoder_hidden_states"]
    used = lambda *lists: {name: axes[name] for names in lists for name in names}
    export(
        Decoder(model),
        (mask, torch.ones(2, 3, dtype=torch.long), states),
        first,
        names,
        ["logits", *present],
        used(names, ["logits"], present),
    )
    values = tuple(torch.randn(2, heads, 5 if ".encoder." in name else 3, size) for name in past)
    own = [name for name in present if ".decoder." in name]
    export(
        DecoderWithPast(model),
        (mask, torch.ones(2, 1, dtype=torch.long), *values),
        following,
        [*names[:2], *past],
        ["logits", *own],
        used(names[:2], past, ["logits"], own),
    )
    if layout == "merged":
        merge_decoders(first, following, save_path=folder / "decoder_model_merged.onnx", strict=False)
        first.unlink()
        following.unlink()
