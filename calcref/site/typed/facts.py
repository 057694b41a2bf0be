"""What a card says beside the statement of a numeric record (slopes, kinks, orders, moments), against its code."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from calcref.activations import Activation, JointActivation
from calcref.losses import Loss
from calcref.metrics import Score
from calcref.parse import parse
from calcref.probability import Categorical, Named
from calcref.quadrature import Composite
from calcref.regularizers import Penalty
from calcref.site.typed.activations import SHORT, made
from calcref.site.typed.numeric import MADE, inside, sample

POINTS = (-2.3, -0.4, 0.3, 1.7, 3.1)
NEAR = 1e-9
PRECISION = 1e-7
ORDINALS = {1: "continuous derivative", 2: "continuous second derivative", 4: "continuous fourth derivative"}


def wrong_facts(subject: Any) -> Iterator[str]:
    """What is false of what the card says beside the statement.

    >>> from calcref.losses import hinge
    >>> list(wrong_facts(hinge))
    []
    """
    kind = subject if isinstance(subject, type) else type(subject)
    if issubclass(kind, Named):
        yield from _density(kind)
    match subject:
        case Activation():
            yield from _activation(subject)
        case JointActivation():
            yield from _entry(subject)
        case Loss() if subject.curve is None:
            yield from _scores(subject)
        case Loss():
            curve = MADE.get(subject.id, subject).curve
            kinks = subject.curve.kinks if subject.curve else ()
            yield from _curve(subject, subject.variable, curve.value, curve.slope, kinks)
        case Penalty() if subject.derivative:
            of = MADE[subject.id]
            places = [abs(at) for at in POINTS] if subject.id == "entropy-penalty" else POINTS
            yield from _curve(subject, "w", of.value, lambda w: of.gradient(np.array([w]))[0], subject.kinks, places)
        case Score():
            yield from _score(subject)
        case Composite():
            yield from _order(subject)


def _at(text: str, letters: dict[str, float]) -> float:
    expr = parse(text)
    return float(expr.subs({it: letters[it.name] for it in expr.free_symbols}).evalf())


def _curve(
    subject: Any, letter: str, value: Any, slope: Any, kinks: Any, places: Sequence[float] = POINTS
) -> Iterator[str]:
    """The loss or cost of one number, its slope, and what stands in its place at a kink."""
    fixed = dict(MADE.get(subject.id, subject).parameters)
    for at in places:
        here = fixed | {letter: at}
        yield from _compared("value", subject.expression, here, float(value(np.array(at))))
        yield from _compared("slope", subject.derivative, here, float(slope(np.float64(at))))
    own = dict(subject.parameters)
    for kink in kinks:
        for side, end in ((-NEAR, kink.lower), (NEAR, kink.upper)):
            yield from _compared("subgradient", subject.derivative, own | {letter: kink.at + side}, end)


def _activation(subject: Activation) -> Iterator[str]:
    """The value of one number, its slope, and the slopes on both sides of a corner."""
    one = made(subject)
    for at in POINTS:
        here = dict(one.parameters) | {"x": at}
        yield from _compared("value", one.expression, here, float(one.value(at)))
        yield from _compared("slope", one.derivative, here, float(one.slope(at)))
    for corner in subject.corners:
        for side, end in ((-NEAR, corner.left), (NEAR, corner.right)):
            here = dict(subject.parameters) | {"x": corner.at + side}
            yield from _compared("slope beside a corner", subject.derivative, here, end)


def _entry(subject: JointActivation) -> Iterator[str]:
    """The first entry of the value of a few arguments, and its derivative in one of them."""
    for letters in map(dict, SHORT[subject.id]):
        x, y_bar = list(letters.values()), np.zeros_like(subject.value(list(letters.values())))
        y_bar[0] = 1.0
        slope = subject.pullback(x, y_bar)[list(letters).index(subject.variable)]
        yield from _compared("value", subject.expression, letters, float(subject.value(x)[0]))
        yield from _compared("slope", subject.derivative, letters, float(slope))


def _scores(loss: Loss) -> Iterator[str]:
    """The loss of one example: scores a, b, c of which the first is true, or a score s and a count y."""
    loss = MADE.get(loss.id, loss)
    scores = {"s": 0.5} if loss.variable == "s" else {"a": 0.5, "b": -1.0, "c": 2.0}
    target, counted = ([3.0], {"y": 3.0}) if loss.variable == "s" else ([1.0, 0.0, 0.0], {})
    given, letters = list(scores.values()), scores | counted | dict(loss.parameters)
    yield from _compared("value", loss.expression, letters, float(loss.value(given, target)))
    yield from _compared("slope", loss.derivative, letters, float(loss.gradient(given, target)[0]))


def _score(score: Score) -> Iterator[str]:
    """The score of one forecast: a probability p of a label y, or a bell whose outcome is z deviations off."""
    for at in (0.2, 0.7):
        for y in (0, 1):
            letters = {"p": at, "y": float(y)} if score.variable == "p" else {"z": at - y}
            given = ([y], [at]) if score.variable == "p" else ([0.0], [y - at], [1.0])
            slope = np.ravel(score.gradient(*given))[0] * (1 if score.variable == "p" else -1)
            yield from _compared("value", score.expression, letters, score.value(*given))
            yield from _compared("slope", score.derivative, letters, float(slope))


def _density(kind: type[Named]) -> Iterator[str]:
    one, told = sample(kind), kind.about
    for x in () if issubclass(kind, Categorical) else inside(one):
        here = one.letters | {"x": x}
        yield from _compared("density", told.statement, here, float(one.pdf(x)))
        if told.cdf:
            yield from _compared("distribution", told.cdf, here, float(one.cdf(x)))
    for name in ("mean", "variance", "entropy"):
        if text := getattr(told, name):
            yield from _compared(name, text, one.letters, getattr(one, name))


def _order(rule: Composite) -> Iterator[str]:
    exact = math.exp(1.3) - 1
    coarse, fine = (abs(rule(np.exp, 0.0, 1.3, n) - exact) for n in (16, 32))
    found = math.log2(coarse / fine)
    if abs(found - rule.order) > 0.1:
        yield f"the order is {found:.2f}, not {rule.order}"
    if not rule.condition.startswith(f"$f$ has a {ORDINALS.get(rule.order, 'derivative of that order')}"):
        yield f"the order {rule.order} wants a {ORDINALS.get(rule.order)}, not: {rule.condition}"


def _compared(what: str, text: str, letters: dict[str, float], wanted: float) -> Iterator[str]:
    found = _at(text, letters)
    if not abs(found - wanted) <= PRECISION * (1 + abs(wanted)):
        said = ", ".join(f"{name} = {value:g}" for name, value in letters.items())
        yield f"{what}: {text!r} is {found:.6g} for {said}, not {wanted:.6g}"
