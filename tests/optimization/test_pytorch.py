"""With equal hyper-parameters the iterates are PyTorch's, as `python -m benchmarks.torch_iterates` has stored them."""

import json

import numpy as np
import pytest

from benchmarks.torch_iterates import PROBLEMS, RESULTS
from calcref import optimization
from calcref.optimization import minimize

FOUND = json.loads(RESULTS.read_text("utf-8"))
ROWS = [pytest.param(row, id=f"{row['method']}-{row['options']}-{row['problem']}") for row in FOUND["rows"]]


@pytest.mark.parametrize("row", ROWS)
def test_iterates_are_pytorchs(row):
    method = getattr(optimization, row["method"])(**row["options"])
    f, start = PROBLEMS[row["problem"]]
    trace = minimize(f, np.array(start), method, steps=FOUND["steps"][-1], grad="autodiff", gradient_tolerance=0)
    for step, theirs in zip(FOUND["steps"], row["iterates"], strict=True):
        assert np.max(np.abs(trace.iterates[step] - theirs)) < 1e-6, step


def test_every_first_order_method_that_it_has_is_compared():
    from calcref.optimization.first_order import FirstOrder

    ours = {method.__name__ for method in optimization.METHODS if issubclass(method, FirstOrder)}
    assert ours == {row["method"] for row in FOUND["rows"]}
