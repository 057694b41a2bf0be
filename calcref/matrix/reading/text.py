"""Text as it is written on paper, such as `||A x - y||^2`, `x' A x`, `log det(X)` or `sum(exp(-y .* (A w)))`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any

import sympy as sp

from calcref.core.array_functions import Det
from calcref.core.arrays import ONE, Array, is_scalar, said_shape, shape_of
from calcref.core.errors import ParseError, ShapeMismatch
from calcref.core.expr import brief
from calcref.matrix import basics, build, functions
from calcref.matrix.basics import MINUS, TWO
from calcref.matrix.build import each, negative, power, squared_norm, times, transpose
from calcref.matrix.functions import inverse, spectral_norm
from calcref.matrix.reading.broadcast import Seen, added
from calcref.matrix.reading.text_functions import FUNCTIONS
from calcref.matrix.reading.tokens import Token, tokens_of

DEEPEST = 100  # parentheses inside one another


def node_from_text(text: str, arrays: Mapping[str, Array]) -> sp.Expr:
    """What `text` says, as an expression of `arrays`.

    Raises:
        ParseError: it is not one formula, or holds a name without a shape.
        ShapeMismatch: shapes do not fit; the message says where.

    >>> A, x = Array("A", ("n", "n")), Array("x", ("n",))
    >>> node_from_text("x' A x", {"A": A, "x": x})
    xᵀ A x
    """
    return _Reader(text, arrays).formula()


class _Reader:
    """Reads tokens from left to right; each method reads what its name says."""

    def __init__(self, text: str, arrays: Mapping[str, Array]) -> None:
        self.text, self.arrays = text, arrays
        self.dims = {str(dim): dim for array in arrays.values() for dim in array.dims if dim.is_Symbol}
        self.tokens = tokens_of(text, frozenset(arrays) | frozenset(self.dims), frozenset(FUNCTIONS))
        self.place = 0
        self.depth = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.place]

    def take(self, *kinds: str) -> Token | None:
        if self.token.kind in kinds:
            self.place += 1
            return self.tokens[self.place - 1]
        return None

    def refuse(self, message: str, at: Token | None = None) -> ParseError:
        return ParseError(message, self.text, (at or self.token).start)

    def fitting(self, at: Token, make: Callable[..., sp.Expr], *args: Any) -> sp.Expr:
        """What `make` makes of `args`; where shapes do not fit, the place is said."""
        try:
            return make(*args)
        except ShapeMismatch as error:
            raise ShapeMismatch(str(ParseError(str(error), self.text, at.start))) from None

    def formula(self) -> sp.Expr:
        found = self.sum()
        if self.token.kind != "end":
            raise self.refuse(f"expected an operation or the end; found {self.token.text!r}")
        return found

    def sum(self) -> sp.Expr:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.refuse(f"more than {DEEPEST} parentheses inside one another")
        found = self.product()
        while (sign := self.take("+", "-")) is not None:
            term = self.product()
            found = self.fitting(sign, _sum, found, negative(term) if sign.kind == "-" else term)
        self.depth -= 1
        return found

    def product(self) -> sp.Expr:
        if self.take("-"):
            return negative(self.product())
        self.take("+")
        found = self.power()
        while True:
            sign = self.take("*", "/", ".*", "./", "kron")
            if sign is None and self.token.kind not in ("name", "number", "(", "norm", "bar", "function", "["):
                return found
            if sign is None and (self.token.kind in self.closers()):
                return found
            at = sign or self.token
            factor = self.signed()
            found = self.fitting(at, _OPERATIONS[sign.kind if sign else "*"], found, factor)

    def closers(self) -> tuple[str, ...]:
        return self.open[-1:] if self.open else ()

    open: tuple[str, ...] = ()

    def signed(self) -> sp.Expr:
        return negative(self.signed()) if self.take("-") else self.power()

    def power(self) -> sp.Expr:
        found = self.atom()
        while True:
            at = self.token
            if self.take("'"):
                found = transpose(found)
            elif self.take("inverse"):
                found = self.fitting(at, inverse, found)
            elif self.take("both"):
                found = self.fitting(at, lambda node: transpose(inverse(node)), found)
            elif self.take("square"):
                found = self.fitting(at, _raised, found, TWO)
            elif self.take("^"):
                found = self.exponent(found, at)
            elif self.take(".^"):
                found = power(found, self.scalar_exponent())
            else:
                return found

    def exponent(self, base: sp.Expr, at: Token) -> sp.Expr:
        for mark, kind in (("T", "transposed"), ("-T", "both"), ("-1", "inverse")):
            if self.marked(mark):
                if kind == "transposed":
                    return transpose(base)
                return self.fitting(at, (lambda node: transpose(inverse(node))) if kind == "both" else inverse, base)
        return self.fitting(at, _raised, base, self.scalar_exponent())

    def marked(self, mark: str) -> bool:
        """Whether `mark` follows, in braces, in parentheses or plain; it is taken then."""
        for opening, closing in (("{", "}"), ("(", ")"), ("", "")):
            wanted = [*([opening] if opening else []), *mark, *([closing] if closing else [])]
            found = [token.text for token in self.tokens[self.place : self.place + len(wanted)]]
            if found == wanted and not (mark == "T" and "T" in self.arrays):
                self.place += len(wanted)
                return True
        return False

    def scalar_exponent(self) -> sp.Expr:
        at = self.token
        if self.take("{"):
            found = self.sum()
            self.close("}", at)
        else:
            found = self.signed_atom()
        if not is_scalar(found):
            raise self.refuse(f"an exponent is a number; this one is {said_shape(found)}", at)
        return found

    def signed_atom(self) -> sp.Expr:
        return negative(self.signed_atom()) if self.take("-") else self.atom()

    def close(self, kind: str, opened: Token) -> None:
        if not self.take(kind):
            what = "the end" if self.token.kind == "end" else repr(self.token.text)
            raise self.refuse(f"expected {kind!r} for the {opened.text!r} at {opened.start}; found {what}")

    def inside(self, closing: str, opened: Token) -> sp.Expr:
        """The formula up to `closing`; a bar that could close does."""
        self.open = (*self.open, closing)
        found = self.sum()
        self.open = self.open[:-1]
        self.close(closing, opened)
        return found

    def atom(self) -> sp.Expr:
        at = self.token
        if self.take("number"):
            return basics.number(sp.Rational(at.text))
        if self.take("("):
            return self.inside(")", at)
        if self.take("["):
            return self.inside("]", at)
        if self.take("norm"):
            return self.norm(self.inside("norm", at))
        if self.take("bar"):
            return self.bars(self.inside("bar", at))
        if self.take("function"):
            return self.called(at)
        if self.take("name"):
            return self.named(at)
        what = "nothing more" if at.kind == "end" else repr(at.text)
        raise self.refuse(f"expected a name, a number or a parenthesis; found {what}", at)

    def norm(self, node: sp.Expr) -> sp.Expr:
        """A norm with its index: ‖·‖, ‖·‖_1, ‖·‖_2, ‖·‖_F."""
        at = self.token
        if self.take("_"):
            index = self.token
            self.place += 1
            if index.text == "1" and ONE in shape_of(node):
                return build.total(each("abs", node))
            if index.text not in ("2", "F"):
                raise self.refuse(f"the norm with index {index.text!r} is not known; 1, 2 and F are", at)
            if index.text == "2" and ONE not in shape_of(node):
                return spectral_norm(node)
        return power(squared_norm(node), sp.S.Half)

    def bars(self, node: sp.Expr) -> sp.Expr:
        rows, columns = shape_of(node)
        if rows == columns and rows != ONE:
            return functions.det(node)
        return each("abs", node)

    def called(self, at: Token) -> sp.Expr:
        function = FUNCTIONS[at.text]
        opened = self.token
        if self.take("("):
            args = [self.argument()]
            while self.take(","):
                args.append(self.argument())
            self.close(")", opened)
        else:
            args = [self.power()]
            if self.token.kind in ("name", "number", "(", "norm", "function"):
                raise self.refuse(f"it is not clear where {at.text} ends: write {at.text}(…)", at)
        if at.text in ("log", "ln") and isinstance(args[0], Det):
            return functions.log_abs_det(args[0].args[0])
        if len(args) != function.takes:
            raise self.refuse(f"{at.text} takes {function.takes} arguments; found {len(args)}", at)
        return self.fitting(at, function.of, *args)

    def argument(self) -> sp.Expr:
        self.open = (*self.open, ")")
        found = self.sum()
        self.open = self.open[:-1]
        return found

    def named(self, at: Token) -> sp.Expr:
        known = self.arrays.get(at.text)
        if known is not None:
            return known
        if at.text == "e":
            return sp.E
        if at.text in ("pi", "π"):
            return sp.pi
        dim = self.dims.get(at.text)
        if dim is not None:
            return dim
        near = get_close_matches(at.text, [*self.arrays, *FUNCTIONS], n=1, cutoff=0.7)
        if self.token.kind == "(" and len(at.text) > 1:
            advice = f"; did you mean {near[0]}?" if near else ""
            raise self.refuse(f"the function {at.text} is not known{advice}", at)
        hint = f"; did you mean {near[0]}?" if near else f"; say it, as in \"{at.text}: n\" ('{at.text}:' for a scalar)"
        raise self.refuse(f"the name {at.text} has no shape{hint}", at)


def _sum(left: sp.Expr, right: sp.Expr) -> sp.Expr:
    """A sum; a number is added to every entry."""
    if is_scalar(left) != is_scalar(right):
        number, other = (left, right) if is_scalar(left) else (right, left)
        if not number.is_Number and not _is_plain(number):
            raise ShapeMismatch(
                f"{brief(number)} is a scalar and {brief(other)} is {said_shape(other)}: a sum needs one shape"
            )
        return added(Seen(left, 2), Seen(right, 2)).node
    return build.plus(left, right)


def _is_plain(node: sp.Expr) -> bool:
    return isinstance(node, Array) or node.is_number or all(_is_plain(arg) for arg in node.args[:3])


def _product(left: sp.Expr, right: sp.Expr) -> sp.Expr:
    return times(left, right)


def _over(left: sp.Expr, right: sp.Expr) -> sp.Expr:
    if not is_scalar(right):
        raise ShapeMismatch(
            f"{brief(right)} is {said_shape(right)} and cannot be divided by: inv(…) is an inverse, ./ for each entry"
        )
    return times(left, power(right, MINUS))


def _raised(base: sp.Expr, exponent: sp.Expr) -> sp.Expr:
    if base == sp.E:
        return each("exp", exponent)
    if is_scalar(base):
        return power(base, exponent)
    rows, columns = shape_of(base)
    if rows != columns or not exponent.is_Integer or abs(exponent) > 8:
        raise ShapeMismatch(
            f"{brief(base)} is {said_shape(base)}: ^ multiplies a square matrix with itself, up to 8 times; "
            ".^ is for each entry"
        )
    factor = base if exponent > 0 else inverse(base)
    return times(*[factor] * abs(int(exponent))) if exponent else basics.eye(rows)


_OPERATIONS: Mapping[str, Callable[[sp.Expr, sp.Expr], sp.Expr]] = {
    "*": _product,
    "/": _over,
    ".*": build.hadamard,
    "./": lambda left, right: build.hadamard(left, power(right, MINUS)),
    "kron": functions.kron,
}
