"""How an edit is laid out."""

import pytest

from models.recipe.verifier.edits import DROPPED, KEPT, NEW, SEAM, SPECIAL, Edits, aligned


class Letters:
    """A tokenizer with a piece for each letter."""

    def token_to_id(self, piece):
        return {"<s>": 0, "</s>": 1}[piece]

    def encode(self, text, add_special_tokens):
        assert not add_special_tokens
        return type("Encoding", (), {"ids": [ord(c) for c in text]})


def kinds_of(sentence, candidate):
    ids, kinds = Edits(Letters()).pair(sentence, candidate)
    assert len(ids) == len(kinds)
    return "".join(chr(i) for i in ids[1:-1]), kinds


@pytest.mark.parametrize(
    ("source", "candidate", "places"),
    [
        ([7, 8, 9, 8], [7, 9, 8], [0, 2, 3]),
        ([7, 8], [9], [-1]),
        ([7, 7, 8], [7, 8], [1, 2]),  # neighbors stay together
        ([], [7], [-1]),
    ],
)
def test_a_candidate_keeps_most_pieces_and_neighbors(source, candidate, places):
    assert aligned(source, candidate) == places


def test_a_whole_sentence_is_all_kept():
    assert kinds_of("abc", "abc") == ("abc", [SPECIAL, KEPT, KEPT, KEPT, SPECIAL])


def test_what_follows_a_gap_is_marked():
    assert kinds_of("abcde", "ade") == ("abcde", [SPECIAL, KEPT, DROPPED, DROPPED, SEAM, KEPT, SPECIAL])


def test_an_end_that_is_cut_is_marked():
    assert kinds_of("abc", "a") == ("abc", [SPECIAL, KEPT, DROPPED, DROPPED, SEAM])


def test_new_pieces_stand_after_what_was_kept():
    assert kinds_of("abc", "axc") == ("axbc", [SPECIAL, KEPT, NEW, DROPPED, SEAM, SPECIAL])
