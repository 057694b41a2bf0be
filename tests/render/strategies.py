"""Raw expressions of every shape, those among them that SymPy would never build, and their values."""

import math
import operator
from functools import reduce

import sympy as sp
from hypothesis import strategies as st

from calcref.core.expr import raw
from calcref.core.functions import LogBase, RealPower, gelu, relu, sigmoid, silu, softplus

x, y = sp.symbols("x y", real=True)
HEADS = (sp.exp, sp.log, sp.sin, sp.cos, sp.tan, sp.tanh, sp.Abs, sp.erf, sigmoid, softplus, relu, gelu, silu)
ODD = (sp.Rational(1, 3), sp.Rational(-2, 5), sp.Rational(5, 3))

leaves = st.one_of(
    st.sampled_from([x, y, sp.pi, sp.E]),
    st.integers(-3, 7).map(sp.Integer),
    st.fractions(-3, 3, max_denominator=5).map(lambda value: sp.Rational(value.numerator, value.denominator)),
)


def _grown(inner):
    several = st.lists(inner, min_size=2, max_size=4)
    return st.one_of(
        several.map(lambda args: raw(sp.Add, *args)),
        several.map(lambda args: raw(sp.Mul, *args)),
        inner.map(lambda arg: raw(sp.Mul, sp.S.NegativeOne, arg)),
        inner.map(lambda arg: raw(sp.Pow, arg, sp.S.NegativeOne)),
        inner.map(lambda arg: raw(sp.Pow, arg, sp.S.Half)),
        inner.map(lambda arg: raw(sp.Pow, arg, -sp.S.Half)),
        st.tuples(inner, st.integers(-3, 4)).map(lambda pair: raw(sp.Pow, pair[0], sp.Integer(pair[1]))),
        st.tuples(inner, inner).map(lambda pair: raw(sp.Pow, *pair)),
        st.tuples(inner, st.sampled_from(ODD)).map(lambda pair: raw(RealPower, *pair)),
        st.tuples(st.sampled_from(HEADS), inner).map(lambda pair: raw(pair[0], pair[1])),
        st.tuples(st.sampled_from([sp.Max, sp.Min]), inner, inner).map(lambda three: raw(*three)),
        st.tuples(inner, st.sampled_from([sp.Integer(2), y, raw(sp.Add, x, sp.S.One)])).map(
            lambda pair: raw(LogBase, *pair)
        ),
    )


expressions = st.recursive(leaves, _grown, max_leaves=8)

FUNCTIONS = {
    sp.exp: math.exp,
    sp.log: math.log,
    sp.sin: math.sin,
    sp.cos: math.cos,
    sp.tan: math.tan,
    sp.tanh: math.tanh,
    sp.Abs: abs,
    sp.erf: math.erf,
    sigmoid: lambda u: 1 / (1 + math.exp(-u)),
    softplus: lambda u: math.log(1 + math.exp(u)),
    relu: lambda u: max(u, 0.0),
    gelu: lambda u: u * (1 + math.erf(u / math.sqrt(2))) / 2,
    silu: lambda u: u / (1 + math.exp(-u)),
    sp.Max: max,
    sp.Min: min,
    LogBase: math.log,
}


def value(expr, point):
    """The value of `expr` at `point`; ValueError, ZeroDivisionError or OverflowError where it has none."""
    if expr.is_Symbol:
        return point[expr]
    if not expr.args:
        return float(expr)
    args = [value(arg, point) for arg in expr.args]
    if isinstance(expr, sp.Add):
        found = sum(args)
    elif isinstance(expr, sp.Mul):
        found = reduce(operator.mul, args)
    elif isinstance(expr, RealPower):
        found = math.copysign(1, args[0]) ** expr.args[1].p * abs(args[0]) ** args[1]
    elif isinstance(expr, sp.Pow):
        found = _power(*args, expr.args[1])
    else:
        found = FUNCTIONS[type(expr)](*args)
    if isinstance(found, complex) or not math.isfinite(found):
        raise ValueError("no real value")
    return found


def _power(base, exponent, symbolic):
    if abs(base) < 1e-9 and exponent <= 0:
        raise ValueError("0 to the power 0, or a division by 0")
    if base < 0 and symbolic.is_Rational and symbolic.q % 2 and symbolic.q > 1:
        raise ValueError("a SymPy power of a negative base, where the text means the real root")
    return base**exponent
