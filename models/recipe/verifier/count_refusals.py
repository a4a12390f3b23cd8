"""How much of what each hard check refuses was found good by reading.

    python -m models.recipe.verifier.count_refusals WORK

reads WORK/outputs-*.jsonl (2_write_outputs) and labels.jsonl, of all documents; prints a row for each first objection.
"""

import argparse
import re
from collections import defaultdict
from pathlib import Path

from models.recipe.verifier.labels import labeled

MAKERS = ("writer", "trimmer")


def reason(objection: str | None) -> str:
    """'it leaves out "ice", which …' -> 'it leaves out …': the check, without the words that it names."""
    if objection is None:
        return "(allowed)"
    return re.sub(r"(?:(?<=leaves out )|(?<=not have )|(?<=not state ))\S.*", "…", objection, flags=re.DOTALL)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=Path)
    args = parser.parse_args()
    counts: dict = defaultdict(lambda: [0, 0])
    for split in ("train", "held", "fresh"):
        for row in labeled(sorted(args.work.glob("outputs-*.jsonl")), split):
            # Outputs of earlier versions were kept without objections.
            if row["by"] in MAKERS and "objection" in row:
                for key in (reason(row["objection"]), "all"):
                    counts[row["by"], key][0] += 1
                    counts[row["by"], key][1] += row["good"]
    print("| made by | first objection | read | good |\n|---|---|---|---|")
    for (by, why), (count, good) in sorted(counts.items(), key=lambda one: (one[0][0], -one[1][0])):
        print(f"| {by} | {why} | {count} | {good} ({good / count:.0%}) |")


if __name__ == "__main__":
    main()
