"""How a sentence and a candidate for it are laid out for the verifier: as one sequence, the edit from one to the other.

    <s> pieces </s>, and the kind of each piece

The sentence's pieces stand in order, each kept or dropped; pieces that the sentence lacks at that place are inserted after
the last kept one. So the network reads the sentence once, in its own order, and sees what the candidate does to it: the
candidate are the pieces of kind KEPT, SEAM and NEW. The alignment is that of src/summarizer/rewrite/align.ts.
"""

PAD, SPECIAL, KEPT, SEAM, DROPPED, NEW = range(6)  # SEAM: kept, and what stood before it is not
KINDS = 6
MAX_TOKENS = 192
MATCH, NEIGHBOR = 2, 1  # the score of an aligned piece, and the bonus if it follows its aligned neighbor


def aligned(source: list[int], candidate: list[int]) -> list[int]:
    """For each piece of the candidate its place in the source, or -1; of equal alignments the first.

    aligned([7, 8, 9, 8], [7, 9, 8]) == [0, 2, 3]
    """
    width = len(source) + 1
    places_of: dict[int, list[int]] = {}
    for place, piece in enumerate(source, 1):
        places_of.setdefault(piece, []).append(place)
    # `worth`: score of the best alignment that ends with this match, 0 for none; reach, where: the best up to here.
    above_worth, above_reach, above_where = [0] * width, [0] * width, [0] * width
    back: dict[int, int] = {}
    for row, piece in enumerate(candidate, 1):
        worth = [0] * width
        for j in places_of.get(piece, ()):
            value, origin = above_reach[j - 1], above_where[j - 1]
            neighbor = above_worth[j - 1]
            if neighbor and neighbor + NEIGHBOR >= value:
                value, origin = neighbor + NEIGHBOR, (row - 1) * width + j - 1
            worth[j] = value + MATCH
            back[row * width + j] = origin
        reach, where, best, at = [0] * width, [0] * width, 0, 0
        for j in range(1, width):
            if worth[j] > best:
                best, at = worth[j], row * width + j
            if best > above_reach[j]:
                reach[j], where[j] = best, at
            else:
                reach[j], where[j] = above_reach[j], above_where[j]
        above_worth, above_reach, above_where = worth, reach, where
    places = [-1] * len(candidate)
    at = above_where[-1]
    while at:
        row, j = divmod(at, width)
        places[row - 1] = j - 1
        at = back[at]
    return places


class Edits:
    """Lays pairs out with a tokenizer whose special pieces are <s> and </s>."""

    def __init__(self, tokenizer):
        self.tokenizer = tokenizer
        self.begin, self.end = tokenizer.token_to_id("<s>"), tokenizer.token_to_id("</s>")

    def ids(self, text: str) -> list[int]:
        return self.tokenizer.encode(text, add_special_tokens=False).ids

    def pair(self, sentence: str, candidate: str) -> tuple[list[int], list[int]]:
        """Ids and kinds; cut after MAX_TOKENS, which no sentence of the recipe reaches."""
        source, short = self.ids(sentence), self.ids(candidate)
        places = aligned(source, short)
        ids, kinds = [self.begin], [SPECIAL]
        at = 0
        touched = False  # whether the last piece of the candidate so far has no neighbor from the sentence before it
        for piece, place in zip(short, places):
            if place < 0:
                ids.append(piece)
                kinds.append(NEW)
                touched = True
                continue
            touched |= place > at
            ids += source[at:place]
            kinds += [DROPPED] * (place - at)
            ids.append(piece)
            kinds.append(SEAM if touched else KEPT)
            at, touched = place + 1, False
        touched |= at < len(source)
        ids += [*source[at:], self.end]
        kinds += [DROPPED] * (len(source) - at) + [SEAM if touched else SPECIAL]
        return ids[:MAX_TOKENS], kinds[:MAX_TOKENS]
