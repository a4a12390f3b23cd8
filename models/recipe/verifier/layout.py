"""How a pair of sentences is laid out for the verifier: pieces, and of each what became of it.

    <s> [before </s>] source </s> candidate </s>

`kinds` names each piece: 0 padding, 1 the sentence before and special pieces, 2 a piece of the source that the candidate
keeps, 3 one that it drops, 4 a piece of the candidate that stands in the source behind the same neighbor, 5 one that it
takes from further on (a seam before it), 6 one that the source lacks at that place. The alignment is the one with most
kept pieces, neighbors counting extra. src/summarizer lays pairs out alike.
"""

import numpy as np

PAD, BEFORE, KEPT, DROPPED, COPIED, SEAM, NEW = range(7)
MAX_TOKENS, MAX_BEFORE = 192, 48
MATCH, NEIGHBOR = 2, 1  # what an aligned piece is worth, and what it adds to follow its neighbor


def aligned(source: list[int], candidate: list[int]) -> list[int]:
    """For each piece of the candidate, its place in the source, or -1.

    aligned([7, 8, 9, 8], [7, 9, 8]) == [0, 2, 3]
    """
    rows, columns = len(candidate), len(source)
    worth = np.zeros((rows + 1, columns + 1), np.int64)  # of the best alignment that ends with this match; 0 for none
    reach = np.zeros((rows + 1, columns + 1), np.int64)  # the best of all matches up to here
    where = np.zeros((rows + 1, columns + 1), np.int64)  # and its place, as row * (columns + 1) + column
    back = np.zeros((rows + 1, columns + 1), np.int64)
    of = {}
    for place, piece in enumerate(source, 1):
        of.setdefault(piece, []).append(place)
    width = columns + 1
    for i in range(1, rows + 1):
        for j in of.get(candidate[i - 1], ()):
            best, origin = reach[i - 1, j - 1], where[i - 1, j - 1]
            if worth[i - 1, j - 1] and worth[i - 1, j - 1] + NEIGHBOR >= best:
                best, origin = worth[i - 1, j - 1] + NEIGHBOR, (i - 1) * width + j - 1
            worth[i, j], back[i, j] = best + MATCH, origin
        # A later match counts only if it is better, so that of equals the first stands.
        row, above = worth[i], reach[i - 1]
        here, at = 0, 0
        for j in range(1, width):
            if row[j] > here:
                here, at = row[j], i * width + j
            if here > above[j]:
                reach[i, j], where[i, j] = here, at
            else:
                reach[i, j], where[i, j] = above[j], where[i - 1, j]
    places = [-1] * rows
    at = where[rows, columns]
    while at:
        i, j = divmod(int(at), width)
        places[i - 1] = j - 1
        at = back[i, j]
    return places


class Layout:
    """Lays pairs out with a tokenizer whose special pieces are <s> and </s>."""

    def __init__(self, tokenizer):
        self.tokenizer = tokenizer
        self.begin, self.end = tokenizer.token_to_id("<s>"), tokenizer.token_to_id("</s>")

    def ids(self, text: str) -> list[int]:
        return self.tokenizer.encode(text, add_special_tokens=False).ids

    def pair(self, source: str, candidate: str, before: str = "") -> tuple[list[int], list[int]]:
        """ids and kinds; the sentence before is cut from its beginning, a source that is too long from its end."""
        earlier, given, short = self.ids(before)[-MAX_BEFORE:] if before else [], self.ids(source), self.ids(candidate)
        short = short[: MAX_TOKENS // 2 - 2]
        given = given[: MAX_TOKENS - 3 - len(short)]
        if len(earlier) + len(given) + len(short) + 4 > MAX_TOKENS:
            earlier = []
        places = aligned(given, short)
        kept = set(places)
        ids, kinds = [self.begin], [BEFORE]
        if earlier:
            ids += [*earlier, self.end]
            kinds += [BEFORE] * (len(earlier) + 1)
        ids += [*given, self.end, *short, self.end]
        kinds += [KEPT if k in kept else DROPPED for k in range(len(given))] + [BEFORE]
        last = -1
        for place in places:
            kinds.append(NEW if place < 0 else COPIED if place == last + 1 else SEAM)
            last = place if place >= 0 else last
        return ids, kinds + [BEFORE]
