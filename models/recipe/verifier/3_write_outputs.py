"""Have the shipped writer and trimmer shorten single sentences: what the verifier will have to judge.

    python -m models.recipe.verifier.3_write_outputs WORK WRITER OUT.jsonl [--count 150] [--held] [--seed 7]

reads WORK/sentences.jsonl and the graphs in WRITER; writes OUT.jsonl: a row each with the sentence's own fields, `candidate`, `by` ("describe" and "compress", two
tasks of the writer, or "trim") and `rank` among the beams. Beams that differ from the sentence only by signs are left out.
"""

import argparse
import json
import random
import re
from pathlib import Path

import numpy as np
from models.recipe.bridge import call
from models.recipe.networks.beam import Graphs, Settings, repeated
from tokenizers import Tokenizer

CODES = {"en": "en_XX", "zh": "zh_CN"}


def hypotheses(
    graphs: Graphs, source: list[int], start: int, end: int, settings: Settings
) -> list[tuple[float, list[int]]]:
    """All finished hypotheses of a beam search, best first, as beam.py searches."""
    ids = np.array([source], np.int64)
    ones = np.ones_like(ids)
    hidden = graphs.encoder.run(None, {"input_ids": ids, "attention_mask": ones})[0]
    running, scores = [[start]], np.zeros(1, np.float32)
    cache = {name: np.zeros((1, shape[1], 0, shape[3]), np.float32) for name, shape in graphs.pasts.items()}
    finished: list[tuple[float, list[int]]] = []
    step = 0
    while running and len(finished) < settings.beams:
        rows = len(running)
        found = graphs.decoder.run(
            graphs.outputs,
            {
                "input_ids": np.array([sequence[-1:] for sequence in running], np.int64),
                "encoder_attention_mask": ones.repeat(rows, 0),
                "encoder_hidden_states": hidden.repeat(rows, 0),
                "encoder_input_ids": ids.repeat(rows, 0),
                "use_cache_branch": np.array([step > 0]),
                **cache,
            },
        )
        step += 1
        logits = found[0][:, -1]
        allowed = logits - np.log(np.exp(logits).sum(-1, keepdims=True))
        for row, sequence in enumerate(running):
            allowed[row, repeated(sequence, settings.no_repeat)] = -np.inf
            if len(sequence) < settings.min_length:
                allowed[row, end] = -np.inf
        total = (scores[:, None] + allowed).ravel()
        best = np.argpartition(-total, 2 * settings.beams)[: 2 * settings.beams]
        best = best[np.argsort(-total[best], kind="stable")]
        nexts = []
        for rank, place in enumerate(best):
            row, token = divmod(int(place), allowed.shape[1])
            sequence = [*running[row], token]
            if token == end:
                if rank < settings.beams:
                    finished.append((float(total[place]) / (len(sequence) - 1), sequence[1:-1]))
            elif len(sequence) < settings.max_length and len(nexts) < settings.beams:
                nexts.append((row, float(total[place]), sequence))
        order = [row for row, *_ in nexts]
        running, scores = [sequence for *_, sequence in nexts], np.array([score for _, score, _ in nexts], np.float32)
        present = dict(zip(graphs.outputs, found))
        cache = {name: present[name.replace("past_key_values", "present")][order] for name in cache}
    return sorted(finished, key=lambda one: -one[0])


def plain(text: str) -> str:
    return re.sub(r"\W", "", text).lower()


def trimmed(rows: list[dict]) -> list[str]:
    """What the shipped trimmer makes of each sentence."""
    asked = (
        {"text": row["text"], "lang": row["lang"], "length": "short", "model": "small", "compress": True}
        for row in rows
    )
    return [answer["summary"] for answer in call("summarize.ts", asked)]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=Path)
    parser.add_argument("writer", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=150, help="sentences of each set")
    parser.add_argument("--held", action="store_true", help="of held-back documents, else of the others")
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    rows = [json.loads(line) for line in open(args.work / "sentences.jsonl", encoding="utf-8")]
    rows = [row for row in rows if row["held"] == args.held]
    chosen = []
    for name in sorted({row["set"] for row in rows}):
        some = [row for row in rows if row["set"] == name and len(row["text"]) > (24 if row["lang"] == "zh" else 70)]
        chosen += rng.sample(some, min(args.count, len(some)))
    rng.shuffle(chosen)
    tokenizer = Tokenizer.from_file(str(args.writer / "tokenizer.json"))
    of = tokenizer.token_to_id
    graphs = Graphs(args.writer)
    written = 0
    with open(args.out, "w", encoding="utf-8") as file:

        def keep(row: dict, candidate: str, by: str, rank: int, score: float | None) -> None:
            nonlocal written
            if plain(candidate) != plain(row["text"]):
                made = {**row, "candidate": candidate, "by": by, "rank": rank, "score": score}
                file.write(json.dumps(made, ensure_ascii=False) + "\n")
                written += 1

        for row, short in zip(chosen, trimmed(chosen)):
            keep(row, short, "trim", 0, None)
        file.flush()
        print(f"{written:,} trimmed of {len(chosen):,}", flush=True)
        for at, row in enumerate(chosen):
            ids = tokenizer.encode(row["text"], add_special_tokens=False).ids[:190]
            seen = set()
            for task in ("describe", "compress"):
                source = [of(f"<{task}>"), *ids, of("</s>"), of(CODES[row["lang"]])]
                found = hypotheses(graphs, source, of(CODES[row["lang"]]), of("</s>"), Settings())
                for rank, (score, made) in enumerate(found):
                    text = tokenizer.decode(made).strip()
                    if text not in seen:
                        seen.add(text)
                        keep(row, text, task, rank, score)
            if at % 100 == 99:
                file.flush()
                print(f"{at + 1:,} sentences, {written:,} candidates", flush=True)


if __name__ == "__main__":
    main()
