"""Score summaries on the development sets and print one table.

    python models/evaluate.py DATA [--model FILE.onnx] [--json OUT.json] [--sets news docs_en ...]

nano runs as shipped: models/summarize.ts, that is the TypeScript splitter, tokenizer, selection and
onnxruntime-web. ROUGE-1/2/Lsum F1 by rouge-score: stemmed words for English, Han characters and Latin
words for Chinese; of several references the best. A reference of several sentences (news) asks for
length "medium" (three sentences), ScisummNet for "long" (six), all others for "short" (one).
Intervals are 95% bootstraps over documents for ROUGE-1; the gain over lead is paired by document. `oracle` adds, greedily, the sentence that most
raises ROUGE-1 + ROUGE-2, up to the same count.
"""

import argparse
import json
import subprocess
from collections import Counter
from pathlib import Path

import numpy as np
from rouge_score import rouge_scorer

from dataset import NEWS_DEV_IN_TRAINING, ROOT, SETS, f1, rows, segment, units

TRAINED_ON = {"news": NEWS_DEV_IN_TRAINING}
LENGTHS = {"news": ("medium", 3), "scisummnet": ("long", 6)}
METRICS = ("rouge1", "rouge2", "rougeLsum")


class ChineseUnits:
    """rouge-score tokenizer: every Han character and every Latin word is a unit."""

    def tokenize(self, text: str) -> list[str]:
        return units(text, "zh")


SCORERS = {
    "en": rouge_scorer.RougeScorer(METRICS, use_stemmer=True),
    "zh": rouge_scorer.RougeScorer(METRICS, tokenizer=ChineseUnits()),
}


def rouge(chosen: list[str], references: list[str], language: str) -> list[float]:
    """ROUGE-1/2/Lsum F1 in per cent, the best over references for each."""
    found = [
        SCORERS[language].score(reference, "\n".join(chosen)) for reference in references
    ]
    return [100 * max(score[metric].fmeasure for score in found) for metric in METRICS]


def oracle(sentences: list[str], references: list[str], language: str, count: int) -> list[str]:
    """Greedy oracle against the first reference."""
    grams = lambda u: (Counter(u), Counter(zip(u, u[1:])))
    wanted = grams(units(references[0], language))
    parts = [grams(units(sentence, language)) for sentence in sentences]
    chosen: list[int] = []
    best, bag = 0.0, (Counter(), Counter())
    for _ in range(count):
        value, index = max(
            (sum(f1(bag[n] + part[n], wanted[n]) for n in (0, 1)), -i)
            for i, part in enumerate(parts)
        )
        if value <= best or -index in chosen:
            break
        chosen.append(-index)
        best, bag = value, tuple(bag[n] + parts[-index][n] for n in (0, 1))
    return [sentences[i] for i in sorted(chosen)] or sentences[:1]


def nano(texts: list[str], language: str, length: str, model: str | None) -> list[dict]:
    """Run the shipped summarizer over texts."""
    given = "".join(
        json.dumps({"text": text, "lang": language, "length": length}) + "\n"
        for text in texts
    )
    command = [str(ROOT.parent / "node_modules/.bin/node"), str(ROOT / "summarize.ts")]
    done = subprocess.run(
        command + ([model] if model else []), input=given.encode(), capture_output=True, check=True
    )
    return [json.loads(line) for line in done.stdout.decode().split("\n") if line]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--model")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--sets", nargs="+", default=list(SETS))
    parser.add_argument("--nano-only", action="store_true")
    args = parser.parse_args()
    rng = np.random.default_rng(7)
    out: dict[str, dict] = {}
    print(
        "| set | system | ROUGE-1 | ROUGE-2 | ROUGE-Lsum | 95% of ROUGE-1 | gain over lead |\n"
        "|---|---|---|---|---|---|---|"
    )
    for name in args.sets:
        stem, language = SETS[name]
        length, count = LENGTHS.get(name, ("short", 1))
        kept = list(rows(args.data / f"{stem}_dev.jsonl.xz"))
        kept = kept[TRAINED_ON.get(name, 0) :]
        texts = [row.get("text") or " ".join(row["sentences"]) for row in kept]
        references = [row.get("summaries") or [row["summary"]] for row in kept]
        systems = {}
        ran = nano(texts, language, length, args.model)
        if not args.nano_only:
            cut = [parts["sentences"] for parts in segment([{"text": t, "lang": language} for t in texts])]
            systems[f"lead-{count}"] = [sentences[:count] for sentences in cut]
            systems["oracle"] = [
                oracle(sentences, reference, language, count)
                for sentences, reference in zip(cut, references)
            ]
        systems["nano"] = [row["chosen"] for row in ran]
        lead = None
        for system, summaries in systems.items():
            scores = np.array(
                [rouge(chosen, reference, language) for chosen, reference in zip(summaries, references)]
            )
            means = scores.mean(0)
            draws = rng.integers(0, len(scores), (1000, len(scores)))
            interval = lambda values: "{:.1f} to {:.1f}".format(
                *np.percentile(values[draws].mean(1), [2.5, 97.5])
            )
            lead = scores[:, 0] if lead is None else lead
            gain = interval(scores[:, 0] - lead) if system == "nano" and not args.nano_only else ""
            shown = " | ".join(f"{value:.1f}" for value in means)
            print(f"| {name} | {system} | {shown} | {interval(scores[:, 0])} | {gain} |", flush=True)
            out.setdefault(name, {})[system] = dict(zip(METRICS, (round(float(m), 2) for m in means)))
        kilo = sum(len(text.split()) if language == "en" else len(text) / 1.5 for text in texts) / 1000
        print(
            f"| {name} | nano's cost | {sum(r['macs'] for r in ran) / kilo / 1e6:.1f} MMAC and"
            f" {sum(r['ms'] for r in ran) / kilo:.1f} ms per 1,000 words | | | | |"
        )
    if args.json:
        args.json.write_text(json.dumps(out, indent=2) + "\n")


if __name__ == "__main__":
    main()
