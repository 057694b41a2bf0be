"""Mistakes that people make with matrices, and what a line says once each is repaired."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from calcref.core.arrays import is_scalar
from calcref.core.errors import CalcrefError
from calcref.judging.mistakes.record import Mistake
from calcref.matrix.reading.text_functions import FUNCTIONS
from calcref.matrix.reading.tokens import Token, tokens_of
from calcref.verbs.matrix_claims import Reader, without_latex

MOST = 12  # names of a side that are changed


def _mistake(id: str, name: str, said: str, left: str, right: str) -> Mistake:
    return Mistake(id, name, said, lambda *_: iter(()), left, right)


TRANSPOSE = _mistake(
    "transpose-forgotten",
    "transpose",
    "with one transpose more, or one less, the line is right",
    "grad_x ||A x - y||^2",
    "2 A (A x - y)",
)
ORDER = _mistake(
    "factors-swapped",
    "order of a product",
    "matrices do not change places in a product; with two factors exchanged the line is right",
    "grad_X tr(A X B)",
    "B' A'",
)
SIGN = _mistake(
    "wrong-sign-of-all", "sign", "with the other sign the line is right", "grad_X tr(inv(X))", "(inv(X) inv(X))'"
)
FACTOR = _mistake("wrong-constant", "constant factor", "but for a factor of 2 the line is right", "grad_x x' x", "x")
LAYOUT = _mistake(
    "other-layout",
    "layout",
    "this is the other layout: a gradient has the shape of its variable, and a Jacobian has a row for each output",
    "grad_x a' x",
    "a'",
)
MATRIX_MISTAKES = (
    FACTOR,  # the whole side, before parts of it
    SIGN,
    TRANSPOSE,
    ORDER,
    LAYOUT,
)


def changed(text: str, reader: Reader) -> Iterator[tuple[Mistake, str]]:
    """What the side `text` says once a mistake is repaired, for each place where it may have been made."""
    plain = without_latex(text)
    for factor in ("2", "(1/2)"):
        yield FACTOR, f"{factor} ({plain})"
    yield SIGN, f"-({plain})"
    yield TRANSPOSE, f"({plain})'"
    names = frozenset(reader.arrays) | frozenset(reader.defined)
    dims = frozenset(str(dim) for array in reader.arrays.values() for dim in array.dims)
    try:
        tokens = tokens_of(plain, names | dims, frozenset(FUNCTIONS))
    except CalcrefError:
        return
    places = [k for k, token in enumerate(tokens) if token.text in names and _is_array(token, reader)][:MOST]
    for k in places:
        yield TRANSPOSE, _joined(_toggled(tokens, k))
    for k, later in combinations(places[:4], 2):
        yield TRANSPOSE, _joined(_toggled(_toggled(tokens, later), k))
    for one, other in combinations(dict.fromkeys(tokens[k].text for k in places), 2):
        yield ORDER, _joined([_exchanged(token, one, other) for token in tokens])
    for before, behind in pairwise(places):
        if all(token.kind == "'" for token in tokens[before + 1 : behind]):
            yield ORDER, _joined(_swapped(tokens, before, behind))


def _is_array(token: Token, reader: Reader) -> bool:
    held = reader.arrays.get(token.text)
    return token.text in reader.defined or (held is not None and not is_scalar(held))


def _toggled(tokens: list[Token], k: int) -> list[Token]:
    """The tokens with a transpose behind the one at `k`, or without the one that stands there."""
    if tokens[k + 1].kind == "'":
        return [*tokens[: k + 1], *tokens[k + 2 :]]
    return [*tokens[: k + 1], Token("'", "'", tokens[k].start), *tokens[k + 1 :]]


def _swapped(tokens: list[Token], before: int, behind: int) -> list[Token]:
    end = behind + 1 + (tokens[behind + 1].kind == "'")
    return [*tokens[:before], *tokens[behind:end], *tokens[before:behind], *tokens[end:]]


def _exchanged(token: Token, one: str, other: str) -> Token:
    return token._replace(text={one: other, other: one}.get(token.text, token.text))


def _joined(tokens: list[Token]) -> str:
    return " ".join(token.text for token in tokens if token.kind != "end")
