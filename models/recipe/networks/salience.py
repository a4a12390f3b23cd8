"""nano's salience in Python's onnxruntime, window by window as in src/summarizer/extract/salience.ts."""

import pickle
from pathlib import Path

import numpy as np
import onnxruntime

from models.recipe.data.examples import Example
from models.recipe.nano.facts import LIMITS

SENTENCE_TOKENS = LIMITS["sentenceTokens"]


def open_graph(path: Path) -> onnxruntime.InferenceSession:
    """A graph on one thread: a fixed order of sums, so that results repeat byte for byte on one machine."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(path, options)


def salience(session, ids: list[list[int]], marks: list[list[int]]) -> np.ndarray:
    """Scores of all sentences, hierarchically over windows: float32 [S]."""
    read = [sequence[:SENTENCE_TOKENS] for sequence in ids]
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
            going += sorted(best[: max(1, int(len(window) * LIMITS["survivingShare"]))])
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


def windows(lengths: list[int]) -> list[int]:
    """Ends of the windows over sentences of these lengths."""
    ends, start, tokens = [], 0, 0
    for index, length in enumerate(lengths):
        if index - start == LIMITS["windowSentences"] or tokens + length > LIMITS["windowTokens"]:
            ends.append(index)
            start, tokens = index, 0
        tokens += length
    return ends + [len(lengths)]


def frequencies(ids: list) -> np.ndarray:
    """Number of sentences that contain each token id, [largest id + 1]."""
    return np.bincount(np.concatenate([np.unique(one[:SENTENCE_TOKENS]) for one in ids]))


def inputs(window: list[int], read: list[list[int]], marks, frequency: np.ndarray, count: int) -> dict:
    """The inputs that nano's and small's graphs share, for the sentences of a window."""
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


def priors(examples: list[Example], nano: Path, cache: Path) -> list[np.ndarray]:
    """nano's salience of every sentence of some examples, cached in the file `cache`."""
    if cache.exists():
        return pickle.loads(cache.read_bytes())
    session = open_graph(nano / "model.onnx")
    found = [salience(session, [ids.tolist() for ids in e.ids], e.marks.tolist()) for e in examples]
    cache.write_bytes(pickle.dumps(found))
    return found
