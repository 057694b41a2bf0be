"""A derivation grows as the function does: what is used many times is taken apart once."""

import json
import time

import numpy as np
import pytest

from calcref import Derivation, matrix_gradient, matrix_hessian


def chain(depth):
    """A value that is used twice in each layer: a tree of questions would double with each."""

    def function(W, x):
        for _ in range(depth):
            x = np.tanh(W @ x) + x
        return np.sum(x)

    return function


def steps(depth):
    return len(matrix_gradient(chain(depth), "x", {"W": "n n", "x": "n"}).steps)


def test_steps_grow_with_the_depth():
    few, more, most = (steps(depth) for depth in (5, 10, 20))
    assert most - more == 2 * (more - few)
    assert most < 100


def test_a_deep_function_takes_no_longer_than_its_size():
    start = time.perf_counter()
    derivation = matrix_gradient(chain(60), "x", {"W": "n n", "x": "n"})
    assert time.perf_counter() - start < 10
    assert len(derivation.steps) < 250
    assert len(derivation.to_text()) < 200_000
    assert derivation.to_json()


def test_a_deep_answer_agrees_with_its_check():
    assert matrix_gradient(chain(8), "x", {"W": "n n", "x": "n"}).check().verdict == "agrees"


WRITTEN = [
    (matrix_gradient, "||A x - y||^2", "x", "A: m n, x: n, y: m"),
    (matrix_gradient, "log det(S) + tr(inv(S) C)", "S", "S: n n pd, C: n n symmetric"),
    (matrix_gradient, "-y' log(softmax(A x))", "x", "A: m n, x: n, y: m one-hot"),
    (matrix_hessian, "logsumexp(A x)", "x", "A: m n, x: n"),
    (matrix_gradient, "sum(kron(A, X) .* kron(A, X))", "X", "A: m n, X: k l"),
]


@pytest.mark.parametrize(("verb", "function", "wrt", "shapes"), WRITTEN, ids=[it[1] for it in WRITTEN])
def test_a_derivation_comes_back_from_json(verb, function, wrt, shapes):
    derivation = verb(function, wrt, shapes)
    again = Derivation.from_json(derivation.to_json())
    assert again.answer == derivation.answer
    assert again.to_text() == derivation.to_text()
    assert again.check().verdict == "agrees"


def test_json_says_what_is_known_of_an_array():
    table = json.loads(matrix_gradient("tr(S)", "S", "S: n n symmetric").to_json())
    symbol = next(node for node in table["nodes"] if node.get("symbol") == "S")
    assert symbol["dims"] == ["n", "n"]
    assert symbol["properties"] == ["symmetric"]


@pytest.mark.parametrize("form", ["to_text", "to_latex", "to_markdown", "to_html", "to_json"])
def test_the_same_question_gives_the_same_derivation(form):
    one, other = (getattr(matrix_gradient("x' A x", "x", "A: n n, x: n"), form)() for _ in range(2))
    assert one == other
