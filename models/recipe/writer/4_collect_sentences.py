"""Collect the single sentences that the writer learns to rewrite.

    python -m models.recipe.writer.4_collect_sentences DATA WORK [--documents 2500]

reads files of DATA that training may read, never the development sets; writes WORK/sentences.jsonl: one row per
sentence with `set`, `lang`, `document`, `before` (or ""), `text` and `held`, which is true if the
document is reserved for choosing the threshold and for manual review, and never used for training here. Compressions
also have `short`, a person's or a rule's shorter version of the sentence. WORK/documents.jsonl has the text of each
document, which the product's rules read, too.
"""

import argparse
import hashlib
import json
import lzma
import random
import re
from pathlib import Path

from models.recipe.bridge import segment

HELD_PERCENT = 10
SETS = {
    "docs_en": ("docs/plain_en", "en"),
    "docs_zh": ("docs/plain_zh", "zh"),
    "news": ("news/cnndm_train", "en"),
    "scitldr": ("science/scitldr_train", "en"),
    "csl_zh": ("science/csl_zh_train", "zh"),
    "meetings": ("meetings/qmsum_train", "en"),
}


def rows(path: Path):
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def tidy(text: str) -> str:
    """Reattach punctuation, which news texts and minutes separate: "Michigan ." -> "Michigan." """
    text = re.sub(r"^By \. .{0,60}? \. |-LRB- .*? -RRB- |\{[a-z]+\}", "", text)
    text = re.sub(r"\s+([.,;:?!)]|n't\b|'(?:s|re|ve|ll|d|m)\b)", r"\1", text)
    return re.sub(r"\(\s+", "(", re.sub(r"\s+", " ", text)).strip()


def text_of(name: str, row: dict) -> str:
    if name == "meetings":
        return "\n".join(tidy(said) for _, said in row["turns"] if len(said) > 60)
    if name == "news":
        return "\n".join(tidy(line) for line in row["text"].split("\n"))
    return row.get("text") or " ".join(row["sentences"])


def is_held(document: str) -> bool:
    """Whether a document is among the reserved tenth, which is the same in every run."""
    return hashlib.sha256(document.encode()).digest()[0] * 100 < HELD_PERCENT * 256


def is_usable(text: str, lang: str) -> bool:
    """Whether a text is a whole sentence without markup, of a length that is worth shortening."""
    if re.search(r"[`|<>{}\\=_*#\[\]]|https?:|\.\.\.|^[-–•\d]", text):
        return False
    if lang == "zh":
        han = len(re.findall(r"[\u3400-\u9fff]", text))
        return 10 <= han <= 90 and len(text) <= 130 and text[-1] in "。！？" and han * 2 > len(text)
    words = text.split()
    return 7 <= len(words) <= 50 and text[-1] in ".!?\"'”" and text[0].isupper()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--documents", type=int, default=2_500, help="at most, of each set")
    parser.add_argument("--sentences", type=int, default=12, help="at most, of each document")
    args = parser.parse_args()
    rng = random.Random(7)
    found = []
    kept: dict[str, str] = {}
    for name, (stem, lang) in SETS.items():
        documents = list(rows(args.data / f"{stem}.jsonl.xz"))
        documents = rng.sample(documents, min(args.documents, len(documents)))
        texts = [text_of(name, row)[:20_000] for row in documents]
        count = 0
        for text, parts in zip(texts, segment(texts, lang)):
            document = hashlib.sha256(text.encode()).hexdigest()[:12]
            kept[document] = text
            sentences = parts["sentences"]
            usable = [k for k, one in enumerate(sentences) if not parts["boilerplate"][k] and is_usable(one, lang)]
            for k in sorted(rng.sample(usable, min(args.sentences, len(usable)))):
                before = sentences[k - 1] if k > 0 and len(sentences[k - 1]) < 400 else ""
                found.append(
                    {
                        "set": name,
                        "lang": lang,
                        "document": document,
                        "before": before,
                        "text": sentences[k],
                        "held": is_held(document),
                    }
                )
                count += 1
        print(f"{name}: {len(texts):,} documents, {count:,} sentences", flush=True)
    for row in rows(args.data / "compression/google_train.jsonl.xz"):
        document = hashlib.sha256(row["text"].encode()).hexdigest()[:12]
        found.append(
            {
                "set": "compression",
                "lang": "en",
                "document": document,
                "before": "",
                "text": tidy(row["text"]),
                "short": tidy(row["summary"]),
                "held": is_held(document),
            }
        )
    with open(args.work / "sentences.jsonl", "w", encoding="utf-8") as file:
        for row in found:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    with open(args.work / "documents.jsonl", "w", encoding="utf-8") as file:
        for document, text in kept.items():
            file.write(json.dumps({"document": document, "text": text}, ensure_ascii=False) + "\n")
    print(f"{len(found):,} sentences, {sum(row['held'] for row in found):,} held back")


if __name__ == "__main__":
    main()
