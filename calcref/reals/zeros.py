"""The real zeros of an expression in one variable, exactly, or an honest None.

SymPy's general solvers may run for minutes; this one only inverts known functions and asks for the roots of
polynomials, so its time is bounded by the size of the expression.
"""

from __future__ import annotations

from collections.abc import Callable

import sympy as sp

from calcref.core.elementary import ELEMENTARY
from calcref.core.expr import nodes, varies
from calcref.core.foreign import SYMPY_RAISES
from calcref.core.functions import LogBase, RealPower, gelu, relu, sigmoid, silu, softplus
from calcref.core.letters import K

Zeros = tuple[sp.Expr, ...]

HIGHEST = 12  # degree of a polynomial whose roots are asked for


def zeros(expr: sp.Expr, var: sp.Symbol) -> Zeros | None:
    """Where `expr`, in standard form, is zero for real `var`; periodic zeros hold the integer `K`. None: not known.

    Places where `expr` has no value may be among them.

    >>> x = sp.Symbol("x", real=True)
    >>> zeros(x**2 - 4, x), zeros(sp.cos(x), x), zeros(sp.exp(x), x)
    ((-2, 2), (pi*k + pi/2,), ())
    """
    return solutions(expr, sp.S.Zero, var)


def solutions(expr: sp.Expr, value: sp.Expr, var: sp.Symbol) -> Zeros | None:
    """Where `expr` equals the constant `value`, for real `var`."""
    if expr == var:
        return () if value.is_real is False or value.is_finite is False else (value,)
    if not varies(expr, var):
        return () if (expr - value).is_nonzero else None
    if (expr - value).is_nonzero:
        return ()
    if expr.is_Add or expr.is_Mul:
        return _peeled(expr, value, var)
    if expr.is_Pow and not varies(expr.exp, var):
        return _of_each(expr.base, _roots_of(expr.exp, value), var)
    if expr.is_Pow and not varies(expr.base, var):
        if not expr.base.is_positive:
            return None
        return _of_each(expr.exp, _when(value.is_positive, lambda: sp.log(value, expr.base)), var)
    inverse = _INVERSES.get(type(expr))
    return None if inverse is None else _of_each(expr.args[0], inverse(value, *expr.args[1:]), var)


def _peeled(expr: sp.Expr, value: sp.Expr, var: sp.Symbol) -> Zeros | None:
    """A sum or a product: constants go to the other side, zeros of a product are those of its factors."""
    constant, rest = expr.as_independent(var, as_Add=expr.is_Add)
    if expr.is_Add and constant != 0:
        return solutions(rest, value - constant, var)
    if expr.is_Mul and constant != 1:
        return solutions(rest, value / constant, var) if constant.is_nonzero else None
    if expr.is_Mul and value == 0:
        return _together([zeros(factor, var) for factor in expr.args])
    return _of_polynomial(expr - value, var)


def _of_polynomial(expr: sp.Expr, var: sp.Symbol) -> Zeros | None:
    """The zeros of a polynomial in the variable, or in one function of it, with numbers as coefficients."""
    powers = [node.exp for node in nodes(expr) if isinstance(node, sp.Pow) and varies(node, var)]
    if any(power.is_Integer and abs(power) > HIGHEST for power in powers):
        return None  # multiplied out, it would have too many terms
    numerator = sp.numer(sp.together(expr))
    if not varies(numerator, var):
        return () if numerator.is_nonzero else None
    try:
        polynomial = sp.Poly(numerator)
    except SYMPY_RAISES:
        return None
    if len(polynomial.gens) != 1:
        polynomial = sp.Poly(numerator, var) if numerator.is_polynomial(var) else polynomial
    if len(polynomial.gens) != 1 or polynomial.degree() > HIGHEST:
        return None
    generator = polynomial.gens[0]
    if polynomial.degree() == 1:
        slope, constant = polynomial.all_coeffs()
        return solutions(generator, -constant / slope, var) if slope.is_nonzero else None
    if not all(coefficient.is_Rational for coefficient in polynomial.all_coeffs()):
        return _quadratic(polynomial, var)
    roots = sp.real_roots(polynomial)
    if any(root.has(sp.CRootOf) for root in roots):
        return None  # there are zeros, and no formula for them
    return _of_each(generator, tuple(dict.fromkeys(roots)), var)


def _quadratic(polynomial: sp.Poly, var: sp.Symbol) -> Zeros | None:
    if polynomial.degree() != 2:
        return None
    a, b, c = polynomial.all_coeffs()
    discriminant = sp.factor(b**2 - 4 * a * c)
    if discriminant.is_negative:
        return ()
    if not (discriminant.is_nonnegative and a.is_nonzero):
        return None
    root = sp.sqrt(discriminant)
    return _of_each(polynomial.gens[0], tuple(dict.fromkeys(((-b - root) / (2 * a), (-b + root) / (2 * a)))), var)


def _of_each(expr: sp.Expr, values: Zeros | None, var: sp.Symbol) -> Zeros | None:
    return None if values is None else _together([solutions(expr, value, var) for value in values])


def _together(found: list[Zeros | None]) -> Zeros | None:
    if any(part is None for part in found):
        return None
    return tuple(dict.fromkeys(zero for part in found if part is not None for zero in part))


def _when(fits: bool | None, give: Callable[[], sp.Expr]) -> Zeros | None:
    """What is given where it fits, nothing where it does not, None where that cannot be told."""
    return None if fits is None else (give(),) if fits else ()


def _roots_of(exponent: sp.Expr, value: sp.Expr) -> Zeros | None:
    """The bases whose power is `value`."""
    if value == 0:
        return None if exponent.is_positive is None else (sp.S.Zero,) if exponent.is_positive else ()
    if exponent.is_Integer and exponent % 2 == 1:
        return None if value.is_real is None else (sp.sign(value) * sp.Abs(value) ** (1 / exponent),)
    root = _when(value.is_positive, lambda: value ** (1 / exponent))
    return (-root[0], *root) if root and exponent.is_Integer else root


def _real_roots_of(value: sp.Expr, exponent: sp.Expr) -> Zeros | None:
    if value == 0:
        return (sp.S.Zero,) if exponent.is_positive else ()
    if exponent.p % 2:
        return (sp.sign(value) * sp.Abs(value) ** (1 / exponent),)
    root = _when(value.is_positive, lambda: value ** (1 / exponent))
    return (-root[0], *root) if root else root


def _both(value: sp.Expr, positive: Callable[[sp.Expr], sp.Expr]) -> Zeros | None:
    """The two arguments of an even function, one at 0 if its least value 0 is meant."""
    if value == 0:
        return (sp.S.Zero,)
    found = _when(value.is_positive, lambda: positive(value))
    return (-found[0], *found) if found else found


def _circular(arc: Callable[[sp.Expr], sp.Expr], mirrored: Callable[[sp.Expr], sp.Expr]) -> Callable[..., Zeros | None]:
    def inverse(value: sp.Expr) -> Zeros | None:
        inside = sp.Le(sp.Abs(value), 1)
        if inside not in (sp.true, sp.false):
            return None
        if inside == sp.false:
            return ()
        first, second = arc(value), mirrored(arc(value))
        apart = sp.simplify((second - first) / (2 * sp.pi)).is_integer is False
        if value == 0:
            return (first + sp.pi * K,)
        return (first + 2 * sp.pi * K, second + 2 * sp.pi * K) if apart else (first + 2 * sp.pi * K,)

    return inverse


def _odd_part(value: sp.Expr) -> Zeros | None:
    """The argument at which a function that is positive right of 0 and nowhere else zero vanishes."""
    return (sp.S.Zero,) if value == 0 else None


_INVERSES: dict[type[sp.Basic], Callable[..., Zeros | None]] = {
    sp.exp: lambda value: _when(value.is_positive, lambda: sp.log(value)),
    sp.log: lambda value: (sp.exp(value),),
    LogBase: lambda value, base: (base**value,),
    RealPower: _real_roots_of,
    sp.Abs: lambda value: _both(value, lambda positive: positive),
    sp.sin: _circular(sp.asin, lambda angle: sp.pi - angle),
    sp.cos: _circular(sp.acos, lambda angle: -angle),
    sp.tan: lambda value: (sp.atan(value) + sp.pi * K,),
    sp.cot: lambda value: (sp.acot(value) + sp.pi * K,),
    sp.sinh: lambda value: (sp.asinh(value),),
    sp.cosh: lambda value: (
        (sp.S.Zero,)
        if value == 1
        else _when((value - 1).is_positive, lambda: sp.acosh(value)) and (-sp.acosh(value), sp.acosh(value))
    ),
    sp.tanh: lambda value: _when((1 - value**2).is_positive, lambda: sp.atanh(value)),
    **{row.head: row.inverse for row in ELEMENTARY if row.inverse is not None},
    sp.atan: lambda value: _when((sp.pi / 2 - sp.Abs(value)).is_positive, lambda: sp.tan(value)),
    sp.asin: lambda value: _when((sp.pi / 2 - sp.Abs(value)).is_nonnegative, lambda: sp.sin(value)),
    sp.acos: lambda value: _when((sp.pi / 2 - sp.Abs(value - sp.pi / 2)).is_nonnegative, lambda: sp.cos(value)),
    sp.erf: _odd_part,
    gelu: _odd_part,
    silu: _odd_part,
    sigmoid: lambda value: _when((value * (1 - value)).is_positive, lambda: sp.log(value / (1 - value))),
    softplus: lambda value: _when(value.is_positive, lambda: sp.log(sp.exp(value) - 1)),
    relu: lambda value: None if value == 0 else _when(value.is_positive, lambda: value),
}
