"""The shipped manifests equal those that the recipe writes for the files beside them."""

import json

import pytest

from models.recipe.bridge import MODELS as FOLDER
from models.recipe.catalogue import MODELS
from models.recipe.footprint import grams_of, joules_of, kwh_of, training_of
from models.recipe.manifest import brief, manifest_of


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_shipped_manifests_state_the_facts_of_the_recipe(model):
    before = json.loads((FOLDER / model.name / "manifest.json").read_text())
    assert manifest_of(model, FOLDER / model.name, before) == before
    assert list(manifest_of(model, FOLDER / model.name, before)) == list(before)


@pytest.mark.parametrize("name", MODELS)
def test_shipped_manifests_account_for_training_with_the_same_constants(name):
    training = json.loads((FOLDER / name / "manifest.json").read_text())["training"]
    assert training_of(training["cpuSeconds"]) == training


def test_every_model_that_ships_is_in_the_catalogue():
    assert {path.parent.name for path in FOLDER.glob("*/manifest.json")} == set(MODELS)


def test_scores_and_training_replace_what_was_there():
    nano = MODELS["nano"]
    scores = {"news": {"nano": {"rouge1": 30.123, "length": 50}, "lsa": {"rouge1": 20}}}
    made = manifest_of(nano, FOLDER / "nano", {"calibration": 1, "training": 2}, scores, 3600)
    assert made["scores"] == brief(scores, "nano") == {"news": {"nano": {"rouge1": 30.12}}}
    assert made["calibration"] == 1
    assert made["training"] == training_of(3600)


def test_an_hour_of_a_vcpu():
    assert kwh_of(3600) == pytest.approx(2.282 * 1.2 / 1000)
    assert joules_of(3600) == pytest.approx(kwh_of(3600) * 3.6e6)
    assert grams_of(3600) == pytest.approx(2.282 * 1.2 / 1000 * 475)
