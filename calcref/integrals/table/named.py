"""Integrals that are no elementary functions, and have names instead."""

from __future__ import annotations

from collections.abc import Callable

import sympy as sp

from calcref.core.conditions import nonzero, positive, within
from calcref.core.elementary.shapes import HALF, TWO, square
from calcref.core.expr import add, apply, divide, mul, negative, power, varies
from calcref.core.row import of_head
from calcref.core.sources import dlmf
from calcref.integrals.table.row import Letters, Row, log

_ANYWHERE = nonzero("u", "$x \\neq 0$")


def _over_the_variable(head: type[sp.Basic]) -> Callable[[sp.Expr, sp.Symbol], Letters | None]:
    """Reads `head`(a x)/x."""

    def read(expr: sp.Expr, var: sp.Symbol) -> Letters | None:
        above = expr * var
        factor = above.args[0] / var if isinstance(above, head) else var
        return None if varies(factor, var) else {"a": factor}

    return read


def _of_a_square(head: type[sp.Basic]) -> Callable[[sp.Expr, sp.Symbol], Letters | None]:
    """Reads `head`(a x²) for a > 0."""

    def read(expr: sp.Expr, var: sp.Symbol) -> Letters | None:
        factor = expr.args[0] / var**2 if isinstance(expr, head) else var
        return {"a": factor} if not varies(factor, var) and factor.is_positive else None

    return read


def _quotient(head: type[sp.Basic]) -> Callable[..., sp.Expr]:
    return lambda u, a: divide(apply(head, mul(a, u)), u)


def _wave(head: type[sp.Basic]) -> Callable[..., sp.Expr]:
    return lambda u, a: apply(head, mul(a, square(u)))


def _fresnel(head: type[sp.Basic]) -> Callable[..., sp.Expr]:
    def answer(u: sp.Expr, a: sp.Expr) -> sp.Expr:
        return mul(
            power(divide(sp.pi, mul(TWO, a)), HALF), apply(head, mul(power(divide(mul(TWO, a), sp.pi), HALF), u))
        )

    return answer


def _over_a(
    id: str, name: str, head: type[sp.Basic], integral: Callable[[sp.Expr], sp.Expr], use: str, odd: bool = False
) -> Row:
    return Row(
        id,
        name,
        _quotient(head),
        lambda u, a: integral(mul(a, u)),
        dlmf("section 6.2"),
        use,
        ("a",),
        _over_the_variable(head),
        (_ANYWHERE,) if odd else (_ANYWHERE, nonzero("a")),
    )


def _of_size(head: type[sp.Basic]) -> Callable[[sp.Expr], sp.Expr]:
    return lambda u: apply(head, apply(sp.Abs, u))


NAMED: tuple[Row, ...] = (
    _over_a(
        "integral-of-an-exponential-over-x",
        "Integral of an exponential over x",
        sp.exp,
        of_head(sp.Ei),
        "The expected logarithm of a squared normal variable that is not centered.",
    ),
    _over_a(
        "integral-of-a-sine-over-x",
        "Integral of a sine over x",
        sp.sin,
        of_head(sp.Si),
        "How far a truncated Fourier series overshoots at a jump.",
        odd=True,
    ),
    _over_a(
        "integral-of-a-cosine-over-x",
        "Integral of a cosine over x",
        sp.cos,
        _of_size(sp.Ci),
        "The mean of a position encoding over wavelengths.",
    ),
    _over_a(
        "integral-of-a-hyperbolic-sine-over-x",
        "Integral of a hyperbolic sine over x",
        sp.sinh,
        of_head(sp.Shi),
        "The odd part of the exponential integral.",
        odd=True,
    ),
    _over_a(
        "integral-of-a-hyperbolic-cosine-over-x",
        "Integral of a hyperbolic cosine over x",
        sp.cosh,
        _of_size(sp.Chi),
        "The even part of the exponential integral.",
    ),
    Row(
        "integral-of-a-reciprocal-logarithm",
        "Integral of the reciprocal of the logarithm",
        lambda u: power(log(u), sp.S.NegativeOne),
        of_head(sp.li),
        dlmf("section 6.2"),
        "About how many primes there are up to a number, and so what a hash table may choose from.",
        conditions=(
            positive("u", "$x > 0$"),
            within("u", lambda value: (value - 1).is_nonzero, "$x \\neq 1$"),
        ),
    ),
    Row(
        "integral-of-the-sine-of-a-square",
        "Integral of the sine of a square",
        _wave(sp.sin),
        _fresnel(sp.fresnels),
        dlmf("section 7.2"),
        "A chirp, the test signal of audio models.",
        ("a",),
        _of_a_square(sp.sin),
        (positive("a"),),
    ),
    Row(
        "integral-of-the-cosine-of-a-square",
        "Integral of the cosine of a square",
        _wave(sp.cos),
        _fresnel(sp.fresnelc),
        dlmf("section 7.2"),
        "A chirp, the test signal of audio models.",
        ("a",),
        _of_a_square(sp.cos),
        (positive("a"),),
    ),
    Row(
        "integral-of-a-growing-bell",
        "Integral of the exponential of a square",
        _wave(sp.exp),
        lambda u, a: divide(mul(power(sp.pi, HALF), apply(sp.erfi, mul(power(a, HALF), u))), mul(TWO, power(a, HALF))),
        dlmf("section 7.2"),
        "The time that noisy gradient descent takes over a barrier.",
        ("a",),
        _of_a_square(sp.exp),
        (positive("a"),),
    ),
    Row(
        "integral-of-a-logarithm-over-x",
        "Integral of ln(1 − x) over x",
        lambda u: divide(log(add(sp.S.One, negative(u))), u),
        lambda u: negative(apply(sp.polylog, TWO, u)),
        dlmf("section 25.12"),
        "The entropy of a Fermi gas, which is a sum of sigmoids.",
        conditions=(
            within("u", lambda value: (1 - value).is_positive, "$x < 1$"),
            _ANYWHERE,
        ),
    ),
)
