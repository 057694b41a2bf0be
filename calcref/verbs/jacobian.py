"""The public verb `jacobian`: the partial derivatives of several functions, a row for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sympy as sp

from calcref.core.errors import CalcrefError
from calcref.core.expr import add, mul, raw, substitute
from calcref.core.records import Derivation, Step
from calcref.core.several import Jacobian, Rows, Vector
from calcref.core.simplify import SIMPLIFY, shortest
from calcref.multivariable.chain_rule import COMPOSITION
from calcref.multivariable.jacobian import LAW
from calcref.verbs.guard import guarded
from calcref.verbs.reading import shown
from calcref.verbs.several import Asked, Place, Variables, asked_of, partial_of


def jacobian(
    exprs: Sequence[sp.Expr | str],
    variables: Variables = None,
    at: Place = None,
    inner: Mapping[str, sp.Expr | str] | None = None,
) -> Derivation:
    """The Jacobian of several functions, with every step: a row for each function, a column for each variable.

    Args:
        exprs: SymPy expressions, or texts such as ["r cos(t)", "r sin(t)"].
        variables: their names, as in "r, t"; every letter, by name, where none is given.
        at: a place, as in `gradient`; the answer is then the Jacobian there.
        inner: formulas that stand for the letters of `exprs`, as in {"u": "x y", "v": "x + y"}. The answer is then the
            Jacobian of the composition, by the chain rule; `variables` are those of these formulas.

    Raises:
        CalcrefError: the functions, the variables or the place are not clear.
        NoRuleApplies: no rule differentiates a part of them.
        OutsideDomain: a partial derivative does not exist at the place.

    >>> jacobian(["r cos(t)", "r sin(t)"], "r, t").answer
    Rows(Vector(cos(t), -r*sin(t)), Vector(sin(t), r*cos(t)))
    >>> jacobian(["u v"], inner={"u": "x + y", "v": "x - y"}).answer
    Rows(Vector(2*x, -2*y))
    """
    if isinstance(exprs, (str, sp.Expr)) or not isinstance(exprs, Sequence) or not exprs:
        raise CalcrefError(
            f"a Jacobian is that of several functions, as in ['x y', 'x + y']; found {exprs!r}; one function alone has "
            "a gradient"
        )
    if inner is not None:
        return _composed(exprs, variables, at, inner)
    asked = asked_of(exprs, variables, at)
    with guarded(f"the Jacobian of {shown(raw(Vector, *asked.functions))}"):
        return jacobian_of(asked)


def jacobian_of(asked: Asked) -> Derivation:
    """The derivation of the Jacobian that is asked for."""
    rows = [[partial_of(function, var, asked) for var in asked.variables] for function in asked.functions]
    answer: Any = raw(Rows, *(raw(Vector, *(part.answer for part in row)) for row in rows))
    step = Step(LAW, raw(Jacobian, raw(Vector, *asked.functions), *asked.behind), answer)
    return Derivation(step, tuple(part for row in rows for part in row), answer)


def _composed(exprs: Any, variables: Variables, at: Place, inner: Any) -> Derivation:
    """The Jacobian of a composition, as the product of those of its parts."""
    if at is not None:
        raise CalcrefError("with inner formulas no place is taken: put them in by hand, or read the answer there")
    if not isinstance(inner, Mapping) or not inner:
        raise CalcrefError(f"inner is a formula for each letter, as in {{'u': 'x y'}}; found {inner!r}")
    outer = asked_of(exprs, list(inner), None)
    inside = asked_of(list(inner.values()), variables, None)
    shared = [str(var) for var in outer.variables if var in inside.variables]
    if shared:
        raise CalcrefError(
            f"the letter {shared[0]} stands for an inner formula, and occurs in one; use other letters outside"
        )
    standing = dict(zip(outer.variables, inside.functions, strict=True))
    with guarded(f"the Jacobian of {shown(raw(Vector, *outer.functions))}"):
        parts = (jacobian_of(outer), jacobian_of(inside))
        left, right = parts[0].answer.args, parts[1].answer.args
        rows = [
            [add(*(mul(substitute(it, standing), right[k].args[j]) for k, it in enumerate(row.args))) for j in columns]
            for row in left
            for columns in [range(len(inside.variables))]
        ]
        composed = raw(Vector, *(substitute(function, standing) for function in outer.functions))
        product = _rows(rows)
        step = Step(COMPOSITION, raw(Jacobian, composed, sp.Tuple(*inside.variables)), product)
        found = Derivation(step, parts, product)
        shorter = _rows([[shortest(entry) for entry in row] for row in rows])
    return found if shorter == product else Derivation(Step(SIMPLIFY, product, shorter), (found,), shorter)


def _rows(entries: list[list[sp.Expr]]) -> Any:
    return raw(Rows, *(raw(Vector, *row) for row in entries))
