"""Worked examples of the measures: `pytest models`."""

import random
from collections import Counter
from itertools import combinations

import pytest
from rouge_score import rouge_scorer

from models.recipe.data.units import f1, units
from models.recipe.evaluate.metrics import (
    coverage_and_density,
    fragments,
    kept_places,
    largest_overlap,
    length,
    repeated_bigrams,
    rouge,
    token_f1,
    words,
)

SOURCE = "The mill, which burned twice, was rebuilt by the town in spring."
TOLD = [
    ("The ferry stops at noon. Nobody was hurt.", "The ferries stopped. Nobody was hurt."),
    ("Prices rose by 3.5% in May", "prices had risen"),
    ("Nothing in common", "altogether different"),
]


@pytest.mark.parametrize("summary, reference", TOLD)
def test_english_rouge_is_that_of_the_package(summary, reference):
    scorer = rouge_scorer.RougeScorer(["rouge1", "rouge2", "rougeLsum"], use_stemmer=True)
    found = scorer.score(reference, summary)
    assert rouge([summary], [reference], "en") == [100 * found[m].fmeasure for m in found]


@pytest.mark.parametrize("summary, reference", TOLD)
def test_training_values_sentences_by_the_same_rouge(summary, reference):
    bags = [Counter(units(text, "en")) for text in (summary, reference)]
    assert 100 * f1(*bags) == pytest.approx(rouge([summary], [reference], "en")[0])


def test_the_best_reference_counts_for_each_measure():
    one, two, lsum = rouge(["the old mill burned"], ["the mill burned", "an old mill stood"], "en")
    assert one == pytest.approx(100 * 6 / 7)  # 3 of 4 and 3 of 3 words
    assert two == pytest.approx(100 * 2 / 5)  # "mill burned" of 3 and 2; against the other "old mill" of 3 and 3
    assert lsum == pytest.approx(100 * 6 / 7)


def test_lsum_takes_sentences_one_by_one():
    reference = "the mill burned\nthe town paid"
    assert rouge(["the town paid", "the mill burned"], [reference], "en")[2] == pytest.approx(100)
    assert rouge(["the town paid the mill burned"], [reference.replace("\n", " ")], "en")[2] < 100


def test_chinese_is_measured_by_character_and_latin_word():
    one, two, _ = rouge(["安装 Python 包"], ["安装包"], "zh")
    assert one == pytest.approx(100 * 6 / 7)  # 3 of 4 units and 3 of 3
    assert two == pytest.approx(100 * 2 / 5)  # 安装 of 3 and 2 pairs
    assert words("用v2。好", "zh") == ["用", "v2", "好"]


def test_words_keep_apostrophes_and_drop_punctuation():
    assert words("It's 3 °C -- \"Selena's\" café, naïve_one.", "en") == [
        "it's", "3", "c", "selena's", "café", "naïve", "one",
    ]  # fmt: skip


def test_length_counts_words_or_characters():
    assert length(["Two words.", "Now four more words."], "en") == 6
    assert length(["两个 字。"], "zh") == 4


def test_repeated_bigrams_by_hand():
    # a-b, b-a, a-b: one of three was there before; no bigram runs from one sentence into the next.
    assert repeated_bigrams(["a b a b"], "en") == pytest.approx(1 / 3)
    assert repeated_bigrams(["a b", "a b"], "en") == pytest.approx(1 / 2)
    assert repeated_bigrams(["a b", "b c"], "en") == 0
    assert repeated_bigrams(["word"], "en") == 0


def test_the_largest_overlap_is_over_the_shorter_sentence():
    assert largest_overlap(["the mill burned", "the mill", "a new day"], "en") == 1
    assert largest_overlap(["one two three four", "four five"], "en") == pytest.approx(1 / 2)
    assert largest_overlap(["alone"], "en") == 0
    assert largest_overlap(["alone", "..."], "en") == 0


def test_fragments_by_hand():
    source = "the mill which burned twice was rebuilt by the town".split()
    assert fragments("the mill was rebuilt quickly".split(), source) == [2, 2]
    assert fragments("by the town".split(), source) == [3]  # not "the" of "the mill"
    assert fragments("never heard of".split(), source) == []
    coverage, density = coverage_and_density(["the mill was rebuilt quickly"], " ".join(source), "en")
    assert coverage == pytest.approx(4 / 5)
    assert density == pytest.approx((2 * 2 + 2 * 2) / 5)


def test_a_whole_sentence_is_one_fragment():
    assert coverage_and_density([SOURCE], f"Before. {SOURCE} After.", "en") == (1, 12)
    assert coverage_and_density([], SOURCE, "en") == (0, 0)


def test_token_f1_by_hand():
    reference = "The mill was rebuilt by the town."
    assert token_f1(SOURCE, reference, reference) == 100
    assert token_f1(SOURCE, SOURCE, reference) == pytest.approx(100 * 2 * 7 / (12 + 7))
    assert token_f1(SOURCE, "The mill was rebuilt.", reference) == pytest.approx(100 * 2 * 4 / (4 + 7))
    assert token_f1(SOURCE, "which burned twice", reference) == 0
    assert token_f1(SOURCE, "Entirely new", reference) == 0


def test_a_repeated_word_is_kept_where_its_neighbours_are():
    assert kept_places("the cat and the dog ran".split(), "the dog ran".split()) == {3, 4, 5}
    assert kept_places("the cat and the dog ran".split(), "the cat ran".split()) == {0, 1, 5}


def test_an_alignment_is_longest_and_then_in_the_fewest_runs():
    rng = random.Random(3)

    def subsequences(source):
        return (places for size in range(len(source), -1, -1) for places in combinations(range(len(source)), size))

    def runs(places):
        return sum(place - 1 not in places for place in places)

    def within(short, long):
        rest = iter(long)
        return all(word in rest for word in short)

    for _ in range(200):
        source = [rng.choice("abc") for _ in range(rng.randint(1, 8))]
        compressed = [rng.choice("abcd") for _ in range(rng.randint(0, 6))]
        fitting = [p for p in subsequences(source) if within([source[i] for i in p], compressed)]
        longest = max(map(len, fitting))
        kept = kept_places(source, compressed)
        assert tuple(sorted(kept)) in fitting
        assert len(kept) == longest
