"""The answer of a derivation against central differences of the function itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from calcref.core.array_questions import HessianOf, JacobianOf, OtherLayoutOf, VjpOf
from calcref.core.evidence import Evidence
from calcref.core.records import Derivation
from calcref.verify.matrix.forms import in_house_layout, is_of_number
from calcref.verify.matrix.points import Draw

H, H_TWICE = 2e-3, 1e-2  # steps of first and of second differences
TOLERANCE, TOLERANCE_TWICE = 1e-6, 1e-5


def differences(derivation: Derivation, draws: Iterable[Draw]) -> Evidence:
    """Evidence that the answer is what central differences of the function are, along random directions."""
    question = derivation.question
    twice = isinstance(question, HessianOf)
    errors: list[float] = []
    for draw in draws:
        try:
            errors.extend(_second(derivation, draw) if twice else _first(derivation, draw))
        except (ZeroDivisionError, ValueError, OverflowError):
            continue
    if not errors:
        return Evidence("unknown", "no point was found at which the function has a value on both sides")
    worst = max(errors)
    if worst > (TOLERANCE_TWICE if twice else TOLERANCE):
        return Evidence("refuted", "the answer differs from central differences of the function", len(errors), worst)
    return Evidence("agrees", "the answer is what central differences say", len(errors), worst)


def _columns(matrix: Any) -> list[float]:
    return [entry for column in zip(*matrix, strict=True) for entry in column]


def _dot(left: Iterable[float], right: Iterable[float]) -> tuple[float, float]:
    products = [a * b for a, b in zip(left, right, strict=True)]
    return sum(products), sum(map(abs, products))


def _first(derivation: Derivation, draw: Draw) -> Iterator[float]:
    question = derivation.question

    def value(step: float) -> list[float]:
        point = draw.at(step)
        found = _columns(point(question.args[0]))
        return [_dot(_columns(point(question.args[2])), found)[0]] if isinstance(question, VjpOf) else found

    along = _columns(draw.directions[0])
    answer = in_house_layout(question, draw.at()(derivation.answer))
    is_jacobian = isinstance(question, (JacobianOf, OtherLayoutOf)) and not is_of_number(question)
    rows = answer if is_jacobian else [_columns(answer)]
    size = max(map(abs, value(0.0))) * 1e-6
    said = [_dot(row, along) for row in rows]

    def worst(h: float) -> float:
        found = zip(_slopes(value, h), said, strict=True)
        return max(abs(it - value) / (scale + abs(it) + size + 1e-9) for it, (value, scale) in found)

    error = worst(H)
    yield error if error <= TOLERANCE else min(error, worst(H / 8))  # a wrong answer is wrong for every step


def _slopes(value: Callable[[float], list[float]], h: float) -> list[float]:
    far, near = (_slope(value, k * h) for k in (2, 1))
    return [(4 * a - b) / 3 for a, b in zip(near, far, strict=True)]


def _slope(value: Callable[[float], list[float]], h: float) -> list[float]:
    return [(a - b) / (2 * h) for a, b in zip(value(h), value(-h), strict=True)]


def _second(derivation: Derivation, draw: Draw) -> Iterator[float]:
    """uᵀ H v against mixed differences of the function along two directions."""
    function = derivation.question.args[0]

    def mixed(h: float) -> float:
        corners = ((h, h, 1), (h, -h, -1), (-h, h, -1), (-h, -h, 1))
        return float(sum(sign * draw.at(a, b)(function)[0][0] for a, b, sign in corners) / (4 * h * h))

    found = [(4 * mixed(h / 2) - mixed(h)) / 3 for h in (H_TWICE, H_TWICE / 6)]
    u, v = (_columns(it) for it in draw.directions)
    image = [_dot(row, v) for row in draw.at()(derivation.answer)]
    said, _ = _dot(u, (value for value, _ in image))
    scale = sum(abs(a) * size for a, (_, size) in zip(u, image, strict=True))
    size = abs(draw.at()(function)[0][0])
    yield min(abs(it - said) / (scale + abs(it) + 1e-5 * size + 1e-9) for it in found)
