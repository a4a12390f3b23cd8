"""Converts texts to the input of the writer's encoder."""

from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from models.recipe.writer.pairs import MAX_SENTENCE, best_sentences
from models.recipe.writer.tokenizer import CODES, END, TASKS


class Reader:
    """The tokenizer in a folder, with the ids of its special pieces."""

    def __init__(self, folder: Path):
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.end = self.tokenizer.token_to_id(END)
        self.code = {language: self.tokenizer.token_to_id(code) for language, code in CODES.items()}
        self.task = [self.tokenizer.token_to_id(task) for task in TASKS]

    def source(
        self, sentences: list[str], prior: np.ndarray, task: int, language: str, most: int = MAX_SENTENCE
    ) -> list[int]:
        """The ids of the best sentences that fit, at most `most` of each, between the task and the language's code."""
        ids = [e.ids for e in self.tokenizer.encode_batch(sentences, add_special_tokens=False)]
        kept = best_sentences([len(one) for one in ids], prior)
        flat = [i for k in kept for i in ids[k][:most]]
        return [self.task[task], *flat, self.end, self.code[language]]
