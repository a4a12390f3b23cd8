"""Corruptions, by kind."""

import random

import pytest

from models.recipe.verifier.corrupt import corrupted

OTHER = "The harbor master of Port Ellen closed 14 of 22 berths after a storm on Tuesday."


def made(kind: str, text: str, source: str | None = None, lang: str = "en") -> set[str]:
    """What twenty tries of a kind give."""
    tries = [corrupted(text, source or text, OTHER, lang, random.Random(seed), kind) for seed in range(20)]
    return {one[0] for one in tries if one}


@pytest.mark.parametrize(
    ("kind", "text", "wanted"),
    [
        (
            "negation",
            "The ferry does not sail in winter because of the ice.",
            "The ferry does sail in winter because of the ice.",
        ),
        (
            "modality",
            "The new bridge may be closed for a week in the spring.",
            "The new bridge be closed for a week in the spring.",
        ),
        ("attribution", "The new bridge is closed, according to the town council.", "The new bridge is closed."),
        (
            "condition",
            "If the sluice fails, the lower town floods within hours.",
            "The lower town floods within hours.",
        ),
        ("clause", "When the sluice is opened, the lower town floods within hours.", "When the sluice is opened."),
        (
            "hyphen",
            "A council-led review of the bridge will end in the spring.",
            "A council review of the bridge will end in the spring.",
        ),
        (
            "quantities",
            "Leeds won 3-1 away and 2-0 at home in the spring.",
            "Leeds won 3-2 away and 2-0 at home in the spring.",
        ),
    ],
)
def test_a_corruption_spoils_what_it_is_named_after(kind, text, wanted):
    assert wanted in made(kind, text)


def test_an_edge_is_cut_too_early_or_too_late():
    source = "The ferry, which sails twice a day, will stop for the winter."
    found = made("edge", "The ferry will stop for the winter.", source)
    assert found and source not in found and "The ferry will stop for the winter." not in found


def test_a_kind_that_does_not_apply_gives_nothing():
    assert not made("quantities", "The ferry will stop for the winter.")
    assert not made("condition", "The ferry will stop for the winter.")


def test_chinese_loses_its_negation():
    assert "渡轮在冬季因为结冰而航行。" in made("negation", "渡轮在冬季因为结冰而不航行。", lang="zh")
