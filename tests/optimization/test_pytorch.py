"""With equal hyper-parameters the iterates are PyTorch's, as `python -m benchmarks.torch_iterates` has stored them."""

import json

import numpy as np
import pytest

from benchmarks.torch_iterates import MATRICES, PROBLEMS, RESULTS
from calcref import optimization
from calcref.optimization import minimize

FOUND = json.loads(RESULTS.read_text("utf-8"))
ROWS = [pytest.param(row, id=f"{row['method']}-{row['options']}-{row['problem']}") for row in FOUND["rows"]]


@pytest.mark.parametrize("row", ROWS)
def test_iterates_are_pytorchs(row):
    options = {name: tuple(it) if isinstance(it, list) else it for name, it in row["options"].items()}
    method = getattr(optimization, row["method"])(**options)
    f, start = (PROBLEMS | MATRICES)[row["problem"]]
    trace = minimize(f, np.array(start), method, steps=FOUND["steps"][-1], grad="autodiff", gradient_tolerance=0)
    for step, theirs in zip(FOUND["steps"], row["iterates"], strict=True):
        assert np.max(np.abs(trace.iterates[step] - theirs)) < 1e-6, step


@pytest.mark.parametrize("row", FOUND["schedules"], ids=lambda row: f"{row['schedule']}-{row['options']}")
def test_schedules_are_pytorchs(row):
    schedule = getattr(optimization, row["schedule"])(**row["options"])
    assert [schedule.factor(step) for step in range(len(row["factors"]))] == pytest.approx(row["factors"], abs=1e-12)


def test_every_first_order_method_that_it_has_is_compared():
    from calcref.optimization.around import Around
    from calcref.optimization.first_order import FirstOrder

    compared = {row["method"] for row in FOUND["rows"]}
    ours = {it.__name__ for it in optimization.METHODS if issubclass(it, FirstOrder) and not issubclass(it, Around)}
    assert ours - compared == {"Lion", "MirrorDescent", "NaturalGradient"}  # these PyTorch lacks
    assert compared <= ours
