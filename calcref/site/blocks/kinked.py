"""What programs return at ties and edges, as it was measured, and what calcref returns, held against what is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any, Literal

import numpy as np

from calcref.autodiff import grad
from calcref.layers import relu
from calcref.site.blocks.right_slopes import Right, right

Verdict = Literal["right", "outside", "NaN", "open", "none", "error"]
"""Of an answer: among the right ones, outside of them, NaN, nothing to hold it against, no gradient, an error."""

OWN = "calcref"


@dataclass(frozen=True)
class Answer:
    """What one program returned.

    Args:
        by: the name of the program.
        asked: the function in its words.
        gradient: a number, a list of them, or None.
        verdict: what is to be said of it.
    """

    by: str
    asked: str
    gradient: Any
    verdict: Verdict


@dataclass(frozen=True)
class Judged:
    """A function at a point, what is right there, and the answers."""

    case: dict[str, Any]
    right: tuple[Right, ...]
    answers: tuple[Answer, ...]


def judged(found: dict[str, Any]) -> tuple[Judged, ...]:
    """Every case of the figures, with the answers of the peers and, last, what calcref returns now."""
    return tuple(_judged(case, found["peers"]) for case in found["cases"])


def _judged(case: dict[str, Any], peers: Sequence[dict[str, Any]]) -> Judged:
    known = right(case)
    told = [(peer["peer"], peer["answers"][case["id"]]) for peer in peers if case["id"] in peer["answers"]]
    told.append((OWN, {"asked": case["numpy"], "gradient": by_calcref(case)}))
    answers = (Answer(by, it["asked"], it.get("gradient"), verdict(it, known)) for by, it in told)
    return Judged(case, known, tuple(answers))


def by_calcref(case: dict[str, Any]) -> Any:
    """The gradient that `calcref.autodiff` returns in a case: a number, or a list of them.

    >>> by_calcref({"numpy": "np.maximum(x, 0)", "at": 0.0})
    0.5
    """
    code = compile(case["numpy"], f"<{case.get('id')}>", "eval")
    with np.errstate(all="ignore"):
        found = grad(lambda x: eval(code, {"np": np, "relu": relu, "x": x}))(np.asarray(case["at"], float)[()])
    return found.tolist()


def entries(gradient: Any) -> list[float]:
    """The entries of a gradient as numbers; of a file they may come as words."""
    return [float(it) for it in (gradient if isinstance(gradient, list) else [gradient])]


def verdict(answer: dict[str, Any], known: Sequence[Right]) -> Verdict:
    """What is to be said of an answer.

    >>> verdict({"gradient": 2.0}, right({"formula": "|x|", "at": 0.0}))
    'outside'
    """
    if "error" in answer:
        return "error"
    if answer["gradient"] is None:
        return "none"
    found = entries(answer["gradient"])
    if any(map(isnan, found)):
        return "NaN"
    if all(it.ends is None for it in known):
        return "open"
    return "right" if all(it.has(found) for it in known) else "outside"
