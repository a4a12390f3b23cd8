"""Add to labels.jsonl what a reader found in a stretch of outputs.

    python -m models.recipe.verifier.add_labels OUTPUTS.jsonl FIRST END GOOD.txt held|fresh|train

reads OUTPUTS.jsonl (2_write_outputs) and GOOD.txt, the numbers of the good rows; all other rows from FIRST up to END were
found wanting. Rows made by the rules alone were not judged. Writes to labels.jsonl and prints how many of each there are.
"""

import argparse
import json
import re
from pathlib import Path

from models.recipe.verifier.labels import LABELS, hash_of


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("outputs", type=Path)
    parser.add_argument("first", type=int)
    parser.add_argument("end", type=int)
    parser.add_argument("good", type=Path)
    parser.add_argument("split", choices=("held", "fresh", "train"))
    args = parser.parse_args()
    good = {int(number) for number in re.findall(r"\d+", args.good.read_text())}
    known = {json.loads(line)["hash"] for line in open(LABELS, encoding="utf-8")}
    counts = [0, 0]
    with open(LABELS, "a", encoding="utf-8") as file:
        for number, line in enumerate(open(args.outputs, encoding="utf-8")):
            row = json.loads(line)
            found = hash_of(row["text"], row["candidate"])
            if not args.first <= number < args.end or row["by"] == "rules" or found in known:
                continue
            known.add(found)
            label = {"hash": found, "good": int(number in good), "split": args.split}
            file.write(json.dumps(label | {name: row[name] for name in ("set", "lang", "by")}) + "\n")
            counts[label["good"]] += 1
    print(f"{counts[1]} good, {counts[0]} not")


if __name__ == "__main__":
    main()
