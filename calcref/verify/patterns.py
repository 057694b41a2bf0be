"""Values for the letters of a question, one for each case that it may fall into.

1/(a + b x²) has three by the signs of a and b, 1/(a + b cos x) two by which of them is larger. An answer that was found
for one of them says nothing about the others. What tells cases apart is where the parts of the integrand change sign.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Iterator

import sympy as sp

from calcref.core.expr import nodes, symbols_of, varies
from calcref.core.functions import RealFunction
from calcref.core.indexed import Indexed
from calcref.core.questions import Bounded
from calcref.verify.fast import FastEvaluator
from calcref.verify.sizes import real

DRAWN = 80  # points that are looked at
MOST_CASES = 12  # cases that are kept
SIZES = (0.3, 0.6, 1.1, 1.7, 2.4, 3.7, 5.2)
REACH = (-41.0, -7.3, -3.3, -2.2, -1.2, -0.55, -0.21, 0.11, 0.34, 0.83, 1.4, 2.1, 2.9, 4.4, 8.7, 53.0)

Letters = dict[sp.Symbol, float]
Course = tuple[tuple[int, ...], ...]


def patterns(
    expr: sp.Expr, var: sp.Symbol, letters: Iterable[sp.Symbol], claimed: Iterable[sp.Expr] = ()
) -> list[Letters]:
    """A point for each case of `expr`, the plainest first: other signs of `letters`, or of a part of `expr`.

    Cases that an answer tells apart by the signs of what is `claimed` are told apart, too.

    >>> x, a, b = sp.symbols("x a b", real=True)
    >>> len(patterns(1 / (a + b * x**2), x, [a, b]))
    4
    """
    named = sorted(letters, key=lambda letter: letter.name)
    if not named:
        return [{}]
    parts = [*_deciding(expr, var), *claimed]
    found: dict[tuple[Course, Course], Letters] = {}
    for point in _drawn(named):
        case = tuple(_course(part, var, point) for part in parts)
        signs = tuple(int(math.copysign(1, value)) for value in point.values())
        found.setdefault((case, (signs,)), point)
    first: dict[Course, Letters] = {}
    for (case, _), point in found.items():
        first.setdefault(case, point)  # every case of the parts comes before a second one with other signs
    rest = [point for point in found.values() if point not in first.values()]
    return [*first.values(), *rest][:MOST_CASES]


def _drawn(letters: list[sp.Symbol]) -> Iterator[Letters]:
    """Points as the assumptions on each letter allow; the first with all signs positive where they may be."""
    generator = random.Random(" ".join(letter.name for letter in letters))
    for k in range(DRAWN):
        yield {letter: _value(letter, generator, k == 0) for letter in letters}


def _value(letter: sp.Symbol, generator: random.Random, plain: bool) -> float:
    sign = 1 if letter.is_nonnegative or (plain and not letter.is_nonpositive) else generator.choice((1, -1))
    if letter.is_nonpositive:
        sign = -1
    if letter.is_integer:
        return float(sign * generator.randint(2, 6))
    return sign * generator.choice(SIZES) * generator.uniform(0.9, 1.1)


def _deciding(expr: sp.Expr, var: sp.Symbol) -> Iterator[sp.Expr]:
    """The sums in `expr` that hold both the variable and letters, and exponents of letters alone."""
    counted = {node.var for node in nodes(expr) if isinstance(node, Bounded | Indexed)}
    for node in nodes(expr):
        if counted & symbols_of(node):
            continue  # it stands inside, where the letter is no letter
        if isinstance(node, RealFunction) or not node.args or symbols_of(node) <= {var}:
            continue
        if node.is_Add and varies(node, var):
            yield node
        if node.is_Pow and not varies(node.exp, var):
            yield node.exp + 1
            yield node.exp


def _course(part: sp.Expr, var: sp.Symbol, point: Letters) -> tuple[int, ...]:
    """The signs that `part` runs through as the variable goes from left to right."""
    course: list[int] = []
    for place in REACH:
        values = {letter: complex(value) for letter, value in point.items()}
        value = real(FastEvaluator({**values, var: complex(place)})(part))
        sign = 0 if value is None else 1 if value > 0 else -1
        if not course or course[-1] != sign:
            course.append(sign)
    return tuple(course)
