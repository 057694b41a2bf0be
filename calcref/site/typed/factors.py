"""What a factor of a typed formula may be: a number, a letter, a call, a fraction, a root, an integral, a group."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import mpmath
import numpy as np

from calcref.site.typed import indices
from calcref.site.typed.tokens import COMPARED, ENDS, FONTS, FRACTIONS, LETTERS, MARKS, OPENING, TIMES, Unreadable
from calcref.site.typed.values import Misfit, Surroundings, Value, each, over, power, product, slope

if TYPE_CHECKING:
    from calcref.site.typed.reader import Reader


def softmax(scores: Any) -> Any:
    """Each row of an array, or the column that it is, as probabilities."""
    axis = 0 if scores.shape[1] == 1 else 1
    grown = each(mpmath.exp, scores)
    return grown / np.sum(grown, axis=axis, keepdims=True)


KNOWN: Mapping[str, Callable[[Any], Any]] = {
    **{rf"\{name}": getattr(mpmath, name) for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh", "exp")},
    **{rf"\arc{name}": getattr(mpmath, f"a{name}") for name in ("sin", "cos", "tan")},
    r"\ln": mpmath.log,
    r"\log": mpmath.log,
    r"\sigma": lambda u: 1 / (1 + mpmath.exp(-u)),
    r"\Phi": mpmath.ncdf,
    r"\Gamma": mpmath.gamma,
}
OPERATORS: Mapping[str, Callable[[Any], Any]] = {"erf": lambda u: each(mpmath.erf, u), "softmax": softmax}
EXTREMES: Mapping[str, Callable[..., Any]] = {r"\max": max, r"\min": min}


def factor(read: Reader) -> Value:
    """The factor that comes next."""
    token = read.peek()
    if token in OPENING:
        return read.group()
    read.take()
    if token[0].isdigit():
        return lambda here: mpmath.mpf(token)
    if token in COMMANDS:
        return COMMANDS[token](read)
    if token in FRACTIONS:
        return _fraction(read)
    if token in EXTREMES:
        return _extreme(read, EXTREMES[token])
    if token in KNOWN and (token != r"\sigma" or read.peek() == "("):  # else a standard deviation
        return _call(read, KNOWN[token])
    if token == "P" and read.peek() == "(" and "P" not in read.known.letters:
        return indices.probability(read)
    if token == "e":
        return lambda here: mpmath.e
    return letter(read, token)


def _fraction(read: Reader) -> Value:
    if read.tokens[read.at : read.at + 5] == ["{", "d", "}", "{", "d"]:
        var = read.tokens[read.at + 5].lstrip("\\")  # d/dx of the factor that follows
        read.at += 7
        return slope(read.power(), 1, var)
    return over(read.argument(), read.argument())


def _binomial(read: Reader) -> Value:
    above, below = read.argument(), read.argument()
    return lambda here: mpmath.binomial(above(here), below(here))


def _determinant(read: Reader) -> Value:
    inner = _bare(read)
    return lambda here: mpmath.det(mpmath.matrix(inner(here).tolist()))


def _root(read: Reader) -> Value:
    inner = read.argument()
    return lambda here: mpmath.sqrt(inner(here))


def _size(read: Reader) -> Value:
    inner = read.expression()
    read.take(r"\rvert")
    return lambda here: abs(inner(here))


def _integral(read: Reader) -> Value:
    """A definite integral, by quadrature; without bounds, over the range of its variable."""
    bounds = []
    for sign in "_^":
        if read.takes(sign):
            bounds.append(read.argument())
    read.integrals += 1
    inner = read.expression()
    read.integrals -= 1
    read.take("d")
    var = name(read, read.take())

    def value(here: Surroundings) -> Any:
        knots = list(here.knots.get(var, ()))
        if not (bounds or knots):
            raise Misfit(f"an integral over {var}, and nothing says from where to where")
        lower, upper = (bound(here) for bound in bounds) if bounds else (knots[0], knots[-1])
        between = [knot for knot in knots if min(lower, upper) < knot < max(lower, upper)]
        ends = [lower, *(between if lower < upper else reversed(between)), upper]
        return mpmath.quad(lambda at: inner(here.at({var: at})), ends)

    return value


def _extreme(read: Reader, choose: Callable[..., Any]) -> Value:
    """The largest or smallest: of what stands in brackets, or over an index."""
    if read.peek() == "_":
        return indices.extreme(read, choose)
    read.take("(")
    found = read.several()
    read.take(")")
    return lambda here: choose(it(here) for it in found)


def _operator(read: Reader) -> Value:
    called = _word(read)
    if called in OPERATORS:
        function = OPERATORS[called]
        inner = read.group() if read.peek() in ("(", "{") else _bare(read)
        return lambda here: function(inner(here))
    if called in read.known.functions:
        return _function(read, called, 0)
    raise Unreadable(called)


def _gradient(read: Reader) -> Value:
    """The gradient of a function that is known under that name."""
    called = f"nabla_{read.take()}"
    if called not in read.known.functions:
        raise Unreadable(r"\nabla")
    return _function(read, called, 0)


def _word(read: Reader) -> str:
    if not read.takes("{"):
        return read.take()
    parts = []
    while not read.takes("}"):
        parts.append(read.take())
    return "".join(parts)


def _call(read: Reader, function: Callable[[Any], Any]) -> Value:
    """A known function of a group or of what follows it, like \\ln x or \\sin^2 x."""
    exponent = read.argument() if read.takes("^") else None
    inner = read.group() if read.peek() in ("(", "{") else _bare(read)

    def value(here: Surroundings) -> Any:
        return each(function, inner(here))

    return power(value, exponent) if exponent else value


def _bare(read: Reader) -> Value:
    """What a function without brackets is of: the factors that follow, up to a sign, a dot or a function."""
    total = read.power()
    while (token := read.peek()) and token[-1].isalnum() and token not in _STOPS and not read.at_differential():
        total = product(total, read.power())
    return total


_STOPS = {*KNOWN, *TIMES, *ENDS, *COMPARED}


def letter(read: Reader, token: str) -> Value:
    """A variable, an element of one, or a function with what it is of."""
    called = name(read, token)
    if read.peek() == "_":
        return indices.element(read, called)
    if called in read.known.functions:
        primes = read.primes()
        if primes or read.peek() == "(" or called not in read.known.letters:
            return _function(read, called, primes)
    elif primes := read.primes():
        return _function(read, called, primes)
    return lambda here: here.value(called)


def name(read: Reader, token: str) -> str:
    """The name that a letter has with its mark, its prime, its superscript and its subscript."""
    mark = ""
    if token in MARKS:
        mark = token[1:] + "_"
        token = read.take()
        if token == "{":
            token = read.take()
            read.take("}")
    if token in FONTS:
        token = _word(read)
        called = "ones" if token == "1" else token
    elif token.startswith("\\"):
        if token[1:] not in LETTERS:
            raise Unreadable(token)
        called = token[1:]
    elif token.isalpha():
        called = token
    else:
        raise Unreadable(token)
    called = mark + called
    if read.peek() == "'" and f"{called}'" in read.known.letters:
        called += read.take()
    if read.peek() == "^" and f"{called}^{read.peek(1)}" in read.known.letters:
        called += read.take() + read.take()
    if read.peek() == "_" and not (called in read.known.indexed or _is_index(read, called)):
        read.take()
        called += "_" + _word(read)
    read.names.add(called)
    return called


def _is_index(read: Reader, called: str) -> bool:
    """Whether the subscript that follows an array's name says which of its entries is meant."""
    inner = read.tokens[read.at + 1 : read.at + 2]
    if inner == ["{"]:
        inner = read.tokens[read.at + 2 : read.tokens.index("}", read.at)]
    return called in read.known.letters and all(it in read.known.ranges for it in inner)


def _function(read: Reader, called: str, primes: int) -> Value:
    """f(...) at what stands in the brackets; a bare f at x."""
    arguments: list[Value] = [lambda here: here.letters["x"]]
    if read.takes("("):
        arguments = read.several()
        read.take(")")

    def value(here: Surroundings) -> Any:
        def inner(*at: Any) -> Any:
            if called in here.functions:
                here.used.add(called)
                return here.functions[called](*at)
            return here.at({"x": at[0]}).value(called)

        given = [it(here) for it in arguments]
        return mpmath.diff(inner, given[0], primes) if primes else inner(*given)

    return value


COMMANDS: Mapping[str, Callable[[Reader], Value]] = {
    r"\int": _integral,
    r"\sum": indices.summed,
    r"\arg": indices.place_of_extreme,
    r"\Pr": indices.probability,
    r"\lvert": _size,
    r"\sqrt": _root,
    r"\binom": _binomial,
    r"\det": _determinant,
    r"\operatorname": _operator,
    r"\nabla": _gradient,
    r"\pi": lambda read: lambda here: mpmath.pi,
}
