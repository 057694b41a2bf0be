"""Letters that an index numbers, as x_i in a sum over i: each stands for many numbers, and these may differ."""

from __future__ import annotations

import re
from collections.abc import Iterator

import sympy as sp

from calcref.core.expr import add, divide, mul, nodes, raw, replace, symbols_of
from calcref.core.indexed import Indexed

MOST = 2  # letters of a subscript that are each an index, as in a_{ij}
ACCENT = re.compile("hat|bar|tilde|check|star")
FIRST = ("_0", "_{0}")  # a number of its own, such as the w_0 before the sum of w_i x_i

Numbered = dict[sp.Symbol, sp.Symbol]  # each letter, and the one that stands for all of its name


def numbered(*sides: sp.Expr) -> Numbered:
    """The letters that stand in a sum or a product with its index below them.

    >>> from calcref.core.indexed import IndexedSum
    >>> i, x, n = sp.Symbol("i", integer=True), sp.Symbol("x_i", real=True), sp.Symbol("n")
    >>> numbered(IndexedSum(x**2, i, 1, n))
    {x_i: x_i}
    """
    found = {letter for side in sides for node in _counted(side) for letter in _below(node)}
    first: dict[str, sp.Symbol] = {}
    for letter in sorted(found, key=lambda it: it.name):
        first.setdefault(_shared(letter), letter)
    return {letter: first[_shared(letter)] for letter in found}


def astray(known: Numbered, *sides: sp.Expr) -> str:
    """What to say where one of the numbers, or their mean, stands outside of what counts them; "" where none does."""
    bases = {_base(letter): letter.name for letter in known}
    free = {letter for side in sides for letter in symbols_of(_closed(side))}
    for letter in sorted(free, key=lambda it: it.name):
        if _base(letter) in bases and letter.name != _base(letter) and not letter.name.endswith(FIRST):
            return (
                f"{letter.name} stands beside all the {bases[_base(letter)]}, and nothing says how it is tied to them"
            )
    return ""


def together(expr: sp.Expr, known: Numbered, apart: bool) -> sp.Expr:
    """`expr` with all numbers of a name the same, or each with a size of its own.

    Args:
        expr: a side.
        known: what `numbered` found.
        apart: whether the numbers differ.
    """
    built = {node: _spread(node, known, apart) for node in _counted(expr)}
    return replace(expr, built, lambda node: False) if built else expr


def _spread(node: Indexed, known: Numbered, apart: bool) -> sp.Expr:
    put = {letter: mul(known[letter], _size(letter, node.var)) if apart else known[letter] for letter in _below(node)}
    return raw(type(node), together(_put(node, put), known, apart), *node.args[1:])


def _put(node: Indexed, put: dict[sp.Symbol, sp.Expr]) -> sp.Expr:
    """The terms of a sum with letters replaced, but for those that another sum with the same index numbers."""
    return replace(node.expr, put, lambda inner: isinstance(inner, Indexed) and inner.var.name == node.var.name)


def _size(letter: sp.Symbol, index: sp.Symbol) -> sp.Expr:
    """Some number from 1/2 to 3/2 for each value of the index."""
    shift = sp.Integer(sum(map(ord, _base(letter))) + _subscript(letter).find(index.name))
    return add(sp.S.One, divide(raw(sp.sin, add(mul(index, index), shift)), sp.Integer(2)))


def _counted(expr: sp.Expr) -> Iterator[Indexed]:
    """The sums and products in `expr`."""
    return (node for node in nodes(expr) if isinstance(node, Indexed))


def _closed(expr: sp.Expr) -> sp.Expr:
    """`expr` without the letters that its sums and products number."""
    put = {node: raw(type(node), _without(node), *node.args[1:]) for node in _counted(expr)}
    return replace(expr, put, lambda node: False) if put else expr


def _without(node: Indexed) -> sp.Expr:
    return _closed(_put(node, dict.fromkeys(_below(node), sp.S.One)))


def _below(node: Indexed) -> set[sp.Symbol]:
    return {letter for letter in symbols_of(node.expr) if node.var.name in _subscript(letter)}


def _subscript(letter: sp.Symbol) -> str:
    return _parts(letter)[1]


def _base(letter: sp.Symbol) -> str:
    return _parts(letter)[0]


def _parts(letter: sp.Symbol) -> tuple[str, str]:
    """The name, and the index below it: x and i of x_i; a hat makes another name, and a mean has the name alone."""
    base, _, below = str(letter.name).partition("_")
    below = below.strip("{}").replace(",", "").replace(" ", "")
    accent = ACCENT.match(below)
    if accent and accent[0] != below:
        base, below = base + accent[0], below.removeprefix(accent[0])
    return base, below if len(below) <= MOST else ""


def _shared(letter: sp.Symbol) -> str:
    """By what letters are known to be the same numbers: x_i and x_j, each in a sum of its own, are."""
    return _base(letter) if len(_subscript(letter)) == 1 else letter.name
