"""What a trace keeps of a long run, and the bar of one on a terminal."""

import io
import json

import numpy as np
import pytest

from calcref.core.errors import CalcrefError, DidNotConverge, OutsideDomain
from calcref.optimization import Adam, Every, GradientDescent, Last, minimize
from calcref.optimization.progress import Progress


def run(keep, method=GradientDescent(0.1), steps=25):  # noqa: B008
    return minimize(lambda x: x**2, 1.0, method, steps, lambda x: 2 * x, 0.0, keep=keep)


@pytest.mark.parametrize(
    ("keep", "numbers"),
    [
        (None, tuple(range(26))),
        (Last(3), (23, 24, 25)),
        (Last(100), tuple(range(26))),
        (Every(10), (0, 10, 20, 25)),
        (Every(5), (0, 5, 10, 15, 20, 25)),
    ],
)
@pytest.mark.parametrize("method", [GradientDescent(0.1), Adam(0.1)])
def test_states_are_those_of_the_whole_run(keep, numbers, method):
    whole, part = run(None, method), run(keep, method)
    assert part.numbers == numbers
    assert part.steps == 25
    assert part.values == tuple(whole.values[k] for k in numbers)
    told = json.loads(json.dumps(part.to_dict()))
    assert told["steps"] == list(numbers)


def test_the_picture_of_a_part_begins_where_it_begins():
    assert "step 25" in run(Last(3)).plot()


def test_what_leaves_the_numbers_is_kept_to_the_end():
    with pytest.raises(DidNotConverge) as caught:
        minimize(lambda x: x**2, 1.0, GradientDescent(10.0), 2000, lambda x: 2 * x, keep=Last(2))
    trace = caught.value.trace
    assert len(trace.states) == 2
    assert trace.steps > 100
    assert not np.isfinite(trace.value)


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_bar_on_a_terminal_once_a_run_is_long(monkeypatch):
    now = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    terminal, file = Terminal(), io.StringIO()
    bars = [Progress(1000, terminal), Progress(1000, file)]
    for bar in bars:
        bar.tell(10, 1.0)
    assert terminal.getvalue() == ""
    now[0] = 1.5
    for bar in bars:
        bar.tell(500, 0.25)
        bar.tell(501, 0.25)
        bar.end()
    assert terminal.getvalue().count("#" * 15 + "." * 15) == 1
    assert "step 500 of at most 1,000, value 0.25" in terminal.getvalue()
    assert terminal.getvalue().endswith("\x1b[K")
    assert file.getvalue() == ""


@pytest.mark.parametrize(
    ("call", "error"),
    [(lambda: Last(0), OutsideDomain), (lambda: Every(0.5), OutsideDomain), (lambda: run(7), CalcrefError)],
)
def test_bad_input(call, error):
    with pytest.raises(error, match=r"count|stride|Last\(n\)"):
        call()
