"""Formulas as text, put together from parts: what families write their questions and mistakes with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from random import Random

Number = int | Fraction
_ATOM = re.compile(r"[a-z]|[a-z]+\(.*\)")


def number(value: Number) -> str:
    """A number as text.

    >>> number(3), number(Fraction(-1, 2))
    ('3', '-1/2')
    """
    return str(Fraction(value))


def times(factor: Number, *rest: str) -> str:
    """A number times formulas, written as a reader would; of the last, 1/u, the product becomes a numerator.

    >>> times(1, "x"), times(-3, "x + 1", "e^x"), times(2, "-cos(x)"), times(1, "x + 1"), times(0, "x")
    ('x', '-3*(x + 1)*e^x', '-2*cos(x)', 'x + 1', '0')
    >>> times(2, "x", "1/(x + 1)"), times(Fraction(1, 2), "x"), times(Fraction(-1, 2))
    ('2*x/(x + 1)', '(1/2)*x', '-1/2')
    """
    exact, left = Fraction(factor), []
    for it in rest:
        negative = it.startswith("-") and " " not in _outside(it)
        exact, bare = (-exact, it[1:]) if negative else (exact, it)
        if bare.isdigit():
            exact *= int(bare)
        else:
            left.append(bare)
    if not left or not exact:
        return number(exact)
    if exact == 1 and len(left) == 1:
        return left[0]
    below = left.pop()[2:] if left[-1].startswith("1/") else ""
    size = abs(exact)
    product = [f"({it})" if " " in _outside(it) else it for it in left]
    if size != 1 or not product:
        product.insert(0, f"({size})" if size.denominator > 1 else str(size))
    return ("-" if exact < 0 else "") + "*".join(product) + (f"/{below}" if below else "")


def over(above: str, below: str) -> str:
    """A quotient.

    >>> over("x", "x + 1"), over("x - 1", "x^2"), over("x", "2*x")
    ('x/(x + 1)', '(x - 1)/x^2', 'x/(2*x)')
    """
    numerator = f"({above})" if " " in _outside(above) else above
    bare = _ATOM.fullmatch(below) or re.fullmatch(r"x\^\d+", below)
    return f"{numerator}/{below if bare else f'({below})'}"


def _outside(text: str) -> str:
    """What of a formula stands outside of all parentheses and bars."""
    depth, kept = 0, []
    for char in re.sub(r"\|[^|]*\|", "||", text):
        depth += (char == "(") - (char == ")")
        kept.append(char if depth == 0 else "")
    return "".join(kept)


def plus(*terms: str) -> str:
    """A sum of terms, without those that are 0.

    >>> plus("x^2", "-3*x", "0", "1")
    'x^2 - 3*x + 1'
    """
    left = [it for it in terms if it != "0"] or ["0"]
    return left[0] + "".join(f" - {it[1:]}" if it.startswith("-") else f" + {it}" for it in left[1:])


def minus(first: str, second: str) -> str:
    """A difference.

    >>> minus("x", "x^2"), minus("x", "x + 1"), minus("x", "-2*x")
    ('x - x^2', 'x - (x + 1)', 'x + 2*x')
    """
    return plus(first, times(-1, second))


def power(base: str, exponent: Number) -> str:
    """A power of a letter, a function or a sum.

    >>> power("x", 1), power("x + 1", 3), power("x", -2), power("x", Fraction(1, 2))
    ('x', '(x + 1)^3', 'x^(-2)', 'x^(1/2)')
    """
    if exponent == 0:
        return "1"
    if exponent == 1:
        return base
    below = base if _ATOM.fullmatch(base) and _outside(base).isalpha() else f"({base})"
    exact = Fraction(exponent)
    return f"{below}^{exact}" if exact.denominator == 1 and exact > 0 else f"{below}^({exact})"


def line(slope: Number, height: Number, letter: str = "x") -> str:
    """slope x + height.

    >>> line(2, -3), line(1, 0), line(-1, 4)
    ('2*x - 3', 'x', '-x + 4')
    """
    return plus(times(slope, letter), number(height))


@dataclass(frozen=True, slots=True)
class Piece:
    """A function and its slope, both of what stands for `@`."""

    function: str
    slope: str

    def of(self, inner: str) -> str:
        """The function of `inner`."""
        return _put(self.function, inner)

    def slope_at(self, inner: str) -> str:
        """Its slope, read at `inner`."""
        return _put(self.slope, inner)


def _put(text: str, inner: str) -> str:
    if len(inner) == 1:
        text = text.replace("^(@)", "^@").replace("/(@)", "/@")
    return text.replace("@", inner)


SINE = Piece("sin(@)", "cos(@)")
COSINE = Piece("cos(@)", "-sin(@)")
EXPONENTIAL = Piece("e^(@)", "e^(@)")
LOGARITHM = Piece("ln(@)", "1/(@)")
SIMPLE = (SINE, COSINE, EXPONENTIAL, LOGARITHM)


def nonzero(random: Random, highest: int) -> int:
    """A whole number other than 0, between `-highest` and `highest`."""
    return random.choice([value for value in range(-highest, highest + 1) if value])
