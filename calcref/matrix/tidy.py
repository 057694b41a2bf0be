"""The last step: an answer as a textbook prints it, with common factors in front and compositions by their names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import gcd

import sympy as sp

from calcref.core.array_heads import Each, Eye, Hadamard, Ones, Plus, Power, Times, Transpose, unsigned
from calcref.core.arrays import height_of, is_scalar, shape_of
from calcref.core.expr import raw, tree_size
from calcref.core.records import Derivation, Step
from calcref.core.simplify import SIMPLIFY
from calcref.core.walk import Fold
from calcref.matrix.basics import ones, without_number
from calcref.matrix.build import hadamard, plus, times, transpose
from calcref.matrix.diagonals import joined
from calcref.matrix.names import named
from calcref.matrix.rebuild import bottom_up

LARGEST = 400  # nodes of an answer that is tidied
PASSES = 4
MOST_TERMS = 8


def _length(node: sp.Basic, found: list[int]) -> int:
    if isinstance(node, (Ones, Eye)):
        return 1
    return sum(found) + (0 if isinstance(node, Times) else 1)


length: Fold[int] = Fold(lambda leaf: 1 if leaf.is_Number and abs(leaf) == 1 else 2, _length)


def tidied(derivation: Derivation) -> Derivation:
    """`derivation`, followed by the step that tidies its answer, where that makes it shorter."""
    answer = derivation.answer
    better = tidy(answer)
    if better == answer:
        return derivation
    return Derivation(Step(SIMPLIFY, answer, better), (derivation,), better)


def tidy(node: sp.Expr) -> sp.Expr:
    """`node`, or a shorter way to write it.

    >>> from calcref.core.arrays import Array
    >>> from calcref.matrix.build import transpose
    >>> A, x = Array("A", ("n", "n")), Array("x", ("n",))
    >>> tidy(plus(times(A, x), times(transpose(A), x)))
    (A + Aᵀ) x
    """
    if tree_size(node) > LARGEST:
        return node
    for _ in range(PASSES):
        better = bottom_up(node, _improved)
        if better == node:
            break
        node = better
    return node


def _improved(node: sp.Expr) -> sp.Expr:
    """The shortest of the forms of one node; its name, where it has one."""
    node = named(joined(node))
    forms = [node, *_forms(node)]
    return ordered(min(forms, key=length))


def ordered(node: sp.Expr) -> sp.Expr:
    """A sum with A before Aᵀ, and with what is long before what is short."""
    if not isinstance(node, Plus):
        return node
    terms = list(node.args)
    if len(terms) == 2 and isinstance(terms[0], Transpose) and terms[0].args[0] == terms[1]:
        return raw(Plus, *reversed(terms))
    if is_scalar(node) or any(unsigned(term)[0] for term in terms):
        return node
    first = max(terms, key=height_of)
    if height_of(first) > height_of(terms[0]) + 1:
        return raw(Plus, first, *(term for term in terms if term is not first))
    return node


def _forms(node: sp.Expr) -> Iterator[sp.Expr]:
    if isinstance(node, Plus):
        yield from _factored(node)
    if isinstance(node, Transpose) and isinstance(node.args[0], Plus):
        yield plus(*map(transpose, node.args[0].args))
    if isinstance(node, (Times, Hadamard)):
        for opened in _opened(node):
            yield opened
            if isinstance(opened, Plus):
                yield from _factored(opened)
    if isinstance(node, (Times, Hadamard, Plus)):
        yield from _expanded(node)


def _opened(node: sp.Expr) -> Iterator[sp.Expr]:
    """A product with one of the sums in it multiplied out."""
    join = hadamard if isinstance(node, Hadamard) else times
    for k, factor in enumerate(node.args):
        if isinstance(factor, Plus) and not (is_scalar(factor) and not is_scalar(node) and len(node.args) > 2):
            yield plus(*(join(*node.args[:k], term, *node.args[k + 1 :]) for term in factor.args))


def _expanded(node: sp.Expr) -> Iterator[sp.Expr]:
    """Everything multiplied out, entry by entry, where that leaves few terms."""
    terms = list(node.args) if isinstance(node, Plus) else [node]
    for _ in range(4):
        opened = [_open_entries(term) for term in terms]
        if opened == terms:
            return
        whole = plus(*opened)
        terms = list(whole.args) if isinstance(whole, Plus) else [whole]
        if len(terms) > MOST_TERMS:
            return
        yield whole


def _open_entries(term: sp.Expr) -> sp.Expr:
    """`term` with one of the sums in it multiplied out, where it is a product entry by entry."""
    number, body = without_number(term)
    return times(number, next(_opened(body), body)) if isinstance(body, Hadamard) else term


def _factored(node: Plus) -> Iterator[sp.Expr]:
    """Ways to write a sum as a product."""
    terms = list(node.args)
    yield from _with_common_scalars(terms)
    for side in (0, -1):
        found = _with_common_end(terms, side)
        if found is not None:
            yield found
            if isinstance(found, Plus):
                continue
    yield from _with_common_entries(terms)
    yield from _of_some(node)


def _of_some(node: Plus) -> Iterator[sp.Expr]:
    """Pairs of terms put together, the others left."""
    terms = list(node.args)
    if not 3 <= len(terms) <= 6:
        return
    for i in range(len(terms)):
        for j in range(i + 1, len(terms)):
            rest = [term for k, term in enumerate(terms) if k not in (i, j)]
            for made in _factored(plus(terms[i], terms[j])) if isinstance(plus(terms[i], terms[j]), Plus) else ():
                yield plus(made, *rest)


def _number_of(term: sp.Expr) -> sp.Rational:
    number, _ = without_number(term)
    return number if number.is_Rational else sp.S.One


def _with_common_scalars(terms: Sequence[sp.Expr]) -> Iterator[sp.Expr]:
    """A common number, and common scalar factors, in front."""
    numbers = [_number_of(term) for term in terms]
    common = sp.Rational(
        gcd(*(int(abs(it.p)) for it in numbers)), sp.ilcm(*(it.q for it in numbers)) if len(numbers) > 1 else 1
    )
    if all(it.is_negative for it in numbers):
        common = -common
    shared = [it for it in _scalars_of(terms[0]) if all(it in _scalars_of(term) for term in terms[1:])]
    if common == 1 and not shared:
        return
    inside = plus(*(_divided(term, common, shared) for term in terms))
    yield times(common, *shared, inside)


def _scalars_of(term: sp.Expr) -> list[sp.Expr]:
    if isinstance(term, Times):
        return [it for it in term.scalars if not it.is_Number]
    return []


def _divided(term: sp.Expr, number: sp.Rational, shared: Sequence[sp.Expr]) -> sp.Expr:
    own, body = without_number(term)
    left = list(body.args) if isinstance(body, Times) else [body]
    for scalar in shared:
        left.remove(scalar)
    return times(own / number, *left)


def _chain_of(term: sp.Expr) -> tuple[sp.Expr, ...]:
    return term.chain if isinstance(term, Times) else (term,)


def _with_common_end(terms: Sequence[sp.Expr], side: int) -> sp.Expr | None:
    """A factor at one end of all terms, outside of the sum."""
    if is_scalar(terms[0]):
        return None
    end = _chain_of(terms[0])[side]
    if isinstance(end, Eye) or any(_chain_of(term)[side] != end for term in terms[1:]):
        return None
    if any(len(_chain_of(term)) < 2 for term in terms):
        return None
    rest = [
        times(
            *(term.scalars if isinstance(term, Times) else ()),
            *(_chain_of(term)[1:] if side == 0 else _chain_of(term)[:-1]),
        )
        for term in terms
    ]
    inside = plus(*rest)
    better = (
        next((made for made in _with_common_scalars(list(inside.args))), inside) if isinstance(inside, Plus) else inside
    )
    inside = min(inside, better, key=length)
    return times(end, inside) if side == 0 else times(inside, end)


def _entries_of(term: sp.Expr) -> list[sp.Expr]:
    body = times(*term.chain) if isinstance(term, Times) and term.scalars and term.chain else term
    return list(body.args) if isinstance(body, Hadamard) else [body]


def _with_common_entries(terms: Sequence[sp.Expr]) -> Iterator[sp.Expr]:
    """A factor, entry by entry, of all terms."""
    if is_scalar(terms[0]):
        return
    for factor in _entries_of(terms[0]):
        if isinstance(factor, (Each, Power)) or factor.is_Symbol or not factor.is_Atom:
            places = [_entries_of(term) for term in terms]
            if all(factor in place for place in places):
                rest = [
                    times(*(term.scalars if isinstance(term, Times) else ()), _left_of(place, factor, term))
                    for term, place in zip(terms, places, strict=True)
                ]
                yield hadamard(factor, plus(*rest))


def _left_of(place: Sequence[sp.Expr], factor: sp.Expr, term: sp.Expr) -> sp.Expr:
    """The product entry by entry of what is left beside `factor`."""
    left = list(place)
    left.remove(factor)
    return hadamard(ones(*shape_of(term)), *left)
