"""Write with the exported graphs in Python: beam search like Hugging Face's `generate`.

For experiments with settings and for comparing int8 with float32; the product writes with src/summarizer/generation.
Repeated n-grams are forbidden, and so is an end before `min_length`. A hypothesis scores the sum of its log
probabilities over its length to the power of `length_penalty`. With early stopping, the search ends once the number of
finished hypotheses equals the number of beams.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime


@dataclass(frozen=True)
class Settings:
    beams: int = 4
    length_penalty: float = 1.0
    min_length: int = 6
    max_length: int = 49
    no_repeat: int = 3


@dataclass
class Written:
    ids: list[int]  # without start and end
    log_probabilities: list[float]  # of `ids` and, if it was written, the end
    ended: bool
    steps: int


class Graphs:
    """The encoder and the merged decoder of one folder."""

    def __init__(self, folder: Path, threads: int = 1):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads

        def open_(name):
            return onnxruntime.InferenceSession(folder / name, options, providers=["CPUExecutionProvider"])

        self.encoder, self.decoder = open_("encoder_model.onnx"), open_("decoder_model_merged.onnx")
        self.outputs = [output.name for output in self.decoder.get_outputs()]
        self.pasts = {value.name: value.shape for value in self.decoder.get_inputs() if value.name.startswith("past_")}

    def write(self, source: list[int], start: int, end: int, settings: Settings = Settings()) -> Written:
        ids = np.array([source], np.int64)
        ones = np.ones_like(ids)
        hidden = self.encoder.run(None, {"input_ids": ids, "attention_mask": ones})[0]
        beams = settings.beams
        running, scores, logs = [[start]], np.zeros(1, np.float32), [[]]
        cache = {name: np.zeros((1, shape[1], 0, shape[3]), np.float32) for name, shape in self.pasts.items()}
        finished: list[tuple[float, list[int], list[float], bool]] = []
        steps = 0
        while True:
            rows = len(running)
            found = self.decoder.run(
                self.outputs,
                {
                    "input_ids": np.array([sequence[-1:] for sequence in running], np.int64),
                    "encoder_attention_mask": ones.repeat(rows, 0),
                    "encoder_hidden_states": hidden.repeat(rows, 0),
                    "encoder_input_ids": ids.repeat(rows, 0),
                    "use_cache_branch": np.array([steps > 0]),
                    **cache,
                },
            )
            steps += 1
            logits = found[0][:, -1]
            known = logits - np.log(np.exp(logits).sum(-1, keepdims=True))
            allowed = known.copy()
            for row, sequence in enumerate(running):
                allowed[row, repeated(sequence, settings.no_repeat)] = -np.inf
                if len(sequence) < settings.min_length:
                    allowed[row, end] = -np.inf
            total = (scores[:, None] + allowed).ravel()
            best = np.argpartition(-total, 2 * beams)[: 2 * beams]
            best = best[np.argsort(-total[best], kind="stable")]
            nexts = []
            for rank, place in enumerate(best):
                row, token = divmod(int(place), allowed.shape[1])
                sequence, log = [*running[row], token], [*logs[row], float(known[row, token])]
                stopped = token == end or len(sequence) >= settings.max_length
                if stopped and rank < beams:
                    score = total[place] / (len(sequence) - 1) ** settings.length_penalty
                    finished.append((float(score), sequence, log, token == end))
                elif not stopped and len(nexts) < beams:
                    nexts.append((row, float(total[place]), sequence, log))
            finished = sorted(finished, key=lambda one: -one[0])[:beams]
            if len(finished) == beams or not nexts:
                break
            order = [row for row, *_ in nexts]
            running = [sequence for *_, sequence, _ in nexts]
            scores = np.array([score for _, score, *_ in nexts], np.float32)
            logs = [log for *_, log in nexts]
            present = dict(zip(self.outputs, found))
            for name in cache:
                value = present[name.replace("past_key_values", "present")]
                cache[name] = value[order]
        _, sequence, log, ended = finished[0]
        return Written(sequence[1 : -1 if ended else None], log, ended, steps)


def repeated(sequence: list[int], size: int) -> list[int]:
    """Tokens that would complete an n-gram that the sequence already contains."""
    tail = sequence[len(sequence) - size + 1 :]
    last = len(sequence) - size + 1
    return [sequence[i + size - 1] for i in range(last) if sequence[i : i + size - 1] == tail]
