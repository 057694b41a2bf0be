"""The statement card of every kind of concept: a formula, and what there is to say about it, row by row."""

from __future__ import annotations

from typing import Any

import sympy as sp

from calcref.catalogue import Concept
from calcref.core.expr import nodes
from calcref.core.kinks import Kink
from calcref.core.records import Argument, Counterexample, FromDefinition, FromForm, Law
from calcref.layers import Layer
from calcref.losses import Loss
from calcref.metrics import Metric
from calcref.optimization.first_order import FirstOrder
from calcref.parse import as_typed
from calcref.probability import Named
from calcref.quadrature import Composite
from calcref.regularizers import Penalty
from calcref.render import latex
from calcref.site.blocks.believed import believe
from calcref.site.blocks.listing import stated_conditions

Rows = list[tuple[str, list[str]]]
_BETWEEN = r",\quad "  # what stands between equations, and before what a letter means


def card(of: Any) -> str:
    """The statement card of a concept: statement, conditions or slope, proof, where it fails, what it is for, source.

    Raises:
        ValueError: it is neither a concept nor the record of one.

    >>> from calcref.derivatives.power_rule import RULE
    >>> "Holds for" in card(RULE)
    True
    >>> from calcref.catalogue import catalogue
    >>> "Slope" in card(catalogue["huber-loss"])
    True
    """
    subject = of.subject if isinstance(of, Concept) else of
    said = formula(subject)
    rows = [*_rows(subject), ("Used in", [subject.ml_use]), ("Source", [str(subject.source or "")])]
    listed = "\n\n".join(
        "\n".join([term, *(f":   {entry}" for entry in entries)]) for term, entries in rows if any(entries)
    )
    return f'<div class="cr-card" markdown="1">\n\n$$ {said} $$\n\n{listed}\n\n</div>\n'


def formula(subject: Any) -> str:
    """What the rule or record says, in TeX.

    Raises:
        ValueError: it says nothing.
        CheckFailed: what it says is false.
    """
    believe(subject)
    if isinstance(subject, type) and issubclass(subject, FirstOrder):
        return _lines(subject.update_latex)
    if isinstance(subject, type) and issubclass(subject, Named):
        return f"p(x) = {subject.pdf_latex}"
    match subject:
        case Law():
            return f"{latex(subject.statement.left)} = {latex(subject.statement.right)}"
        case Loss() | Penalty() | Composite() | Metric() | Layer():
            return _lines(subject.statement_latex)
    raise ValueError(f"a card shows a concept of the catalogue; {subject!r} is not one")


def _rows(subject: Any) -> Rows:
    """What is particular to its kind."""
    if isinstance(subject, type) and issubclass(subject, Named):
        names = (("Distribution", subject.cdf_text), ("Mean", subject.mean_text), ("Variance", subject.variance_text))
        return [(name, [f"${as_typed(text).latex}$"]) for name, text in names]
    match subject:
        case Law():
            return [
                ("Holds for", stated_conditions(subject)),
                ("Proof", [_proof(subject)]),
                ("Fails without", [_failure(subject.counterexample)] if subject.counterexample else []),
            ]
        case Loss():
            kinks = subject.curve.kinks if subject.curve else ()
            return _slope(subject.expression, subject.variable, subject.derivative, kinks)
        case Penalty() if subject.derivative:
            return _slope(subject.expression, "w", subject.derivative, subject.kinks, subject.parameters)
        case Composite():
            order = f"the error shrinks like $h^{subject.order}$" if subject.order > 1 else "the error shrinks like $h$"
            return [("Order", [f"{subject.order}: {order}, if {subject.condition}"])]
        case Layer():
            return [("Backward", [f"${equation}$" for equation in subject.backward_latex.split(_BETWEEN)])]
    return []


def _lines(statement: str) -> str:
    """Several equations below one another."""
    equations = statement.split(_BETWEEN)
    below = r" \\ ".join(equations)
    return rf"\begin{{gathered}}{below}\end{{gathered}}" if len(equations) > 1 else statement


def _slope(
    expression: str,
    variable: str,
    derivative: str,
    kinks: tuple[Kink, ...],
    parameters: tuple[tuple[str, float], ...] = (),
) -> Rows:
    """The derivative of one term, and what stands in its place at a kink."""
    slope = rf"$\frac{{d}}{{d{variable}}}\left[{as_typed(expression).latex}\right] = {as_typed(derivative).latex}$"
    given = ", ".join(f"${as_typed(name).latex} = {value:g}$" for name, value in parameters)
    where = f" (for {given})" if given else ""
    at_kinks = [
        f"every number of $[{kink.lower:g}, {kink.upper:g}]$ at ${variable} = {kink.at:g}${where}" for kink in kinks
    ]
    return [("Slope", [slope]), ("Subgradients", at_kinks)]


def _proof(rule: Law) -> str:
    match rule.proof:
        case FromDefinition(expr, _):
            return f"by the limit of the difference quotient of ${latex(expr)}$"
        case FromForm(form, _):
            return f"by the other rules, from the form {written(form)}"
        case Argument(text, source):
            return text if source == rule.source else f"{text} ({source})"
    return ""


def written(form: sp.Expr) -> str:
    """A form that a proof begins with, and where it has a value if its logarithms do not have one everywhere.

    >>> from calcref.catalogue import catalogue
    >>> written(catalogue["power-rule"].subject.proof.form)
    '$e^{n \\\\ln(x)}$ for $x > 0$'
    """
    inner = [node.args[0] for node in nodes(form) if isinstance(node, sp.log)]
    wanted = " and ".join(f"${latex(expr)} > 0$" for expr in inner if not expr.is_positive)
    return f"${latex(form)}$" + (f" for {wanted}" if wanted else "")


def _failure(example: Counterexample) -> str:
    function, point = as_typed(example.expr).latex, as_typed(example.at).latex
    return f"{example.dropped}: ${function}$ at ${point}$, where {example.found}"
