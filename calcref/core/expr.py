"""Building and walking expressions without evaluating, recursing, or asking for assumptions.

SymPy's own constructors and walks do all three, which is slow on deep arguments and overflows the stack from
some hundred nested functions on. Everything here visits each distinct node of an expression once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from operator import is_
from typing import Any

import sympy as sp
from sympy.core.basic import Basic

from calcref.core.functions import RealPower
from calcref.core.questions import Closing, Head, Question, written
from calcref.core.walk import Fold, commutes, post_order

NARROW = 8  # a sum or product of more members than this is not flattened, or building would turn quadratic


def raw(head: type[Basic], *args: Basic) -> Any:
    """`head(*args)` exactly as given."""
    if head is sp.And or head is sp.Or:
        node = Basic.__new__(head, *sp.ordered(args))
        node._argset = frozenset(args)  # these keep their parts in a set of their own, too
        hash(node)
        return node
    node = Basic.__new__(head, *args)
    if head in (sp.Mul, sp.Add, sp.Pow):
        node.is_commutative = all(map(commutes, args))
    hash(node)  # kept by the node: hashing from the leaves up is what keeps it from recursing
    return node


def apply(head: type[Basic], *args: sp.Expr) -> sp.Expr:
    """The function `head` of `args`, unevaluated."""
    return raw(head, *args)


def _members(head: type[Basic], args: tuple[sp.Expr, ...]) -> Iterator[sp.Expr]:
    for arg in args:
        if type(arg) is head and len(args) <= NARROW and len(arg.args) <= NARROW:
            yield from arg.args
        else:
            yield arg


def mul(*factors: sp.Expr) -> sp.Expr:
    """The product of `factors`: numbers folded to the front, one level flattened, 1 dropped, 0 absorbing.

    >>> x = sp.Symbol("x", real=True)
    >>> mul(sp.Integer(2), x, sp.Rational(1, 2))
    x
    """
    coefficient, rest = sp.S.One, []
    for factor in _members(sp.Mul, factors):
        if factor.is_Number:
            coefficient = coefficient * factor
        else:
            rest.append(factor)
    if coefficient is sp.S.Zero or not rest:
        return coefficient
    if coefficient is not sp.S.One:
        rest.insert(0, coefficient)
    return rest[0] if len(rest) == 1 else raw(sp.Mul, *rest)


def add(*terms: sp.Expr) -> sp.Expr:
    """The sum of `terms`: numbers folded to the end, one level flattened, 0 dropped."""
    constant, rest = sp.S.Zero, []
    for term in _members(sp.Add, terms):
        if term.is_Number:
            constant = constant + term
        else:
            rest.append(term)
    if not rest:
        return constant
    if constant is not sp.S.Zero:
        rest.append(constant)
    return rest[0] if len(rest) == 1 else raw(sp.Add, *rest)


def power(base: sp.Expr, exponent: sp.Expr) -> sp.Expr:
    """`base` to the `exponent`: exponents 0 and 1 and powers of numbers folded."""
    if exponent is sp.S.One:
        return base
    if exponent is sp.S.Zero:
        return sp.S.One
    if base.is_Number and exponent.is_Number:
        return base**exponent
    if base is sp.E:
        return raw(sp.exp, exponent)
    return raw(sp.Pow, base, exponent)


def divide(numerator: sp.Expr, denominator: sp.Expr) -> sp.Expr:
    """The quotient as the product that SymPy writes it as."""
    return mul(numerator, power(denominator, sp.S.NegativeOne))


def negative(expr: sp.Expr) -> sp.Expr:
    """Minus `expr`."""
    return mul(sp.S.NegativeOne, expr)


def rebuild(node: sp.Expr, args: tuple[sp.Expr, ...]) -> sp.Expr:
    """`node` with other arguments; a closing head closes as soon as nothing in it is open."""
    head = type(node)
    if head is sp.Mul:
        return mul(*args)
    if head is sp.Add:
        return add(*args)
    if head is sp.Pow:
        return power(*args)
    if issubclass(head, Closing) and not any(is_open(arg) for arg in args):
        return close(head, args)
    if head is RealPower and all(arg.is_Number for arg in args):
        return RealPower.in_sympy(*args)
    if issubclass(head, (Head, sp.Function)):
        return raw(head, *args)
    try:
        return head(*args)
    except ValueError:  # a maximum with what is no real number, as 1/sinh(0): who asks for its value finds out
        return raw(head, *args)


def close(head: type[Closing], args: tuple[sp.Expr, ...]) -> sp.Expr:
    """The plain expression that a closing head stands for: what is inside, read at its places, with their signs."""
    read = [(sign, substitute(args[0], {args[1]: args[k]})) for k, sign in head.reads]
    return read[0][1] if len(read) == 1 else add(*(part if sign > 0 else negative(part) for sign, part in read))


_NONE: frozenset[sp.Symbol] = frozenset()


def _union(node: Basic, found: list[frozenset[sp.Symbol]]) -> frozenset[sp.Symbol]:
    result = _NONE
    for symbols in found:
        if not symbols <= result:
            result = symbols if result <= symbols else result | symbols
    outside = node.outside if isinstance(node, Head) else None
    if outside is not None:
        result = (found[0] - {node.args[1]}).union(*(found[k] for k in outside))
    return result


symbols_of: Fold[frozenset[sp.Symbol]] = Fold(lambda leaf: frozenset((leaf,)) if leaf.is_Symbol else _NONE, _union)
is_open: Fold[bool] = Fold(lambda leaf: False, lambda node, found: isinstance(node, Question) or any(found))
tree_size: Fold[int] = Fold(lambda leaf: 1, lambda node, found: 1 + sum(found))


def varies(expr: Basic, var: sp.Symbol) -> bool:
    """Whether `var` occurs free in `expr`."""
    return var in symbols_of(expr)


def nodes(expr: Basic, closed: Callable[[Basic], bool] = lambda node: False) -> Iterator[Basic]:
    """Every distinct node of `expr`, arguments first; what is `closed` is neither entered nor given."""
    seen = set[int]()
    if closed(expr):
        return
    for node, _ in post_order(expr, lambda node: [arg for arg in node.args if not closed(arg)], seen):
        seen.add(id(node))
        yield node


def replace(expr: sp.Expr, answers: Mapping[Basic, sp.Expr], closed: Callable[[Basic], bool]) -> sp.Expr:
    """`expr` with each key of `answers` replaced, built by the constructors above; `closed` nodes stay as they are."""
    done: dict[int, sp.Expr] = {}

    def entered(node: Basic) -> tuple[Basic, ...]:
        return () if closed(node) or node in answers else node.args

    for node, args in post_order(expr, entered, done):
        if args:
            new = tuple(done[id(arg)] for arg in args)
            done[id(node)] = node if all(map(is_, new, args)) else rebuild(node, new)
        else:
            done[id(node)] = node if closed(node) else answers.get(node, node)
    return done[id(expr)]


def substitute(expr: sp.Expr, values: Mapping[sp.Symbol, sp.Expr]) -> sp.Expr:
    """`expr` with symbols replaced by expressions, all at once.

    >>> x = sp.Symbol("x", real=True)
    >>> substitute(sp.cos(x), {x: 3*x})
    cos(3*x)
    """
    wanted = frozenset(values)
    return replace(expr, values, lambda node: not (wanted & symbols_of(node)))


def fill(expr: sp.Expr, answers: Mapping[Basic, sp.Expr]) -> sp.Expr:
    """`expr` with the `answers` to its open questions put in."""
    return replace(expr, answers, lambda node: not is_open(node))


def open_questions(expr: Basic) -> tuple[Question, ...]:
    """The innermost open questions of `expr`, from left to right, each once."""
    found: dict[Question, None] = {}
    stack, seen = [expr], set[int]()
    while stack:
        node = stack.pop()
        if id(node) in seen or not is_open(node):
            continue
        seen.add(id(node))
        if isinstance(node, Question) and not any(is_open(arg) for arg in node.args):
            found[node] = None
        else:
            stack.extend(reversed(node.args))
    return tuple(found)


def fresh(expr: Basic, names: str = "uvwstpqr") -> sp.Symbol:
    """A real symbol that does not occur in `expr`: the first letter of `names` that is free."""
    taken = {symbol.name for symbol in symbols_of(expr)}
    free = next((name for name in names if name not in taken), None)
    if free is None:
        free = next(f"{names[0]}_{k}" for k in range(1, len(taken) + 2) if f"{names[0]}_{k}" not in taken)
    return sp.Symbol(free, real=True)


def brief(expr: Basic) -> str:
    """`expr` as text for a message: short, whatever its size."""
    size = tree_size(expr)
    if size > 100:
        return f"an expression of {size} nodes"
    shown = written(expr)
    return shown if len(shown) <= 120 else f"{shown[:117]}..."


class Interner:
    """Makes equal expressions one object, from the leaves up, so that comparing and hashing them is shallow."""

    def __init__(self) -> None:
        self._table: dict[Basic, Basic] = {}
        self._fold: Fold[Basic] = Fold(self._canonical, self._rebuilt)

    def __call__(self, expr: Any) -> Any:
        return self._fold(expr)

    def _canonical(self, node: Basic) -> Basic:
        return self._table.setdefault(node, node)

    def _rebuilt(self, node: Basic, args: list[Basic]) -> Basic:
        return self._canonical(node if all(map(is_, args, node.args)) else raw(type(node), *args))
