"""What a person found in outputs of the writer and the trimmer: does the candidate follow from its sentence, and read well?

Kept without the texts: models/recipe/verifier/labels.jsonl has a row each with `hash` (of sentence and candidate, SHA-256), `good`,
`split` ("held": from documents that nothing was trained on; "train"), and `set`, `lang` and `by` for the counts. Whoever
makes the outputs again (3_write_outputs.py) finds the texts by their hashes.

    python -m models.recipe.verifier.add_labels OUTPUTS.jsonl models/recipe/verifier/labels.jsonl SPLIT GOOD.txt READ.jsonl

reads and writes the labels: READ.jsonl are rows of OUTPUTS in the order in which they were read, GOOD.txt the numbers of the good ones.

Good is what could stand in a summary as it is: a whole sentence, true by its source alone, with its negations, conditions,
hedges and whoever says it; names and numbers as they were. A detail may be missing, a limit of what is claimed may not.
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path

from models.recipe.verifier.labels import hash_of


def main() -> None:
    outputs, labels, split, good, read = sys.argv[1:]
    wanted = {int(number) for number in re.findall(r"\d+", Path(good).read_text())}
    rows = [json.loads(line) for line in open(read, encoding="utf-8")]
    there = {hash_of(row["text"], row["candidate"]) for row in map(json.loads, open(outputs, encoding="utf-8"))}
    known = {row["hash"] for row in map(json.loads, open(labels, encoding="utf-8"))} if Path(labels).exists() else set()
    counts: Counter = Counter()
    with open(labels, "a", encoding="utf-8") as file:
        for number, row in enumerate(rows):
            found = hash_of(row["text"], row["candidate"])
            if found in known or found not in there:
                continue
            known.add(found)
            label = {
                "hash": found,
                "good": int(number in wanted),
                "split": split,
                "set": row["set"],
                "lang": row["lang"],
                "by": row["by"],
            }
            file.write(json.dumps(label) + "\n")
            counts[label["good"]] += 1
    print(f"{counts[1]} good, {counts[0]} not")


if __name__ == "__main__":
    main()
