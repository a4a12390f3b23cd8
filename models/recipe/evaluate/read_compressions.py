"""Print a sample of compressed sentences for a person to read and mark.

    python -m models.recipe.evaluate.read_compressions DATA [--model small] [--count 100] [--seed 7] > compressions.md

reads compression/google_dev of DATA and the shipped model. Prints a Markdown list: the sentence with the dropped words
struck through, below it the compression as it is served, with a box to mark where that is ungrammatical. The sample is
the same for the same seed; sentences that the model left whole are not in it, and counted at the end.
"""

import argparse
import random
import re
from pathlib import Path

from models.recipe.evaluate import shipped
from models.recipe.evaluate.development import read
from models.recipe.evaluate.held_out import require_held_out
from models.recipe.evaluate.metrics import kept_places, words

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")  # as in metrics.words


def struck(sentence: str, compressed: str) -> str:
    """struck("The mill, old, burned.", "The mill burned.") == "The mill, ~~old~~, burned." """
    kept = kept_places(words(sentence, "en"), words(compressed, "en"))
    runs: list[tuple[int, int]] = []
    before_kept = True
    for i, match in enumerate(WORD.finditer(sentence)):
        if i not in kept:
            runs.append(match.span() if before_kept else (runs.pop()[0], match.end()))
        before_kept = i in kept
    for start, end in reversed(runs):
        sentence = f"{sentence[:start]}~~{sentence[start:end]}~~{sentence[end:]}"
    return sentence


def escaped(text: str) -> str:
    """A text on one line, with its Markdown characters escaped."""
    return re.sub(r"([\\`*_~\[\]<])", r"\\\1", " ".join(text.split()))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", default="small")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    documents = read(args.data, "compression")
    require_held_out(args.data, args.model, documents)
    random.Random(args.seed).shuffle(documents)
    shown, whole = 0, 0
    print(f"# Compressions by {args.model}\n\nMark the box where the second line is ungrammatical.\n")
    for document, summary in zip(documents, shipped.run(args.model, documents, "short", compress=True)):
        if shown == args.count:
            break
        sentence, compressed = escaped(document.text), escaped(" ".join(summary.chosen))
        if words(sentence, "en") == words(compressed, "en"):
            whole += 1
            continue
        shown += 1
        print(f"{shown}. {struck(sentence, compressed)}\n\n    - [ ] {compressed}\n")
    print(f"{shown} compressed sentences; {whole} more were left whole.")


if __name__ == "__main__":
    main()
