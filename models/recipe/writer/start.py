"""The start of the writer's training: small's encoder, the teacher's layers, and the pieces that may only be copied."""

import re
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from models.recipe.networks import teacher
from models.recipe.networks.writer import Writer, WriterShape
from models.recipe.writer.tokenizer import END, SPACE, SPECIAL

OPENER_SHARE, OPENER_COUNT = 0.5, 3


def only_copied(tokenizer: Tokenizer, targets: list[np.ndarray]) -> torch.Tensor:
    """1 for pieces that may only be copied: digits, special pieces, and capitals that rarely open a sentence."""
    pieces = [tokenizer.id_to_token(i) for i in range(tokenizer.get_vocab_size())]
    stops = {i for i, piece in enumerate(pieces) if piece in (".", "。", "!", "?", "！", "？")}
    opening, seen = Counter(), Counter()
    for target in targets:
        seen.update(target.tolist())
        opening.update(b for a, b in zip(target[:-1].tolist(), target[1:].tolist()) if a in stops or a < len(SPECIAL))
    blocked = torch.zeros(len(pieces))
    for i, piece in enumerate(pieces):
        if i < len(SPECIAL):
            blocked[i] = float(piece != END)
        elif re.search(r"\d", piece) and not piece.startswith("<0x"):
            blocked[i] = 1
        elif piece != piece.lower() and not piece.startswith("<0x"):
            opens = piece.startswith(SPACE) and opening[i] >= OPENER_COUNT and opening[i] >= OPENER_SHARE * seen[i]
            blocked[i] = float(not opens)
    return blocked


def starting_rows(ours: Tokenizer, nano: Tokenizer, table: torch.Tensor) -> torch.Tensor:
    """Table rows of the writer's pieces: each is the mean of the rows of nano's pieces for the same text."""
    texts = [ours.id_to_token(i).replace(SPACE, "") for i in range(ours.get_vocab_size())]
    rows = torch.zeros(len(texts), table.shape[1])
    found = nano.encode_batch(texts)
    for i, encoding in enumerate(found):
        if encoding.ids and i >= len(SPECIAL):
            rows[i] = table[encoding.ids].mean(0)
    empty = rows.abs().sum(-1) == 0
    rows[empty] = torch.randn(int(empty.sum()), table.shape[1]) * table.std()
    return rows


def start(work: Path, nano: Path, tokenizer: Tokenizer, targets: list[np.ndarray]) -> Writer:
    """An untrained writer. WORK/encoder.pt is small's encoder, `targets` are all texts that it will learn to write."""
    given = torch.load(work / "encoder.pt", weights_only=False)
    bert, _ = teacher.load()
    shape = WriterShape(vocabulary=tokenizer.get_vocab_size(), special=len(SPECIAL), end=tokenizer.token_to_id(END))
    reader = Tokenizer.from_file(str(nano / "tokenizer.json"))
    rows = starting_rows(tokenizer, reader, given["state"]["table.weight"])
    writer = Writer.from_encoder(shape, given["state"], rows, bert)
    writer.blocked.copy_(only_copied(tokenizer, targets))
    counts = np.bincount(np.concatenate([t[1:] for t in targets]), minlength=shape.vocabulary) + 0.1
    with torch.no_grad():
        writer.bias.copy_(torch.from_numpy(np.log(counts / counts.sum())).float())
    return writer
