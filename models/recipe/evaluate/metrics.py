"""Measures of a summary: pure functions over strings.

ROUGE is the package rouge-score's, over stemmed words for English, over Han characters and Latin words
for Chinese. The others count words unstemmed (lower case, no punctuation), for Chinese the same units.
"""

import re
from collections import defaultdict
from itertools import combinations

from rouge_score import rouge_scorer

from models.recipe.data.units import units

METRICS = ("rouge1", "rouge2", "rougeLsum")


class ChineseUnits:
    """rouge-score tokenizer: every Han character and every Latin word is a unit."""

    def tokenize(self, text: str) -> list[str]:
        return units(text, "zh")


SCORERS = {
    "en": rouge_scorer.RougeScorer(METRICS, use_stemmer=True),
    "zh": rouge_scorer.RougeScorer(METRICS, tokenizer=ChineseUnits()),
}


def words(text: str, language: str) -> list[str]:
    """words("It's 3 °C.", "en") == ["it's", "3", "c"]; for Chinese, units."""
    if language == "zh":
        return units(text, "zh")
    return re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text.lower())


def rouge(chosen: list[str], references: list[str], language: str) -> list[float]:
    """ROUGE-1/2/Lsum F1 in percent, each the best over references. A reference has one sentence per line."""
    found = [SCORERS[language].score(reference, "\n".join(chosen)) for reference in references]
    return [100 * max(score[metric].fmeasure for score in found) for metric in METRICS]


def length(chosen: list[str], language: str) -> int:
    """Words, or for Chinese characters that are not white space."""
    if language == "zh":
        return sum(len("".join(sentence.split())) for sentence in chosen)
    return sum(len(sentence.split()) for sentence in chosen)


def repeated_bigrams(chosen: list[str], language: str) -> float:
    """Share of a summary's bigrams (inside sentences) that occurred in it before."""
    bigrams = [b for s in chosen for w in [words(s, language)] for b in zip(w, w[1:])]
    return 1 - len(set(bigrams)) / len(bigrams) if bigrams else 0.0


def largest_overlap(chosen: list[str], language: str) -> float:
    """The largest share of a sentence's distinct words that another chosen sentence contains, over all pairs."""
    bags = [bag for bag in (set(words(s, language)) for s in chosen) if bag]
    return max((len(a & b) / min(len(a), len(b)) for a, b in combinations(bags, 2)), default=0.0)


def fragments(summary: list[str], source: list[str]) -> list[int]:
    """Lengths of the extractive fragments of Grusky et al. (2018): greedily, the longest shared runs."""
    places = defaultdict(list)
    for place, word in enumerate(source):
        places[word].append(place)
    found, start = [], 0
    while start < len(summary):
        longest = 0
        for place in places[summary[start]]:
            run = 1
            while (
                start + run < len(summary) and place + run < len(source) and summary[start + run] == source[place + run]
            ):
                run += 1
            longest = max(longest, run)
        if longest:
            found.append(longest)
        start += max(1, longest)
    return found


def coverage_and_density(chosen: list[str], text: str, language: str) -> tuple[float, float]:
    """Share of the summary's words inside fragments; mean length of the fragment that a word is in."""
    summary = [word for sentence in chosen for word in words(sentence, language)]
    if not summary:
        return 0.0, 0.0
    found = fragments(summary, words(text, language))
    return sum(found) / len(summary), sum(run * run for run in found) / len(summary)


def kept_places(source: list[str], compressed: list[str]) -> set[int]:
    """The words of the source that a compression keeps: its longest common subsequence, in as few runs as possible.

        kept_places("the cat and the dog ran".split(), "the dog ran".split()) == {3, 4, 5}
    """
    # best[i][j] = (words matched, joins between neighbors) of source[i:], compressed[j:]; tied[i][j] is the same if
    # source[i] is matched to compressed[j].
    wide, high = len(compressed), len(source)
    best = [[(0, 0)] * (wide + 1) for _ in range(high + 1)]
    tied: list[list[tuple[int, int] | None]] = [[None] * (wide + 1) for _ in range(high + 1)]
    for i in reversed(range(high)):
        for j in reversed(range(wide)):
            best[i][j] = max(best[i + 1][j], best[i][j + 1])
            if source[i] == compressed[j]:
                matched, joins = best[i + 1][j + 1]
                tied[i][j] = (matched + 1, joins)
                if following := tied[i + 1][j + 1]:
                    tied[i][j] = max(tied[i][j], (following[0] + 1, following[1] + 1))
                best[i][j] = max(best[i][j], tied[i][j])
    kept, i, j, bound = set(), 0, 0, False
    while i < high and j < wide:
        # `bound`: the previous match counts on this one as its neighbor.
        if bound or tied[i][j] == best[i][j]:
            kept.add(i)
            following = tied[i + 1][j + 1]
            bound = bool(following) and (following[0] + 1, following[1] + 1) == tied[i][j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return kept


def token_f1(source: str, compressed: str, reference: str, language: str = "en") -> float:
    """F1 in percent of the source's words that a compression keeps, against those that the reference keeps."""

    def aligned(text):
        return kept_places(words(source, language), words(text, language))

    kept, wanted = aligned(compressed), aligned(reference)
    common = len(kept & wanted)
    return 100 * 2 * common / (len(kept) + len(wanted)) if common else 0.0
