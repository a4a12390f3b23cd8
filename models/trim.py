"""Train small's trimmer: which words of a sentence can go together, and which then stand side by side.

    python models/trim.py DATA WORK NANO [--epochs 8]

reads WORK/small.pt (tune.py, or restore.py), whose encoder stays as it is, and NANO/tokenizer.json; writes
WORK/trimmer.pt after every epoch. It learns from Google's sentence compressions, each twice an epoch: alone,
and in a window of up to six, so that neighbours are nothing new. Loss: what is kept against all other ways
to shorten the sentence, by word.
"""

import argparse
import difflib
import random
import re
import resource
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from dataset import rows
from encoder import Small, SmallShape
from trimmer import TAPS, Trimmer, tapped
from windows import WINDOW_TOKENS, packed, padded

SEED = 7
SENTENCE_TOKENS, TOKENS_PER_BATCH, WINDOWS = 96, 2_048, (1, 2, 4, 6)
RATE, DECAY, UNREAD = 1e-3, 0.05, 0.05  # UNREAD: the share of tokens whose states are hidden in training
WORD = re.compile(r"[^\W_]+|\S")  # as src/summarizer/words.ts


@dataclass
class Sentence:
    """A sentence by words, and which of them its compression keeps."""

    ids: list[int]
    word: np.ndarray  # [T], the token's word
    keep: np.ndarray  # bool [W]
    spoken: np.ndarray  # bool [W], whether it is a word rather than a mark
    states: dict[str, torch.Tensor]  # by setting, float16 [T, 3 x hidden]


def sentence(row: dict, tokenizer: Tokenizer) -> Sentence:
    words = [(found.group(), tokenizer.encode(found.group()).ids) for found in WORD.finditer(row["text"])]
    words = [(word, ids) for word, ids in words if ids]
    lower = [word.lower() for word, _ in words]
    short = [found.group().lower() for found in WORD.finditer(row["summary"])]
    keep = np.zeros(len(words), bool)
    for block in difflib.SequenceMatcher(None, lower, short, autojunk=False).get_matching_blocks():
        keep[block.a : block.a + block.size] = True
    word = np.repeat(np.arange(len(words)), [len(ids) for _, ids in words])
    spoken = np.array([bool(re.search(r"\w", one)) for one in lower])
    return Sentence([i for _, ids in words for i in ids], word, keep, spoken, {})


@torch.no_grad()
def look(small: Small, sentences: list[Sentence], setting: str, rng: random.Random) -> None:
    """Keep what the encoder makes of each sentence, alone or in a "window" of some."""
    left, groups = rng.sample(sentences, len(sentences)), []
    while left:
        size = rng.choice(WINDOWS) if setting == "window" else 1
        group = [left.pop() for _ in range(min(size, len(left)))]
        while sum(len(one.ids) for one in group) > WINDOW_TOKENS and len(group) > 1:
            left.append(group.pop())
        groups.append(group)
    length = lambda group: sum(len(one.ids) for one in group)
    for batch in packed(groups, length, rng, 8_192):
        ids, mask = padded([torch.tensor([i for one in group for i in one.ids]) for group in batch], torch.long)
        first, _ = padded([torch.cat([torch.eye(1, len(one.ids))[0] for one in group]) for group in batch], torch.float)
        with torch.autocast("cpu", torch.bfloat16):
            states = tapped(small.encoder, ids, first, mask).half()
        for row, group in zip(states, batch):
            at = 0
            for one in group:
                one.states[setting] = row[at : at + len(one.ids)].clone()
                at += len(one.ids)


def scores(trimmer: Trimmer, group: list[Sentence], setting: str, unread: float = 0.0):
    """Seams and worth of the words of some sentences; see Trimmer.seams."""
    states, mask = stacked([one.states[setting].float() for one in group])
    if unread:
        states = states * (torch.rand(mask.shape) > unread)[..., None]
    together = ((mask[:, None, None, :] - 1) * 1e4)
    inside = torch.arange(mask.shape[1]).expand(mask.shape)
    tokens = trimmer(states, inside, together)
    width = max(len(one.keep) for one in group)
    word, _ = padded([torch.from_numpy(one.word) for one in group], torch.long)
    word = torch.where(mask.bool(), word, width)
    sums = torch.zeros(len(group), width + 1, tokens.shape[-1]).scatter_add(
        1, word[..., None].expand(-1, -1, tokens.shape[-1]), tokens
    )
    sizes = torch.zeros(len(group), width + 1).scatter_add(1, word, mask)
    return trimmer.seams((sums / sizes.clamp(min=1)[..., None])[:, :width])


def stacked(sequences: list[torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
    """[B, T, H] of sequences [T, H], and the mask of what stands."""
    mask = padded([torch.ones(len(one)) for one in sequences], torch.float)[0]
    return torch.nn.utils.rnn.pad_sequence(sequences, batch_first=True), mask


def surprise(seams: torch.Tensor, stay: torch.Tensor, group: list[Sentence]) -> torch.Tensor:
    """-log P of what each sentence keeps, by word: the forward algorithm over all paths. [B]"""
    batch, width = stay.shape
    sizes = torch.tensor([len(one.keep) for one in group])
    reach = [torch.zeros(batch)]
    for word in range(width):
        before = torch.stack(reach, 1) + seams[:, : word + 1, word]
        reach.append(before.logsumexp(1) + stay[:, word])
    ends = torch.stack(reach[1:], 1) + seams[:, 1:, width]
    beyond = torch.arange(width)[None] >= sizes[:, None]
    everything = ends.masked_fill(beyond, -1e9).logsumexp(1)
    kept = []
    for row, one in enumerate(group):
        path = torch.from_numpy(np.flatnonzero(one.keep))
        nodes = torch.cat([torch.tensor([0]), path + 1]), torch.cat([path, torch.tensor([width])])
        kept.append(seams[row][nodes].sum() + stay[row, path].sum())
    return (everything - torch.stack(kept)) / sizes


def best(seams: np.ndarray, stay: np.ndarray) -> np.ndarray:
    """The best path of one sentence: bool [W]."""
    size = len(stay)
    worth, back = np.full(size + 1, -np.inf), np.zeros(size + 1, int)
    worth[0] = 0
    for word in range(size):
        before = worth[: word + 1] + seams[: word + 1, word]
        back[word + 1] = before.argmax()
        worth[word + 1] = before.max() + stay[word]
    keep, at = np.zeros(size, bool), int((worth[1:] + seams[1 : size + 1, -1]).argmax()) + 1
    while at > 0:
        keep[at - 1] = True
        at = back[at]
    return keep


@torch.no_grad()
def evaluate(trimmer: Trimmer, sentences: list[Sentence], setting: str) -> tuple[float, float]:
    """Mean F1 of kept words in per cent, and mean surprise."""
    trimmer.eval()
    found, surprises = [], []
    for group in packed(sentences, lambda one: len(one.ids), random.Random(0), TOKENS_PER_BATCH):
        seams, stay = scores(trimmer, group, setting)
        surprises += surprise(seams, stay, group).tolist()
        for one, links, worth in zip(group, seams, stay):
            size = len(one.keep)
            links = torch.cat([links[: size + 1, :size], links[: size + 1, -1:]], dim=1)
            kept = best(links.numpy(), worth[:size].numpy())[one.spoken]
            both = (kept & one.keep[one.spoken]).sum()
            found.append(200 * both / max(1, kept.sum() + one.keep[one.spoken].sum()))
    trimmer.train()
    return float(np.mean(found)), float(np.mean(surprises))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("nano", type=Path)
    parser.add_argument("--epochs", type=int, default=8)
    args = parser.parse_args()
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    tokenizer = Tokenizer.from_file(str(args.nano / "tokenizer.json"))
    saved = torch.load(args.work / "small.pt", weights_only=True)
    small = Small(SmallShape(**saved["shape"]))
    small.load_state_dict(saved["state"])
    small.eval()
    split = {}
    for name in ("train", "dev"):
        read = (sentence(row, tokenizer) for row in rows(args.data / f"compression/google_{name}.jsonl.xz"))
        split[name] = [one for one in read if len(one.ids) <= SENTENCE_TOKENS and one.keep.any()]
        for setting in ("alone", "window"):
            look(small, split[name], setting, rng)
        print(f"{len(split[name]):,} sentences of {name}", flush=True)
    trimmer = Trimmer(small.shape.hidden)
    optimizer = torch.optim.AdamW(trimmer.parameters(), lr=RATE, weight_decay=DECAY)
    groups = lambda: [
        (setting, group)
        for setting in ("alone", "window")
        for group in packed(split["train"], lambda one: len(one.ids), rng, TOKENS_PER_BATCH)
    ]
    steps = args.epochs * len(groups())
    slope = lambda step: min(1.0, step / 100) * max(0.02, 1 - step / steps)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, slope)
    steady = torch.optim.swa_utils.AveragedModel(
        trimmer, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.995)
    )
    started = time.time()
    for epoch in range(1, args.epochs + 1):
        losses = []
        plan = groups()
        rng.shuffle(plan)
        for setting, group in plan:
            loss = surprise(*scores(trimmer, group, setting, UNREAD), group).mean()
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(trimmer.parameters(), 0.1)
            optimizer.step()
            schedule.step()
            steady.update_parameters(trimmer)
            losses.append(loss.item())
        shown = " | ".join(
            f"{setting} F1 {f1:.2f}, surprise {value:.4f}"
            for setting in ("alone", "window")
            for f1, value in [evaluate(steady.module, split["dev"], setting)]
        )
        print(f"epoch {epoch}: loss {np.mean(losses):.4f} | {shown} | {time.time() - started:.0f} s", flush=True)
        torch.save(steady.module.state_dict(), args.work / "trimmer.pt")
    cpu = resource.getrusage(resource.RUSAGE_SELF)
    print(f"{sum(p.numel() for p in trimmer.parameters()):,} weights, layers {TAPS}; {cpu.ru_utime + cpu.ru_stime:.0f} CPU-seconds")


if __name__ == "__main__":
    main()
