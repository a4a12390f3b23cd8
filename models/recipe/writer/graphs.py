"""The writer's graphs, in the layout of Hugging Face Optimum.

Encoder: input_ids, attention_mask [B, S] -> last_hidden_state. Decoder: input_ids [B, T],
encoder_attention_mask, encoder_hidden_states, encoder_input_ids (the pointer's), use_cache_branch [1],
past_key_values.N.{decoder,encoder}.{key,value} -> logits (of the mixture: natural logarithms that add up to
one) and present.N.*. Only the keys and values of the source depend on `use_cache_branch`: false computes
them, true passes the given ones through. So no weight is stored twice, and the decoder uses a single table
for both reading and writing pieces.
"""

import json
from pathlib import Path

import onnx
import torch
from onnx import TensorProto, helper
from torch import nn

from models.recipe.networks.graphs import export, optimize
from models.recipe.networks.int8 import quantize_products, quantize_table
from models.recipe.networks.writer import POSITIONS, Writer, WriterShape
from models.recipe.writer.pairs import MAX_TARGET
from models.recipe.writer.tokenizer import CODES, END, PAD, SPECIAL, TASKS

FLOOR = 1e-9  # probability of pieces that can be neither copied nor generated


class EncoderGraph(nn.Module):
    def __init__(self, writer: Writer):
        super().__init__()
        self.writer = writer

    def forward(self, input_ids, attention_mask):
        return self.writer.read(self.writer.table(input_ids), attention_mask.float())


class CrossGraph(nn.Module):
    def __init__(self, writer: Writer):
        super().__init__()
        self.layers = writer.decoder

    def forward(self, encoder_hidden_states):
        return tuple(tensor for layer in self.layers for tensor in layer.cross(encoder_hidden_states))


class DecoderGraph(nn.Module):
    def __init__(self, writer: Writer):
        super().__init__()
        self.writer = writer
        # [rank, V]: one column per piece, both for reading and for the last product.
        self.columns = nn.Parameter(writer.table.weight.detach().T.contiguous())
        self.register_buffer("bias", (writer.bias - 1e4 * writer.blocked).detach())

    def forward(self, input_ids, mask, hidden, source, *given):
        writer, (batch, length) = self.writer, input_ids.shape
        pasts = [given[i : i + 2] for i in range(0, len(given), 4)]
        crosses = [given[i + 2 : i + 4] for i in range(0, len(given), 4)]
        start = given[0].shape[2]
        rows = self.columns.index_select(1, input_ids.flatten()).T.reshape(batch, length, writer.shape.rank)
        at = torch.arange(length) + start
        bias = (torch.arange(start + length)[None, :] > at[:, None]).float() * -1e4
        source_bias = (mask[:, None, None, :].float() - 1) * 1e4
        state, presents = writer.step(rows, start, pasts, crosses, bias, source_bias)
        spread = writer.pointer(state, input_ids, hidden, source)
        spread = spread * mask[:, None, :].float()
        gate = writer.gate(state).sigmoid()
        chances = (writer.lower(state) @ self.columns + self.bias).softmax(-1) * (1 - gate)
        chances = chances.scatter_add(2, source[:, None, :].expand(-1, length, -1), spread * gate)
        return ((chances + FLOOR).log(), *(tensor for present in presents for tensor in present))


def merge(decoder: onnx.ModelProto, cross: onnx.ModelProto, names: list[str]) -> onnx.ModelProto:
    """Make the source's keys and values depend on `use_cache_branch`; `names` are past_key_values.N.encoder.*."""
    outputs = [name.replace("past_key_values", "present") for name in names]
    info = {value.name: value for value in decoder.graph.input}
    heads, size = (info[names[0]].type.tensor_type.shape.dim[i].dim_value for i in (1, 3))
    shape = ["batch", heads, "source", size]

    def declare(suffix):
        return [helper.make_tensor_value_info(f"{name}.{suffix}", TensorProto.FLOAT, shape) for name in names]

    given = helper.make_graph(
        [helper.make_node("Identity", [name], [f"{name}.given"]) for name in names], "given", [], declare("given")
    )
    # Names inside a branch must differ from those outside.
    known = {name for node in decoder.graph.node for name in [*node.input, *node.output]}
    known |= {tensor.name for tensor in decoder.graph.initializer}

    def rename(name):
        return f"cross.{name}" if name in known and name != "encoder_hidden_states" else name

    for node in cross.graph.node:
        node.name = f"cross.{node.name}"
        for side in (node.input, node.output):
            side[:] = [rename(name) for name in side]
    for tensor in cross.graph.initializer:
        tensor.name = rename(tensor.name)
    made = [rename(value.name) for value in cross.graph.output]
    finish = [helper.make_node("Identity", [a], [f"{name}.computed"]) for a, name in zip(made, names)]
    computed = helper.make_graph(
        [*cross.graph.node, *finish], "computed", [], declare("computed"), list(cross.graph.initializer)
    )
    choose = helper.make_node(
        "If", ["use_cache_branch"], outputs, name="cross", then_branch=given, else_branch=computed
    )
    for node in decoder.graph.node:
        node.input[:] = [dict(zip(names, outputs)).get(name, name) for name in node.input]
    nodes = [choose, *decoder.graph.node]
    del decoder.graph.node[:]
    decoder.graph.node.extend(nodes)
    decoder.graph.input.append(helper.make_tensor_value_info("use_cache_branch", TensorProto.BOOL, [1]))
    decoder.graph.output.extend(helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name in outputs)
    known_domains = {opset.domain for opset in decoder.opset_import}
    decoder.opset_import.extend(o for o in cross.opset_import if o.domain not in known_domains)
    return decoder


def write(writer: Writer, folder: Path, int8: bool) -> list[Path]:
    """Write both graphs, and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    heads, size = writer.shape.heads, writer.shape.hidden // writer.shape.heads
    source = torch.randint(writer.shape.special, writer.shape.vocabulary, (2, 7))
    mask = torch.ones(2, 7, dtype=torch.long)
    hidden = torch.randn(2, 7, writer.shape.hidden)
    pasts, names, cross_names, axes = [], [], [], {}
    for layer in range(len(writer.decoder)):
        for part, length in (("decoder", 3), ("encoder", 7)):
            for kind in ("key", "value"):
                name = f"past_key_values.{layer}.{part}.{kind}"
                pasts.append(torch.randn(2, heads, length, size))
                names.append(name)
                axes[name] = {0: "batch", 2: "written" if part == "decoder" else "source"}
                if part == "encoder":
                    cross_names.append(name)
    presents = [n.replace("past_key_values", "present") for n in names if ".decoder." in n]
    inputs = ["input_ids", "encoder_attention_mask", "encoder_hidden_states", "encoder_input_ids"]
    by_source = {0: "batch", 1: "source"}
    axes |= {name: by_source for name in inputs[1:]}
    axes |= {"input_ids": {0: "batch", 1: "length"}, "logits": {0: "batch", 1: "length"}}
    axes |= {name: {0: "batch", 2: "so_far"} for name in presents}
    paths = [folder / "encoder_model.onnx", folder / "decoder_model_merged.onnx"]
    encoder = export(
        EncoderGraph(writer),
        (source, mask),
        ["input_ids", "attention_mask"],
        ["last_hidden_state"],
        {name: by_source for name in ("input_ids", "attention_mask", "last_hidden_state")},
        paths[0],
    )
    example = (source[:, :2], mask, hidden, source, *pasts)
    decoder = export(DecoderGraph(writer), example, inputs + names, ["logits", *presents], axes, paths[1])
    cross = export(
        CrossGraph(writer),
        (hidden,),
        ["encoder_hidden_states"],
        [f"cross_{i}" for i in range(len(cross_names))],
        {
            "encoder_hidden_states": by_source,
            **{f"cross_{i}": {0: "batch", 2: "source"} for i in range(len(cross_names))},
        },
        folder / "cross.onnx",
    )
    (folder / "cross.onnx").unlink()
    if int8:
        encoder, decoder, cross = (quantize_table(quantize_products(model)) for model in (encoder, decoder, cross))
    for model, path in ((encoder, paths[0]), (merge(decoder, cross, cross_names), paths[1])):
        onnx.checker.check_model(model, full_check=False)
        onnx.save(model, path)
        optimize(path)
        print(f"{path}: {path.stat().st_size:,} bytes; {' '.join(sorted({n.op_type for n in model.graph.node}))}")
    return paths


def configuration(shape: WriterShape, length_penalty: float) -> tuple[dict, dict]:
    ids = {piece: index for index, piece in enumerate(SPECIAL)}
    shared = {"pad_token_id": ids[PAD], "eos_token_id": ids[END], "decoder_start_token_id": ids[CODES["en"]]}
    describe, headline, compress = TASKS
    config = {
        "model_type": "greengist-writer",
        "is_encoder_decoder": True,
        "vocab_size": shape.vocabulary,
        "d_model": shape.hidden,
        "encoder_layers": shape.encoder_layers,
        "decoder_layers": len(shape.decoder_layers),
        "encoder_attention_heads": shape.heads,
        "decoder_attention_heads": shape.heads,
        "encoder_ffn_dim": shape.inner,
        "decoder_ffn_dim": shape.inner,
        "max_position_embeddings": POSITIONS,
        **shared,
        "task_specific_params": {
            "summarization": {"prefix": describe},
            "headline": {"prefix": headline},
            "compression": {"prefix": compress},
        },
    }
    generation = {
        **shared,
        "num_beams": 4,
        "no_repeat_ngram_size": 3,
        "length_penalty": length_penalty,
        "early_stopping": True,
        "min_length": 6,
        "max_length": MAX_TARGET + 2,
    }
    return config, generation


def configure(shape: WriterShape, folder: Path, length_penalty: float) -> None:
    for name, content in zip(("config", "generation_config"), configuration(shape, length_penalty)):
        (folder / f"{name}.json").write_text(json.dumps(content, indent=2) + "\n")
