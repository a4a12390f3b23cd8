"""A writer that copies its text token by token, to test the way to a writer and back with.

    python models/copier.py TOKENIZER_FOLDER OUT

Writes `encoder_model.onnx`, `decoder_model.onnx` (no cache), `config.json` and `generation_config.json` in the
layout of Hugging Face Optimum, and copies the tokenizer. What it writes is always faithful, and ends where
its text or its bound does. The same byte for byte each time.
"""

import json
import shutil
import sys
from pathlib import Path

from onnx import TensorProto, checker, helper, save

POSITIONS = 96
END = 2  # </s>, as BART has it
SURE = 20.0


def model(name: str, nodes, inputs, outputs, constants=()):
    graph = helper.make_graph(nodes, name, inputs, outputs, list(constants))
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    made.producer_name = "greengist"
    checker.check_model(made)
    return made


def value(name: str, kind: int, *shape):
    return helper.make_tensor_value_info(name, kind, shape)


def constant(name: str, kind: int, values, *shape):
    return helper.make_tensor(name, kind, shape, values)


def encoder():
    """The ids themselves, as states of one number."""
    return model(
        "encoder",
        [
            helper.make_node("Unsqueeze", ["input_ids", "last"], ["ids"]),
            helper.make_node("Cast", ["ids"], ["last_hidden_state"], to=TensorProto.FLOAT),
        ],
        [
            value("input_ids", TensorProto.INT64, "batch", "length"),
            value("attention_mask", TensorProto.INT64, "batch", "length"),
        ],
        [value("last_hidden_state", TensorProto.FLOAT, "batch", "length", 1)],
        [constant("last", TensorProto.INT64, [-1], 1)],
    )


def decoder(vocabulary: int):
    """After t tokens, the text's token t for certain; after its end, ends."""
    ends = constant("ends", TensorProto.INT64, [0, 0, 0, POSITIONS], 4)
    return model(
        "decoder",
        [
            helper.make_node("Squeeze", ["encoder_hidden_states", "last"], ["states"]),
            helper.make_node("Cast", ["states"], ["read"], to=TensorProto.INT64),
            helper.make_node("Pad", ["read", "ends", "end"], ["text"]),
            helper.make_node("Shape", ["input_ids"], ["length"], start=1, end=2),
            helper.make_node("Slice", ["text", "zero", "length", "one"], ["next"]),
            helper.make_node("OneHot", ["next", "depth", "levels"], ["logits"]),
        ],
        [
            value("input_ids", TensorProto.INT64, "batch", "written"),
            value("encoder_hidden_states", TensorProto.FLOAT, "batch", "length", 1),
            value("encoder_attention_mask", TensorProto.INT64, "batch", "length"),
        ],
        [value("logits", TensorProto.FLOAT, "batch", "written", vocabulary)],
        [
            ends,
            constant("last", TensorProto.INT64, [-1], 1),
            constant("end", TensorProto.INT64, [END]),
            constant("zero", TensorProto.INT64, [0], 1),
            constant("one", TensorProto.INT64, [1], 1),
            constant("depth", TensorProto.INT64, [vocabulary]),
            constant("levels", TensorProto.FLOAT, [0.0, SURE], 2),
        ],
    )


def main() -> None:
    tokenizer, out = map(Path, sys.argv[1:])
    vocabulary = len(json.loads((tokenizer / "tokenizer.json").read_text())["model"]["vocab"])
    vocabulary = max(vocabulary, json.loads((tokenizer / "config.json").read_text())["vocab_size"])
    out.mkdir(parents=True, exist_ok=True)
    save(encoder(), out / "encoder_model.onnx")
    save(decoder(vocabulary), out / "decoder_model.onnx")
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copyfile(tokenizer / name, out / name)
    config = {
        "model_type": "bart", "is_encoder_decoder": True, "max_position_embeddings": POSITIONS,
        "d_model": 1, "encoder_layers": 1, "decoder_layers": 1, "encoder_ffn_dim": 1,
        "decoder_ffn_dim": 1, "vocab_size": vocabulary,
    }  # fmt: skip
    generation = {"decoder_start_token_id": END, "bos_token_id": 0, "eos_token_id": END, "pad_token_id": 1}
    (out / "config.json").write_text(json.dumps(config) + "\n")
    (out / "generation_config.json").write_text(json.dumps(generation) + "\n")


if __name__ == "__main__":
    main()
