"""Critical points for a reader: the derivations that they rest on, and a row for each."""

from __future__ import annotations

import json
from html import escape

import sympy as sp
from sympy.core.basic import Basic

from calcref.core.critical_points import CriticalPoint, CriticalPoints
from calcref.core.several import Rows, Vector
from calcref.render.derivation_html import to_html as derivation_html
from calcref.render.derivation_json import to_json as derivation_json
from calcref.render.derivation_markdown import to_markdown as derivation_markdown
from calcref.render.derivation_text import to_text as derivation_text
from calcref.render.expression_latex import latex
from calcref.render.expression_text import text
from calcref.render.mathml import mathml

HEADS = ("place", "value", "eigenvalues", "the second-order test says")


def to_text(found: CriticalPoints) -> str:
    """The derivations and the table, for a terminal."""
    rows = [HEADS, *((*map(text, _cells(point)), point.said) for point in found.points)]
    widths = [max(len(row[k]) for row in rows) for k in range(len(HEADS))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    told = [derivation_text(found.gradient), derivation_text(found.hessian), _summary(found), "\n".join(lines)]
    return "\n\n".join(told if found.points else told[:-1])


def to_latex(found: CriticalPoints) -> str:
    """The table for math mode."""
    rows = (" & ".join((*map(_flat, _cells(point)), rf"\text{{{point.said}}}")) for point in found.points)
    heads = " & ".join(rf"\text{{{head}}}" for head in HEADS)
    return "\\begin{array}{llll}\n" + " \\\\\n".join((heads, *rows)) + "\n\\end{array}"


def to_markdown(found: CriticalPoints) -> str:
    """The derivations and the table, as Markdown."""
    rows = (f"| {' | '.join((*(f'${_flat(it)}$' for it in _cells(point)), point.said))} |" for point in found.points)
    table = "\n".join([f"| {' | '.join(HEADS)} |", f"|{' --- |' * len(HEADS)}", *rows])
    told = [derivation_markdown(found.gradient), derivation_markdown(found.hessian), _summary(found), table]
    return "\n\n".join(told if found.points else told[:-1]) + "\n"


def to_html(found: CriticalPoints, typeset: bool = False) -> str:
    """The same as HTML with TeX; with MathML if `typeset`."""
    derivations = derivation_html(found.gradient, typeset=typeset) + derivation_html(found.hessian, typeset=typeset)
    heads = "".join(f"<th>{head}</th>" for head in HEADS)
    rows = "".join(f"<tr>{_html_cells(point, typeset)}</tr>" for point in found.points)
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>" if found.points else ""
    return f"{derivations}<p>{escape(_summary(found))}</p>{table}"


def to_json(found: CriticalPoints) -> str:
    """The points as text and LaTeX, and both derivations in their own schema."""
    points = [
        {
            "at": {str(var): _both(it) for var, it in zip(found.variables, point.at, strict=True)},
            "value": _both(point.value),
            "hessian": [[_both(it) for it in row] for row in point.hessian],
            "eigenvalues": [_both(it) for it in point.eigenvalues],
            "kind": point.kind,
        }
        for point in found.points
    ]
    derivations = {name: json.loads(derivation_json(getattr(found, name))) for name in ("gradient", "hessian")}
    named = {"function": _both(found.function), "variables": [str(var) for var in found.variables]}
    schema = {"name": "calcref.critical_points", "version": 1}
    return json.dumps({"schema": schema, **named, "points": points, **derivations}, ensure_ascii=False)


def _both(expr: Basic) -> dict[str, str]:
    return {"text": text(expr), "latex": latex(expr)}


def _cells(point: CriticalPoint) -> tuple[sp.Expr, ...]:
    return Vector(*point.at), point.value, Vector(*(_short(it) for it in point.eigenvalues))


def _short(number: sp.Expr) -> sp.Expr:
    """A number of the size that fits a cell."""
    return sp.N(number, 5) if number.is_Float or len(text(number)) > 12 else number


def _flat(expr: sp.Expr) -> str:
    """`expr` as TeX on one line."""
    if isinstance(expr, (Vector, Rows)):
        return f"({', '.join(map(latex, expr.args))})"
    return latex(expr)


def _html_cells(point: CriticalPoint, typeset: bool) -> str:
    cells = [mathml(_flat(it)) if typeset else rf"\({escape(_flat(it))}\)" for it in _cells(point)]
    return "".join(f"<td>{cell}</td>" for cell in (*cells, escape(point.said)))


def _summary(found: CriticalPoints) -> str:
    count = len(found.points)
    where = "at no place" if not count else "at one place" if count == 1 else f"at {count} places"
    return f"The gradient is 0 {where}{':' if count else '.'}"
