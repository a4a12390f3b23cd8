"""The parts of evaluation other than the measures: held-out sets, baselines, intervals, the plot."""

import json
import lzma
from dataclasses import replace

import numpy as np
import pytest

from models.recipe.evaluate import baselines, development, held_out, plot, report
from models.recipe.evaluate.development import Document, body, turns
from models.recipe.evaluate.held_out import TrainedOnError, require_held_out
from models.recipe.nano.facts import NANO

SENTENCES = (
    "The mill burned down in the night.",
    "Rain fell on the hills.",
    "The mill of the town burned down and the town will rebuild the mill.",
    "A dog barked at the rain.",
)


REFERENCE = "The town will rebuild the mill."


def document(text="Some text.", sentences=SENTENCES, references=(REFERENCE,), language="en"):
    return Document("d1", text, language, tuple(sentences), references, 0.001)


def write(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(lzma.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))


@pytest.fixture
def data(tmp_path, monkeypatch):
    write(tmp_path / "news/train.jsonl.xz", [{"text": "Seen in training."}])
    write(tmp_path / "news/dev.jsonl.xz", [{"text": "Moved to training."}, {"text": "Held out."}])
    write(tmp_path / "papers/train.jsonl.xz", [{"sentences": ["One.", "Two."]}])
    files = {"news/train": None, "news/dev": 1, "papers/train": None}
    monkeypatch.setattr(held_out, "MODELS", {"nano": replace(NANO, trained_on=files)})
    held_out.seen.cache_clear()
    return tmp_path


@pytest.mark.parametrize("text", ["Seen in training.", "moved  to\ntraining.", "One. Two."])
def test_what_was_trained_on_is_not_scored(data, text):
    with pytest.raises(TrainedOnError, match="nano was trained on d1"):
        require_held_out(data, "nano", [document("Held out."), document(text)])


def test_a_paper_without_its_abstract_is_the_paper_still(data):
    write(data / "papers/train.jsonl.xz", [{"id": "d1", "sentences": ["Abstract.", "Body."]}])
    with pytest.raises(TrainedOnError, match="papers/train"):
        require_held_out(data, "nano", [document("Body.")])


def test_what_is_held_out_is_scored(data):
    require_held_out(data, "nano", [document("Held out."), document("Never seen.")])


def test_a_model_of_unknown_training_is_not_scored(data):
    with pytest.raises(TrainedOnError, match="small: state in models/recipe/small/facts.py"):
        require_held_out(data, "small", [])


def test_rows_moved_to_training_are_skipped():
    moved = NANO.trained_on["news/cnndm_dev"]
    assert development.SETS["news"].skip == moved
    files = {chosen.file for chosen in development.SETS.values() if not chosen.skip}
    assert not files & NANO.trained_on.keys()


def test_a_body_is_a_paper_without_its_abstract():
    abstract = "We present a surface realizer.\nIt is fast and portable.\n"
    paper = ["A Realizer", "We present a sur- face realizer.", "It is fast and portabIe.", "Many systems are slow."]
    assert body(paper, abstract) == ["A Realizer", "Many systems are slow."]


def test_turns_lose_marks_and_empty_lines():
    said = [["Ann", "So {disfmarker} we start ."], ["Bo", "{vocalsound}"]]
    assert turns({"turns": said}) == "Ann: So we start ."


def test_baselines_choose_in_the_order_of_the_document():
    for system in baselines.SYSTEMS:
        chosen = baselines.choose(system, document(), 3)
        assert chosen == sorted(set(chosen))
        assert 1 <= len(chosen) <= 3
    assert baselines.choose("lead", document(), 2) == [0, 1]
    assert baselines.choose("random", document(), 2) == baselines.choose("random", document(), 2)
    assert baselines.choose("oracle", document(), 1) == [2]


def test_graphs_prefer_the_sentence_that_recurs():
    assert baselines.choose("textrank", document(), 1) == [2]
    chinese = ("今天下雨。", "磨坊昨夜烧毁，镇上将重建磨坊。", "磨坊烧毁。", "镇上将重建磨坊。")
    assert baselines.choose("textrank", document(sentences=chinese, language="zh"), 1) == [1]


def test_the_oracle_reads_every_reference():
    two = document(references=("Nothing alike whatsoever.", SENTENCES[1]))
    assert baselines.choose("oracle", two, 3) == [1]


def test_what_a_baseline_chose_is_kept(tmp_path, monkeypatch):
    first = list(baselines.run("textrank", [document()], 1, tmp_path))
    monkeypatch.setattr(baselines, "Pool", None)  # nothing is left to compute
    assert list(baselines.run("textrank", [document()], 1, tmp_path)) == first
    assert first[0].chosen == [SENTENCES[2]]
    assert first[0].cpu_seconds > 0.001


def test_an_interval_holds_the_mean_and_narrows_with_more_documents():
    values = np.random.default_rng(1).normal(5, 2, 400)
    mean, low, high = report.interval(values)
    assert low < mean < high
    few = report.interval(values[:40])
    assert few[2] - few[1] > high - low
    assert high - low == pytest.approx(2 * 1.96 * values.std() / 20, rel=0.15)
    assert report.interval(values) == (mean, low, high)


def rows(*scores):
    return [{"rouge1": score, "cpuMs": 1.0} for score in scores]


def test_a_gain_is_paired_and_over_the_best_baseline():
    results = {"docs_en": {"lead": rows(10, 30), "random": rows(1, 2), "oracle": rows(90, 90), "nano": rows(12, 32)}}
    found = report.summarize(results)["docs_en"]
    assert found["nano"]["bestBaseline"] == "lead"
    assert found["nano"]["gainOverBest"] == [2, 2, 2]
    assert "gainOverBest" not in found["oracle"]
    assert "| docs_en (2) | nano | 22.0 |" in report.table({"docs_en": found})


def test_points_are_means_over_sets_that_all_systems_ran_on():
    results = {
        "docs_en": {"lead": rows(10, 30), "nano": rows(12, 32)},
        "news": {"lead": rows(10), "nano": rows(14), "oracle": rows(50)},
        "docs_zh": {"lead": rows(10)},
    }
    found = plot.points(results)
    assert found.keys() == {"lead", "nano"}
    assert found["nano"].gain[0] == pytest.approx(3)
    assert found["nano"].joules == pytest.approx(0.001 * 2.282)


def test_the_same_points_draw_the_same_file(tmp_path):
    found = {"lead": plot.Point(0.001, (0, 0, 0)), "nano": plot.Point(0.02, (3, 2, 4))}
    first, second = tmp_path / "a.svg", tmp_path / "b.svg"
    plot.draw(found, first)
    plot.draw(found, second)
    assert first.read_bytes() == second.read_bytes()
    assert b"prefers-color-scheme" in first.read_bytes()
