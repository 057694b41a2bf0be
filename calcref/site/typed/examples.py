"""The words of a counter-example against its function: what is dropped is a condition, what is found is found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import mpmath as mp
import sympy as sp

from calcref.core.proofs import Counterexample
from calcref.core.records import Law
from calcref.parse import parse
from calcref.site.typed.by_reader import EXAMPLES
from calcref.verify.values import NoValue, value

WRITTEN = (
    ("$", ""),
    (r"\neq", "≠"),
    (r"\leq", "≤"),
    (r"\geq", "≥"),
    (r"\dots", "…"),
    ("-", "−"),
    ("\\", ""),
    (" ", ""),
)
STEP = mp.mpf("1e-9")
LARGE = 1e6
Function = Callable[[Any], Any]


def judged(law: Law) -> Iterator[str]:
    """What is wrong with the counter-example of a law."""
    example = law.counterexample
    assert example is not None
    stated = " ".join(map(_plain, (*(condition.text for condition in law.conditions), *law.hypotheses)))
    if _plain(example.dropped) not in stated:
        yield f"the counter-example drops {example.dropped!r}, which is no condition"
    if example.found in EXAMPLES:
        return
    for pattern, test in FOUND:
        found = re.fullmatch(pattern, _read(example.found))
        if found:
            if not test(_function(example), mp.mpf(sp.N(parse(example.at), 30)), *map(_number, found.groups())):
                yield f"the counter-example {example.expr} at {example.at}: not found, {example.found!r}"
            return
    yield f"the counter-example's {example.found!r} cannot be read"


def _plain(text: str) -> str:
    for tex, written in WRITTEN:
        text = text.replace(tex, written)
    return text


def _read(found: str) -> str:
    """What is found, without TeX."""
    return found.replace("$", "").replace("-", "−").replace("\\infty", "∞")


def _function(example: Counterexample) -> Function:
    expr = parse(example.expr)
    (variable,) = expr.free_symbols
    return lambda x: value(expr, {variable: x})


def _number(text: str) -> Any:
    return mp.mpf(text.replace("−", "-")) if text[-1].isdigit() else text


def _slope(f: Function, x: Any, side: int) -> Any:
    return side * (f(x + side * STEP) - f(x)) / STEP


def _near(one: Any, other: Any) -> bool:
    return bool(abs(one - other) < 1e-5)


def _has_no_value(f: Function, x: Any) -> bool:
    try:
        f(x)
    except NoValue:
        return True
    return False


def _grows(f: Function, x: Any) -> bool:
    """Whether the values grow beyond every bound, from the sides on which there are some."""
    sizes = []
    for side in (-1, 1):
        try:
            sizes.append(abs(f(x + side * STEP**2)) - abs(f(x + side * STEP)))
        except NoValue:
            continue
    return bool(sizes) and all(size > 1 for size in sizes)


def _is_vertical(f: Function, x: Any) -> bool:
    slopes = []
    for side in (-1, 1):
        try:
            slopes.append(abs(_slope(f, x, side)))
        except NoValue:
            continue
    return bool(slopes) and all(slope > LARGE**0.5 for slope in slopes)


def _kink(f: Function, x: Any, left: Any, right: Any) -> bool:
    return _near(_slope(f, x, -1), left) and _near(_slope(f, x, 1), right) and left != right


def _area(f: Function, lower: Any, upper: Any) -> Any:
    return mp.quad(f, [lower, 0, upper] if lower < 0 < upper else [lower, upper])


def _diverges(f: Function, end: Any) -> bool:
    """Whether the area from 1 down to almost the end grows as that comes nearer."""
    return bool(abs(_area(f, end + STEP**2, 1)) > 1.5 * abs(_area(f, end + STEP, 1)) > LARGE)


FOUND: tuple[tuple[str, Callable[..., bool]], ...] = (
    (r"the (?:quotient|tangent|function) has a pole there", _grows),
    (r"the function grows without bound towards (−?\d)", lambda f, x, at: _grows(f, x) and at == x),
    (
        r"the (?:logarithm|function) falls without bound towards (−?\d)",
        lambda f, x, at: _grows(f, x) and at == x and f(x + STEP**2) < f(x + STEP) < 0,
    ),
    (
        r"the logarithm has no real value, so it has no slope, although 1/x has a value",
        lambda f, x: _has_no_value(f, x) and x != 0,
    ),
    (r"the function has no real value", _has_no_value),
    (r"a power of a negative base is not real (?:there|between the integers)", _has_no_value),
    (r"the tangent at (−?\d) is vertical: the slope is infinite", lambda f, x, at: _is_vertical(f, x) and at == x),
    (r"the tangent at the end of the interval is vertical", _is_vertical),
    (r"the slope is (−?\d) from the left and (−?\d) from the right", _kink),
    (r"the function jumps", lambda f, x: abs(f(x + STEP) - f(x - STEP)) > 0.1),
    (
        r"the area from (−1) to x is \|x\| − 1, which has a kink at (0)",
        lambda f, x, start, at: at == x and all(_near(_area(f, start, to), abs(to) - 1) for to in (-0.5, 0.5, 2)),
    ),
    (
        r"−1/x at 1 minus −1/x at −1 is (−?\d), but the area is infinite",
        lambda f, x, gain: gain == -1 - 1 and _near(f(2), 0.25) and _grows(f, x),
    ),
    (
        r"from −1 to 1 the parts are (−)∞ and ∞; they do not cancel",
        lambda f, x, sign: f(x - STEP) < -LARGE and f(x + STEP) > LARGE,
    ),
    (r"from (0) to 1 the limit is infinite: the integral diverges", lambda f, x, start: _diverges(f, start)),
)
