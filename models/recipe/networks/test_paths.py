"""Paths over words, checked by enumerating all of them, and the branch that leaves trimming out of a graph."""

from itertools import product

import numpy as np
import onnx
import onnxruntime
import pytest
import torch
from onnx import TensorProto, helper

from models.recipe.networks.graphs import only_if
from models.recipe.networks.paths import alone, best, by_word, kept, sampled, sentence, surprise, words_of

WORDS = 4


def example(seed: int, size: int = WORDS):
    """Random seams [1, W + 1, W + 1] and worth [1, W], and a sentence with this number of words."""
    torch.manual_seed(seed)
    words = [f"w{i}" for i in range(size)]
    one = sentence(words, np.array([True] + [False] * (size - 1)), [[i] for i in range(size)])
    return torch.randn(1, size + 1, size + 1), torch.randn(1, size), one


def all_paths(seams: np.ndarray, stay: np.ndarray) -> dict[tuple[bool, ...], float]:
    """The score of every path."""
    size, scores = len(stay), {}
    for keep in product([False, True], repeat=size):
        if any(keep):
            at, total = 0, 0.0
            for word in np.flatnonzero(keep):
                total += seams[at, word] + stay[word]
                at = word + 1
            scores[keep] = total + seams[at, size]
    return scores


@pytest.mark.parametrize("seed", range(5))
def test_the_best_path_and_its_surprise(seed):
    seams, stay, one = example(seed)
    scores = all_paths(*alone(seams[0], stay[0], WORDS))
    likeliest = max(scores, key=scores.get)
    assert tuple(best(*alone(seams[0], stay[0], WORDS))) == likeliest
    one.keep = np.array(likeliest)
    total = np.logaddexp.reduce([*scores.values()])
    assert surprise(seams, stay, [one]).item() == pytest.approx((total - scores[likeliest]) / WORDS, abs=1e-5)


def test_paths_are_drawn_by_their_probability():
    seams, stay, _ = example(1)
    given = alone(seams[0], stay[0], WORDS)
    scores = all_paths(*given)
    total = np.logaddexp.reduce([*scores.values()])
    rng, count = np.random.default_rng(7), 4_000
    drawn = [tuple(sampled(*given, rng)) for _ in range(count)]
    for path, score in scores.items():
        assert drawn.count(path) / count == pytest.approx(np.exp(score - total), abs=0.03)


def test_a_shorter_sentence_beside_a_longer_one():
    seams, stay, one = example(2)
    _, _, longer = example(3, 6)
    wide = torch.full((2, 7, 7), 9.0)
    wide[0, : WORDS + 1, :WORDS], wide[0, : WORDS + 1, -1] = seams[0, :, :WORDS], seams[0, :, -1]
    worth = torch.full((2, 6), 9.0)
    worth[0, :WORDS] = stay[0]
    together = surprise(wide, worth, [one, longer])
    assert together[0].item() == pytest.approx(surprise(seams, stay, [one]).item(), abs=1e-5)


def test_words_and_what_a_compression_keeps():
    words = words_of("The mill, old, burned.")
    assert words == ["The", "mill", ",", "old", ",", "burned", "."]
    keep = kept(words, words_of("The mill burned."))
    assert [word for word, stays in zip(words, keep) if stays] == ["The", "mill", "burned", "."]
    one = sentence(words, keep, [[1], [2, 3], [], [4], [], [5], [6]])
    assert one.word.tolist() == [0, 1, 1, 2, 3, 4]
    assert one.keep.tolist() == [True, True, False, True, True]
    assert one.spoken.tolist() == [True, True, True, True, False]
    means = by_word(torch.tensor([[[1.0], [2.0], [4.0], [5.0], [6.0], [7.0]]]), torch.ones(1, 6), [one])
    assert means[0, :, 0].tolist() == [1, 3, 5, 6, 7]


def test_what_is_not_wanted_does_not_run(tmp_path):
    def float_of(name):
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n"])

    nodes = [
        helper.make_node("Neg", ["x"], ["shared"]),
        helper.make_node("Abs", ["shared"], ["always"]),
        helper.make_node("Exp", ["shared"], ["inner"]),
        helper.make_node("Neg", ["inner"], ["rare"]),
    ]
    graph = helper.make_graph(nodes, "g", [float_of("x")], [float_of("always"), float_of("rare")])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    model = only_if(model, "wanted", {"rare": [0]})
    assert [node.op_type for node in model.graph.node] == ["Neg", "Abs", "Cast", "If"]
    onnx.save(model, tmp_path / "g.onnx")
    session = onnxruntime.InferenceSession(tmp_path / "g.onnx")

    def run(wanted):
        return session.run(
            ["always", "rare"], {"x": np.array([1, 2], np.float32), "wanted": np.array([wanted], np.int32)}
        )

    assert [found.tolist() for found in run(0)] == [[1, 2], []]
    assert run(1)[1] == pytest.approx(-np.exp([-1, -2]), abs=1e-6)
