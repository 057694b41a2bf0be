"""What programs return at ties and edges: the data, what is right, and calcref's answers, which are computed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import sympy as sp

from benchmarks.kink_peers import CASES, PEERS, answer, asked, portable
from calcref.site.blocks import kinked, kinks
from calcref.site.blocks.figures import measured
from calcref.site.blocks.kinked import Judged, by_calcref, judged, verdict
from calcref.site.blocks.right_slopes import Right, right

ROOT = Path(__file__).resolve().parents[2]
FOUND = measured(ROOT / "benchmarks" / "kinks.json")
NAMES = [case["id"] for case in CASES]
# Where calcref returns nothing right, as the page says: NaN where links of a chain are infinitely steep, and ReLU's 0.
NAN = {
    "root-of-square",
    "root-of-fourth-power",
    "norm",
    "norm-by-hand",
    "hypotenuse",
    "standard-deviation",
    "angle-of-a-cosine",
    "log-of-sum",
    "angle-at-the-origin",
}
WRONG = {"relu-difference"}


@pytest.fixture(scope="module")
def known() -> tuple[Judged, ...]:
    return judged(FOUND)


def test_calcref_returns_what_is_right_or_what_the_page_says(known: tuple[Judged, ...]) -> None:
    own = {kink.case["id"]: kink.answers[-1] for kink in known}
    assert {name for name, it in own.items() if it.verdict == "NaN"} == NAN
    assert {name for name, it in own.items() if it.verdict == "outside"} == WRONG
    assert {it.by for it in own.values()} == {"calcref"}
    assert {it.verdict for it in own.values()} == {"right", "NaN", "outside", "open"}


def test_four_ways_to_write_one_function_are_all_right(known: tuple[Judged, ...]) -> None:
    """As the page says of the first four, and that they are not the same."""
    four = [kink for kink in known if kink.case["group"] == "pieces"][:4]
    assert {answer.verdict for kink in four for answer in kink.answers} == {"right"}
    assert len({answer.gradient for kink in four for answer in kink.answers}) > 1


def test_infinite_slopes_have_their_sign() -> None:
    by = {case["id"]: by_calcref(case) for case in FOUND["cases"]}
    assert (by["square-root"], by["arcsine"], by["arccosine"]) == (np.inf, np.inf, -np.inf)


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_a_case_says_what_it_asks(case: dict[str, Any]) -> None:
    assert ("formula" in case) != ("none" in case)
    assert case.keys() <= {"id", "group", "numpy", "formula", "none", "at", "along", *PEERS}
    if isinstance(case["at"], list) and "none" not in case:
        assert all(len(direction) == len(case["at"]) for direction in case["along"])
    assert f'kinks.cards(asked, "{case["group"]}")' in (ROOT / "docs" / "autodiff" / "kinks.md").read_text("utf-8")


def test_the_data_answer_the_cases() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert [case["id"] for case in FOUND["cases"]] == NAMES
    assert [peer["peer"] for peer in FOUND["peers"]] == [*PEERS]
    for peer in FOUND["peers"]:
        wanted = {case["id"]: asked(case, peer["peer"]) for case in CASES if asked(case, peer["peer"])}
        assert peer["version"] is None or {name: it["asked"] for name, it in peer["answers"].items()} == wanted
        assert bool(peer["answers"]) == (peer["version"] is not None)
        for case in CASES:
            if (told := peer["answers"].get(case["id"])) and told.get("gradient") is not None:
                assert np.shape(told["gradient"]) == np.shape(case["at"])
                assert all(map(is_a_number, np.ravel(np.array(told["gradient"], dtype=object))))


def is_a_number(entry: Any) -> bool:
    return entry in ("nan", "inf", "-inf") or (isinstance(entry, float) and np.isfinite(entry))


def test_no_answer_of_calcref_is_stored() -> None:
    assert "calcref" not in {peer["peer"] for peer in FOUND["peers"]}
    assert all(case.keys() <= {"id", "group", "numpy", "formula", "none", "along", "at"} for case in FOUND["cases"])


def test_what_calcref_returns_is_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    one = {"cases": FOUND["cases"][:1], "peers": FOUND["peers"]}
    assert judged(one)[0].answers[-1].gradient == 0
    monkeypatch.setattr(kinked, "relu", lambda x: np.maximum(x, 0) * 6)
    (changed,) = judged(one)
    assert (changed.answers[-1].gradient, changed.answers[-1].verdict) == (3, "outside")
    assert "<b>calcref</b> <span>3</span> <small>wrong</small>" in kinks.cards([changed], "pieces")
    assert kinks.wrong([changed]) == "- `relu(x)` at 0: calcref returns 3, right is [0, 1]."


def test_nan_and_infinities_come_back_from_json() -> None:
    returned = portable([float("nan"), float("inf"), -float("inf"), 0.5])
    assert returned == ["nan", "inf", "-inf", 0.5]
    assert kinks.vector(returned) == "(NaN, ∞, −∞, 0.5)"
    assert portable(None) is None


def test_an_error_is_an_answer() -> None:
    def refuses(code: str, at: Any) -> Any:
        raise ValueError("not here\nnor there")

    told = answer(refuses, "f(x)", 0.0)
    assert told == {"asked": "f(x)", "error": "ValueError: not here"}
    assert verdict(told, ()) == "error"


@pytest.mark.parametrize(
    ("gradient", "said"),
    [
        ([0.5, 0.5], "right"),
        ([1.0, 0.0], "right"),
        ([1.0, 1.0], "outside"),
        ([1.5, -0.5], "outside"),
        (["nan", 1.0], "NaN"),
        (["inf", "-inf"], "outside"),
        (None, "none"),
    ],
)
def test_shares_of_a_tie_add_up_to_one(gradient: Any, said: str) -> None:
    largest = next(case for case in FOUND["cases"] if case["id"] == "largest")
    assert verdict({"gradient": gradient}, right(largest)) == said


def test_where_nothing_is_right_nothing_is_wrong() -> None:
    (none,) = right({"formula": "sign(x)", "at": 0.0})
    assert none.ends is None
    assert none.why.startswith("it jumps there")
    assert verdict({"gradient": 7.0}, [none]) == "open"


def test_a_slope_at_infinity_is_a_limit() -> None:
    (found,) = right({"formula": "ln(1 + e^x)", "at": "inf"})
    assert found == Right((), (sp.S.One, sp.S.One))


def test_a_peer_that_is_not_installed_is_named() -> None:
    absent = {"cases": FOUND["cases"][:1], "peers": [{"peer": "PyTorch", "version": None, "answers": {}}]}
    kink = judged(absent)
    assert "| PyTorch (not installed) | 0 | 0 | 0 | 0 |" in kinks.tally(kink, {"PyTorch": None})
    assert "PyTorch" not in kinks.cards(kink, "pieces")
