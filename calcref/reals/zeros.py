"""The real zeros of an expression in one variable, exactly, or an honest None.

SymPy's general solvers may run for minutes; this one only inverts known functions and asks for the roots of
polynomials, so its time is bounded by the size of the expression.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy as sp

from calcref.core.decide import sign_of
from calcref.core.elementary import RECORD_OF
from calcref.core.expr import nodes, varies
from calcref.core.foreign import SYMPY_RAISES
from calcref.core.letters import K
from calcref.core.row import FunctionRecord

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
    if isinstance(expr, (sp.Max, sp.Min)):
        return _of_the_largest(expr, value, var)
    record = RECORD_OF.get(type(expr))
    return None if record is None else _of_each(expr.args[0], _inverse(record, value, *expr.args[1:]), var)


def _of_the_largest(expr: sp.Expr, value: sp.Expr, var: sp.Symbol) -> Zeros | None:
    """Where a maximum or a minimum has `value`: one of its arguments has, and no other is beyond.

    >>> x = sp.Symbol("x", real=True)
    >>> _of_the_largest(sp.Max(x, 1), sp.Integer(2), x), _of_the_largest(sp.Max(x, 1), sp.S.Zero, x)
    ((2,), ())
    """
    beyond = 1 if isinstance(expr, sp.Max) else -1
    if any((beyond * (arg - value)).is_positive for arg in expr.args):
        return ()
    found = _together([solutions(arg, value, var) for arg in expr.args])
    if found is None or any(place.has(K) for place in found):
        return None
    signs = [sign_of(expr.subs(var, place) - value) for place in found]
    return None if None in signs else tuple(p for p, sign in zip(found, signs, strict=True) if sign == 0)


def _inverse(record: FunctionRecord, value: sp.Expr, *parameters: sp.Expr) -> Zeros | None:
    """The arguments at which the function has `value`, each once."""
    inside = record.range.holds(value)
    if inside is False:
        return ()
    found = record.inverse(value, *parameters) if inside and record.inverse else None
    return None if found is None else tuple(dict.fromkeys(found))


def _peeled(expr: sp.Expr, value: sp.Expr, var: sp.Symbol) -> Zeros | None:
    """A sum or a product: constants go to the other side, zeros of a product are those of its factors."""
    constant, rest = expr.as_independent(var, as_Add=expr.is_Add)
    if expr.is_Add and constant != 0:
        return solutions(rest, value - constant, var)
    if expr.is_Mul and constant != 1:
        return solutions(rest, value / constant, var) if constant.is_nonzero else None
    if expr.is_Mul and value == 0:
        return _together([zeros(factor, var) for factor in expr.args])
    if value == 0 and all(map(_is_nowhere_negative, expr.args)):
        found = _of_all(expr.args, var)
        if found is not None:
            return found
    if value == 0 and len(expr.args) == 2 and any(map(_is_root, expr.args)):
        one, other = expr.args
        found = _of_two_roots(one, other, var)
        if found is not None:
            return found
    return _of_polynomial(expr - value, var)


def _is_root(term: sp.Expr) -> bool:
    """Whether `term` is a multiple of a square root."""
    root = term.as_coeff_Mul()[1]
    return bool(root.is_Pow and root.exp == sp.S.Half)


def _is_nowhere_negative(term: sp.Expr) -> bool:
    """Whether `term` is at least 0 wherever it is real."""
    return bool(term.is_nonnegative) or (_is_root(term) and bool(term.as_coeff_Mul()[0].is_positive))


def _of_two_roots(one: sp.Expr, other: sp.Expr, var: sp.Symbol) -> Zeros | None:
    """The zeros of a sum of two terms of which one is a root: those of the difference of their squares that fit.

    >>> x = sp.Symbol("x", real=True)
    >>> _of_two_roots(sp.sqrt(2 * x + 1), -sp.sqrt(x + 3), x)
    (2,)
    """
    squares = sp.expand(one**2 - other**2)
    if not squares.is_polynomial(var):
        return None
    found = zeros(squares, var)
    if found is None or any(place.has(K) for place in found):
        return None
    signs = [sign_of(sp.sqrtdenest(one.subs(var, place) + other.subs(var, place))) for place in found]
    return None if None in signs else tuple(p for p, sign in zip(found, signs, strict=True) if sign == 0)


def _of_all(terms: Zeros, var: sp.Symbol) -> Zeros | None:
    """Where all of several terms are zero at once, as those of a sum of squares have to be.

    >>> x = sp.Symbol("x", real=True)
    >>> _of_all(((x**3 - 4*x)**2, sp.cos(x)**2), x), _of_all((x**2, sp.sin(x)**2), x)
    ((), (0,))
    """
    for term in terms:
        found = zeros(term, var)
        if found is not None and not any(place.has(K) for place in found):
            others = [[other.subs(var, place) for other in terms] for place in found]
            if all(value.is_zero is not None for values in others for value in values):
                return tuple(
                    place for place, values in zip(found, others, strict=True) if all(v.is_zero for v in values)
                )
    return None


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
        if not numerator.is_polynomial(var):
            ways = (way(numerator, var) for way in (_of_wave, _of_waves, _with_a_root))
            return next((found for found in ways if found is not None), None)
        polynomial = sp.Poly(numerator, var)
    if len(polynomial.gens) != 1 or polynomial.degree() > HIGHEST:
        return None
    generator = polynomial.gens[0]
    if polynomial.degree() == 1:
        slope, constant = polynomial.all_coeffs()
        return solutions(generator, -constant / slope, var) if slope.is_nonzero else None
    if not all(coefficient.is_Rational for coefficient in polynomial.all_coeffs()):
        (step,), lower = polynomial.deflate()  # a polynomial in a power of the generator
        return _of_each(generator**step, _quadratic(lower), var)
    roots = sp.real_roots(polynomial)
    if any(root.has(sp.CRootOf) for root in roots):
        return None  # there are zeros, and no formula for them
    return _of_each(generator, tuple(dict.fromkeys(roots)), var)


def _of_wave(expr: sp.Expr, var: sp.Symbol) -> Zeros | None:
    """The zeros of a + b cos u + c sin u, for numbers a, b and c: it is a + r cos(u - φ).

    >>> x = sp.Symbol("x", real=True)
    >>> _of_wave(sp.sin(x) - sp.cos(x), x)
    (pi*k + pi/4,)
    """
    inner = {node.args[0] for node in nodes(expr) if isinstance(node, (sp.sin, sp.cos))}
    if len(inner) != 1:
        return None
    u = inner.pop()
    b, c = expr.coeff(sp.cos(u)), expr.coeff(sp.sin(u))
    a = sp.expand(expr - b * sp.cos(u) - c * sp.sin(u))
    size = sp.sqrt(b**2 + c**2)
    if not (a.is_number and size.is_number and size.is_positive):
        return None
    height = -a / size
    if (1 - height**2).is_negative:
        return ()
    if not (1 - height**2).is_nonnegative:
        return None
    if height == 0:
        return _of_each(u, (sp.atan2(-b, c) + sp.pi * K,), var)
    places = (sp.atan2(c, b) + sign * sp.acos(height) + 2 * sp.pi * K for sign in (-1, 1))
    return _of_each(u, tuple(dict.fromkeys(places)), var)


IN_SINE_AND_COSINE: dict[Any, Callable[[Any, Any], Any]] = {
    sp.sin: lambda s, c: s,
    sp.cos: lambda s, c: c,
    sp.tan: lambda s, c: s / c,
    sp.cot: lambda s, c: c / s,
    sp.sec: lambda s, c: 1 / c,
    sp.csc: lambda s, c: 1 / s,
}


def _of_waves(expr: sp.Expr, var: sp.Symbol) -> Zeros | None:
    """The zeros of a polynomial in sin u, cos u, tan u and so on: one in the sine or the cosine alone, or in tan(u/2).

    >>> x = sp.Symbol("x", real=True)
    >>> _of_waves(4 * sp.cos(x) ** 2 + sp.sin(x) ** 2, x), _of_waves(sp.sec(x) + sp.tan(x), x)
    ((), (2*pi*k - pi/2,))
    """
    waves = [node for node in nodes(expr) if type(node) in IN_SINE_AND_COSINE]
    if len({wave.args[0] for wave in waves}) != 1:
        return None
    u = waves[0].args[0]
    s, c, t = sp.symbols("s c t", cls=sp.Dummy, real=True)
    plain = sp.numer(sp.together(expr.xreplace({wave: IN_SINE_AND_COSINE[type(wave)](s, c) for wave in waves})))
    if plain.free_symbols - {s, c} or not plain.is_polynomial(s, c):
        return None
    for one, other, wave in ((c, s, sp.sin(u)), (s, c, sp.cos(u))):
        alone = sp.rem(plain, one**2 + other**2 - 1, one)
        if not alone.has(one):
            return solutions(sp.expand(alone).subs(other, wave), sp.S.Zero, var)
    halves = sp.numer(sp.together(plain.subs({s: 2 * t / (1 + t**2), c: (1 - t**2) / (1 + t**2)}, simultaneous=True)))
    tangents = _of_polynomial(halves, t)
    if tangents is None:
        return None
    at_a_half_turn = (sp.pi,) if plain.subs({s: 0, c: -1}) == 0 else ()
    places = (*(2 * sp.atan(tangent) for tangent in tangents), *at_a_half_turn)
    return _of_each(u, tuple(place + 2 * sp.pi * K for place in places), var)


def _with_a_root(expr: sp.Expr, var: sp.Symbol) -> Zeros | None:
    """The zeros of a + b √c, for polynomials a, b and c: those of a² - b² c at which the signs are right.

    >>> x = sp.Symbol("x", real=True)
    >>> _with_a_root(x - sp.sqrt(x + 2), x)
    (2,)
    """
    roots = [node for node in nodes(expr) if node.is_Pow and (2 * node.exp).is_Integer and not node.exp.is_Integer]
    if len({root.base for root in roots}) != 1:
        return None
    c, own = roots[0].base, sp.Dummy()
    plain = sp.numer(sp.together(expr.xreplace({root: own ** (2 * root.exp) for root in roots})))
    if not (plain.is_polynomial(var, own) and c.is_polynomial(var)):
        return None
    reduced = sp.rem(sp.Poly(plain, own), sp.Poly(own**2 - c, own))
    a, b = reduced.coeff_monomial(1), reduced.coeff_monomial(own)
    found = zeros(sp.expand(a**2 - b**2 * c), var)
    if found is None or any(place.has(K) for place in found):
        return None
    signs: list[list[Any]] = [[sign_of(part.subs(var, place)) for part in (a, b, c)] for place in found]
    if any(None in each for each in signs):
        return None
    return tuple(place for place, (s, t, inside) in zip(found, signs, strict=True) if inside >= 0 and s == -t * inside)


def _quadratic(polynomial: sp.Poly) -> Zeros | None:
    """The real roots of a polynomial of degree 2; None for other degrees, and where they cannot be told."""
    if polynomial.degree() != 2:
        return None
    a, b, c = polynomial.all_coeffs()
    discriminant = sp.factor(b**2 - 4 * a * c)
    if discriminant.is_negative:
        return ()
    if not (discriminant.is_nonnegative and a.is_nonzero):
        return None
    root = sp.sqrt(discriminant)
    return tuple(dict.fromkeys(((-b - root) / (2 * a), (-b + root) / (2 * a))))


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
    fits = value.is_nonnegative if exponent.is_positive else value.is_positive  # 0 is a power of 0, twice at most
    root = _when(fits, lambda: value ** (1 / exponent))
    return (-root[0], *root) if root and exponent.is_Integer else root
