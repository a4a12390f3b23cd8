"""Make the pairs that teach the writer to rewrite single sentences.

    python -m models.recipe.writer.5_pair_sentences DATA WORK NANO WRITER [--sentences 24000] [--titles 4000]

reads WORK/{sentences,documents}.jsonl (4_collect_sentences), references and titles of DATA, NANO (the exported nano) and
WRITER/tokenizer.json; writes WORK/pairs-{sentences,sentences-held}.npz.

A source is a single sentence, and a target is a shorter sentence that follows from it: the result of the shipped rules
(src/summarizer/rewrite/shorten.ts), a compression of Google's, or a person's reference whose content is in one sentence
of its document. Targets that fail a hard check of the product are discarded. If no rule applies, the target
is the sentence itself, so that the writer learns to leave sentences unchanged. Headlines are for documents, as before.
"""

import argparse
import random
import re
from collections import Counter
from pathlib import Path

from tokenizers import Tokenizer

from models.recipe.bridge import call, segment
from models.recipe.data.files import read
from models.recipe.data.plain import plain_documents
from models.recipe.data.units import units
from models.recipe.networks.salience import open_graph, salience
from models.recipe.writer.faithful import invented
from models.recipe.writer.pairs import (
    CANDIDATES,
    COMPRESS,
    HEADLINE,
    MAX_SENTENCE,
    MAX_SOURCE,
    MAX_TARGET,
    SEED,
    Pairs,
    best_sentences,
)
from models.recipe.writer.pretraining import Page, add_title
from models.recipe.writer.sentences import collected, given
from models.recipe.writer.tokenizer import CODES

SAID = 0.9  # minimum share of a reference's words that are in one sentence
REFERENCES = {"docs/pairs_en": "en", "docs/pairs_zh": "zh", "news/cnndm": "en", "science/scitldr": "en"}
CHUNK = 1_000


def tidy(text: str) -> str:
    """Reattach punctuation, which news texts separate: "Michigan ." -> "Michigan." """
    text = re.sub(r"^By \. .{0,60}? \. |-LRB- .*? -RRB- ", "", text)
    return re.sub(r"\s+([.,;:?!)]|n't\b|'(?:s|re|ve|ll|d|m)\b)", r"\1", text).strip()


def said_in_one(data: Path) -> list[dict]:
    """References of training documents with most words in one sentence: rows of `text`, `lang`, `short`, `set`."""
    found = []
    for stem, lang in REFERENCES.items():
        rows = list(read(data, f"{stem}_train"))
        texts = [tidy_lines(row) for row in rows]
        for row, whole, parts in zip(rows, texts, segment(texts, lang)):
            bags = [set(units(sentence, lang)) for sentence in parts["sentences"][:CANDIDATES]]
            references = row.get("summaries") or [row["summary"]]
            for wanted in (tidy(line) for reference in references for line in reference.split("\n")):
                bag = set(units(wanted, lang))
                if len(bag) < 4:
                    continue
                best = max(range(len(bags)), key=lambda k: len(bag & bags[k]), default=None)
                if best is None or len(bag & bags[best]) < SAID * len(bag):
                    continue
                text = parts["sentences"][best]
                if len(wanted) < len(text):
                    found.append({"text": text, "lang": lang, "short": wanted, "set": stem, "context": whole})
    return found


def tidy_lines(row: dict) -> str:
    text = row.get("text") or " ".join(row["sentences"])
    return "\n".join(tidy(line) for line in text.split("\n"))


def add_sentence(pairs: Pairs, kind: str, text: str, target: str, lang: str) -> bool:
    source, wanted = pairs.ids([text, target])
    fits = len(source) <= MAX_SENTENCE and 3 <= len(wanted) <= MAX_SENTENCE
    if fits:
        pairs.add(kind, COMPRESS, lang, source, wanted)
    return fits


def sentences(rows: list[dict], pairs: Pairs, copies: int, rng: random.Random) -> None:
    """Add the shorter versions of each row by rules, Google or a reference's authors, and some unchanged rows."""
    asked = [{**given(row), "candidates": [row["short"]] if row.get("short") else []} for row in rows]
    left = []
    for row, answer in zip(rows, call("shorten.ts", asked)):
        text, lang = row["text"], row["lang"]
        kind = "reference" if "/" in row["set"] else row["set"]
        if answer["objections"] == [None]:
            add_sentence(pairs, f"person_{kind}", text, row["short"], lang)
        elif answer["short"] != text:
            add_sentence(pairs, f"rules_{kind}", text, answer["short"], lang)
        else:
            left.append(row)
    for row in rng.sample(left, min(copies, len(left))):
        add_sentence(pairs, f"copy_{row['lang']}", row["text"], row["text"], row["lang"])


def titles(data: Path, nano: Path, pairs: Pairs, limit: int, rng: random.Random) -> None:
    """Add headlines: titles of abstracts and of pages that share most of their words with the page's text."""
    reader = Tokenizer.from_file(str(nano / "tokenizer.json"))
    session = open_graph(nano / "model.onnx")

    def page(parts: dict) -> Page:
        kept, marks = parts["sentences"][:CANDIDATES], parts["marks"][:CANDIDATES]
        return Page(kept, salience(session, [e.ids or [0] for e in reader.encode_batch(kept)], marks), pairs)

    rows = list(read(data, "science/csl_zh_train"))
    for row, parts in zip(rows, segment([row["text"] for row in rows], "zh")):
        one, target = page(parts), pairs.ids([row["summary"]])[0]
        if len(target) <= MAX_TARGET and not invented(row["summary"], row["text"]):
            kept = best_sentences(one.lengths, one.prior)
            pairs.add("csl_zh", HEADLINE, "zh", pairs.join([one.ids[k] for k in kept])[:MAX_SOURCE], target)
    for language in CODES:
        documents = list(plain_documents(data, language, 3 * limit))
        documents = rng.sample(documents, min(limit, len(documents)))
        for at in range(0, len(documents), CHUNK):
            chunk = documents[at : at + CHUNK]
            for (title, _), parts in zip(chunk, segment([text for _, text in chunk], language)):
                if len(parts["sentences"]) >= 4:
                    one = page(parts)
                    add_title(one, best_sentences(one.lengths, one.prior), title, language, pairs)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("nano", type=Path)
    parser.add_argument("writer", type=Path)
    parser.add_argument("--sentences", type=int, default=24_000, help="at most, of all sets but Google's")
    parser.add_argument("--copies", type=int, default=3_000)
    parser.add_argument("--titles", type=int, default=4_000, help="pages of each language, at most")
    args = parser.parse_args()
    rng = random.Random(SEED)
    tokenizer = Tokenizer.from_file(str(args.writer / "tokenizer.json"))
    rows = collected(args.work)
    held = Pairs(tokenizer)
    kept = [row for row in rows if row["held"]]
    sentences(rng.sample(kept, min(len(kept), args.sentences // 10)), held, args.copies // 10, rng)
    held.save(args.work / "pairs-sentences-held.npz")
    pairs = Pairs(tokenizer)
    known = Counter(row["text"] for row in rows if row["held"])
    references = [row for row in said_in_one(args.data) if row["text"] not in known]
    print(f"{len(references):,} references that one sentence says", flush=True)
    ours = [row for row in rows if not row["held"] and not row.get("short")]
    ours = rng.sample(ours, min(len(ours), args.sentences))
    google = [row for row in rows if not row["held"] and row.get("short")]
    sentences(ours + google + references, pairs, args.copies, rng)
    print(dict(pairs.counts), flush=True)
    titles(args.data, args.nano, pairs, args.titles, rng)
    pairs.save(args.work / "pairs-sentences.npz")


if __name__ == "__main__":
    main()
