"""What all rules share: ⟨G, dE⟩ becomes a sum of pairings with what E is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import sympy as sp
from sympy.core.basic import Basic

from calcref.core.about import Source
from calcref.core.array_heads import Ones
from calcref.core.array_questions import Paired, Pairing
from calcref.core.arrays import ONE, Array, is_scalar, shape_of
from calcref.core.expr import raw, varies
from calcref.core.proofs import Argument
from calcref.core.questions import Question
from calcref.core.records import Ask, Condition, Rewriting, Rule, Statement
from calcref.matrix.basics import is_zero, zeros
from calcref.matrix.build import plus

Pairs = Iterable[tuple[sp.Expr, sp.Expr]]
Pull = Callable[[sp.Expr, sp.Expr, sp.Symbol], Pairs]
Letters = Callable[[sp.Expr], Mapping[str, sp.Expr]]

SOME = Array("X")  # stands for the variable in statements, where everything varies


def by_arguments(node: sp.Expr) -> Mapping[str, sp.Expr]:
    """The arguments of `node`, called A, B, C."""
    return dict(zip("ABC", node.args, strict=False))


def moved(question: Pairing, pulled: Pairs) -> sp.Expr:
    """`question` with what it was about replaced by what that is made of; what stands beside the same is added up."""
    node, var = question.expr, question.var
    held: dict[Basic, sp.Expr] = {}
    for beside, moving in (*question.pairs, *pulled):
        if moving is node or not varies(moving, var) or is_zero(beside):
            continue
        held[moving] = plus(held[moving], beside) if moving in held else beside
    if not any(moving != var for moving in held):
        return raw(Paired, var, held.get(var, zeros(shape_of(var))), var)
    return raw(Pairing, var, *(part for moving, beside in held.items() for part in (beside, moving)))


def matters(node: sp.Expr, var: sp.Symbol) -> bool:
    """Whether `node` has a differential: in a statement everything has."""
    return varies(node, var) if var != SOME else not isinstance(node, Ones)


def beside(question: Pairing) -> sp.Expr:
    """What stands beside the differential that is taken apart next."""
    node = question.expr
    return next(held for held, moving in question.pairs if moving is node)


def moving_rule(
    *,
    id: str,
    name: str,
    heads: tuple[type[Basic], ...],
    pull: Pull,
    example: sp.Expr,
    proof: str,
    source: Source,
    page: str,
    ml_use: str = "",
    letters: Letters = by_arguments,
    fits: Callable[[sp.Expr, sp.Symbol], bool] = lambda node, var: True,
    conditions: tuple[Condition, ...] = (),
    hypotheses: tuple[str, ...] = ("shapes that fit",),
    stated: Pairs | None = None,
) -> Rule:
    """The rule that moves a pairing through one operation.

    Args:
        pull: from an expression E, G and the variable to pairs with ⟨G, dE⟩ = Σ ⟨Gᵢ, dEᵢ⟩.
        example: E in the letters of the statement; the statement is what `pull` makes of it.
        letters: from E to what the letters stand for.
        fits: whether the rule is about this E and this variable.
        stated: the pairs of the statement, where `pull` would write them otherwise.
        page: where its card stands; the anchor is its id.
        id, name, heads, proof, source, ml_use, conditions, hypotheses: as in `Rule`.
    """

    def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
        assert isinstance(question, Pairing)
        node = question.expr
        if fits(node, question.var):
            held = beside(question)
            yield Rewriting(moved(question, pull(node, held, question.var)), {**letters(node), "G": held})

    return Rule(
        id=id,
        name=name,
        statement=_statement(example, pull(example, _letter(example), SOME) if stated is None else stated),
        rewrite=rewrite,
        heads=heads,
        asks=(Pairing,),
        shrinks=True,
        conditions=conditions,
        hypotheses=hypotheses,
        page=page + id,
        proof=Argument(proof, source),
        source=source,
        ml_use=ml_use,
    )


def _letter(example: sp.Expr) -> sp.Expr:
    """The letter that stands beside the differential of `example`."""
    rows, columns = shape_of(example)
    if is_scalar(example):
        return Array("g")
    return Array("G", (rows,) if columns == ONE else (rows, columns))


def _statement(example: sp.Expr, pulled: Pairs) -> Statement:
    right = raw(Pairing, SOME, *(part for pair in pulled for part in pair))
    return Statement(raw(Pairing, SOME, _letter(example), example), right)


def never(text: str, sure: Callable[[sp.Expr], bool], letter: str = "A") -> Condition:
    """A condition on what `letter` stands for; it is not shown where that is `sure` to satisfy it."""
    return Condition(text, lambda where, point: True if letter in where and sure(where[letter]) else None)


__all__ = ["SOME", "beside", "by_arguments", "matters", "moved", "moving_rule", "never"]
