"""Write test/fixtures/nano/oracle.json: what nano must give for texts of our own, made in Python.

    python models/oracle.py models/nano test/fixtures/nano/texts.json test/fixtures/nano/oracle.json
    python models/oracle.py models/small test/fixtures/nano/texts.json test/fixtures/small/oracle.json

The second is small's, which rereads the best sentences of the nano beside it (src/summarizer/extract/reread.ts).

Spans and marks come from segment.ts; token ids from the Python `tokenizers`; inputs are computed here
and scores are onnxruntime's, window after window as src/summarizer/extract/salience.ts reads them; the choice
for length "medium" is this file's own reading of the selection rules. The TypeScript tests replay it.
"""

import hashlib
import json
import platform
import sys
from pathlib import Path

import numpy as np
import onnxruntime
import tokenizers

from dataset import segment

WINDOW_SENTENCES, WINDOW_TOKENS, SURVIVING_SHARE = 256, 8_192, 0.25
MAX_SENTENCE_TOKENS = 1_024
REREAD_TOKENS, REREAD_SENTENCE_TOKENS = 384, 96
REDUNDANCY_PENALTY, COUNT, ENOUGH = 0.6, 3, 55
GIANT = 200  # sentences from which on ids are recorded as a hash


def build(entry: dict) -> str:
    """A fixture is a text, or a rule: `repeat` times `pattern` with {n} and {word} filled in."""
    if "text" in entry:
        return entry["text"]
    words = entry["words"]
    parts = (
        entry["pattern"].replace("{n}", str(n)).replace("{word}", words[n * n % len(words)])
        for n in range(entry["repeat"])
    )
    return entry["joiner"].join(parts) + entry.get("end", "")


def windows(lengths: list[int]) -> list[int]:
    """Ends of the windows over sentences of these lengths."""
    ends, start, tokens = [], 0, 0
    for index, length in enumerate(lengths):
        if index - start == WINDOW_SENTENCES or tokens + length > WINDOW_TOKENS:
            ends.append(index)
            start, tokens = index, 0
        tokens += length
    return ends + [len(lengths)]


def frequencies(ids: list[list[int]]) -> np.ndarray:
    """How many sentences hold each token id."""
    return np.bincount(np.concatenate([np.unique(one[:MAX_SENTENCE_TOKENS]) for one in ids]))


def inputs(window: list[int], read: list[list[int]], marks, frequency, count: int) -> dict:
    """What both graphs read of the sentences of a window."""
    flat = np.concatenate([read[i] for i in window]).astype(np.int32)
    rows = np.repeat(np.arange(len(window)), [len(read[i]) for i in window])
    return {
        "input_ids": flat,
        "sentence": rows.astype(np.int32),
        "frequency": frequency[flat].astype(np.int32),
        "position": np.array(window, np.int32),
        "marks": np.array([marks[i] for i in window], np.int32),
        "count": np.array([count], np.int32),
    }


def salience(session, ids: list[list[int]], marks: list[list[int]]) -> np.ndarray:
    """Scores of all sentences, hierarchically over windows."""
    read = [sequence[:MAX_SENTENCE_TOKENS] for sequence in ids]
    frequency = frequencies(ids)
    scores = np.zeros(len(ids), np.float32)
    reading, left = list(range(len(ids))), []
    while True:
        going, start = [], 0
        ends = windows([len(read[i]) for i in reading])
        for end in ends:
            window = reading[start:end]
            found = session.run(["salience"], inputs(window, read, marks, frequency, len(ids)))[0]
            scores[window] = found
            best = sorted(window, key=lambda i: (-scores[i], i))
            going += sorted(best[: max(1, int(len(window) * SURVIVING_SHARE))])
            start = end
        if len(ends) == 1:
            break
        left.append(sorted(set(reading) - set(going)))
        reading = going
    ceiling = scores[reading].min()
    for behind in reversed(left):
        scores[behind] *= ceiling
        ceiling = min(ceiling, scores[behind].min())
    return scores


def reread(session, prior: np.ndarray, ids, marks, boilerplate: list[bool]) -> np.ndarray:
    """small's scores of nano's best sentences; all others keep nano's, scaled to lie below."""
    read = [sequence[:REREAD_SENTENCE_TOKENS] for sequence in ids]
    window, used = [], 0
    for index in sorted(range(len(ids)), key=lambda i: (boilerplate[i], -prior[i], i)):
        used += len(read[index])
        if used > REREAD_TOKENS:
            break
        window.append(index)
    window.sort()
    given = inputs(window, read, marks, frequencies(ids), len(ids))
    scores = prior.copy()
    scores[window] = session.run(["salience"], given | {"prior": prior[window], "trim": np.zeros(1, np.int32)})[0]
    behind = sorted(set(range(len(ids))) - set(window))
    scores[behind] *= scores[window].min()
    return scores


def choose(ids: list[list[int]], scores: np.ndarray, boilerplate: list[bool]) -> list[int]:
    """Maximal marginal relevance over distinct tokens, COUNT sentences or ENOUGH tokens, in document order.

    Boilerplate is chosen only where there is nothing else, and then one sentence of it.
    """
    bags = [set(sequence) for sequence in ids]
    ranked = sorted(range(len(ids)), key=lambda i: (boilerplate[i], -scores[i], i))[:512]
    if not boilerplate[ranked[0]]:
        ranked = [i for i in ranked if not boilerplate[i]]
    count = 1 if boilerplate[ranked[0]] else COUNT
    repeated = dict.fromkeys(ranked, 0.0)
    chosen: list[int] = []
    while ranked and len(chosen) < count and sum(len(ids[i]) for i in chosen) < ENOUGH:
        best = max(ranked, key=lambda i: float(scores[i]) - REDUNDANCY_PENALTY * repeated[i])
        ranked.remove(best)
        chosen.append(best)
        for i in ranked:
            share = len(bags[i] & bags[best]) / min(len(bags[i]), len(bags[best]))
            repeated[i] = max(repeated[i], share)
    return sorted(chosen)


def main() -> None:
    model, source, target = map(Path, sys.argv[1:4])
    nano = model.parent / "nano"
    tokenizer = tokenizers.Tokenizer.from_file(str(nano / "tokenizer.json"))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # one order of sums, so that the file repeats byte for byte
    session = onnxruntime.InferenceSession(nano / "model.onnx", options)
    small = None if model.name == "nano" else onnxruntime.InferenceSession(model / "model.onnx", options)
    entries = json.loads(source.read_text(encoding="utf-8"))
    cases = []
    for entry, cut in zip(entries, segment([{"text": build(entry)} for entry in entries])):
        ids = [e.ids for e in tokenizer.encode_batch(cut["sentences"])]
        keep = [i for i, sequence in enumerate(ids) if sequence]
        ids, marks = [ids[i] for i in keep], [cut["marks"][i] for i in keep]
        boilerplate = [cut["boilerplate"][i] for i in keep]
        case = {"name": entry["name"], "language": cut["lang"], "spans": [cut["spans"][i] for i in keep]}
        if len(ids) < GIANT and sum(map(len, ids)) < 4_000:
            case["ids"] = ids
        else:
            flat = ",".join(str(i) for sequence in ids for i in sequence)
            case["idsSha256"] = hashlib.sha256(flat.encode()).hexdigest()
        scores = salience(session, ids, marks) if ids else np.zeros(0, np.float32)
        if small and ids:
            scores = reread(small, scores, ids, marks, boilerplate)
        case["scores"] = [round(float(score), 5) for score in scores]
        case["chosen"] = choose(ids, scores, boilerplate) if ids else []
        cases.append(case)
    versions = {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "onnxruntime": onnxruntime.__version__,
        "tokenizers": tokenizers.__version__,
    }
    lines = ",\n".join(json.dumps(c, ensure_ascii=True, separators=(",", ":")) for c in cases)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(f'{{"versions":{json.dumps(versions)},"cases":[\n{lines}\n]}}\n')
    print(f"{len(cases)} cases, {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
