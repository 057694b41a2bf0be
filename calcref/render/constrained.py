"""Extrema under constraints as text, LaTeX, Markdown, HTML and JSON: the equations, then a candidate each line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from html import escape

import sympy as sp

from calcref.core.constrained import Candidate, ConstrainedExtrema
from calcref.render.derivation_html import to_html as derivation_html
from calcref.render.derivation_json import table_of
from calcref.render.derivation_markdown import FOLD, displayed
from calcref.render.derivation_markdown import to_markdown as derivation_markdown
from calcref.render.derivation_text import wrapped
from calcref.render.expression_latex import latex
from calcref.render.expression_text import text

SCHEMA = {"name": "calcref.constrained-extrema", "version": 1}
SILENT = "the multiplier rule is silent"
TESTED = {
    "minimum": "minimum: curved upward in every direction that is left",
    "maximum": "maximum: curved downward in every direction that is left",
    "saddle": "saddle: curved upward in one direction, downward in another",
    "undecided": "undecided: the second-order test says nothing",
}
NOTE = (
    "On a closed and bounded set the largest of these values is the maximum, and the smallest is the minimum; "
    "elsewhere there may be none."
)
SLOPES = "How the slopes are found"


def said(found: ConstrainedExtrema, one: Candidate) -> str:
    """What a candidate is, and why; where nothing decides, what a check has seen close by, if there was one."""
    told = TESTED[one.kind] if one.is_regular else f"undecided: {SILENT}"
    return f"{told}; {seen}" if (seen := _seen(found, one)) else told


def _seen(found: ConstrainedExtrema, one: Candidate) -> str:
    evidence = vars(found).get("_evidence")
    if evidence is None or one.kind != "undecided":
        return ""
    return str(evidence.parts[found.candidates.index(one)].how)


def to_text(found: ConstrainedExtrema) -> str:
    """`found` as plain text: the equations, the candidates, and the slope that each equation is made of.

    >>> from calcref import lagrange
    >>> print(to_text(lagrange("x + y", "x^2 + y^2 = 2", check=False)).split("\\n\\n")[0])
    extrema of x + y where x^2 + y^2 = 2
      1 = 2*lambda*x
      1 = 2*lambda*y
      x^2 + y^2 = 2
    """
    return "\n\n".join("\n".join(block) for block in (_asked(found), _listed(found), _slopes(found)))


def _asked(found: ConstrainedExtrema) -> Iterator[str]:
    held = ", ".join(f"{text(left)} = {text(right)}" for left, right in found.constraints)
    yield from wrapped(f"extrema of {text(found.function)} where {held}", "    ")
    for left, right in found.system:
        yield from wrapped(f"  {text(left)} = {text(right)}", "    ")


def _listed(found: ConstrainedExtrema) -> Iterator[str]:
    for number, one in enumerate(found.candidates, 1):
        where = ", ".join(f"{text(it)} = {text(value)}" for it, value in _letters(found, one))
        yield f"{number}. {where}: value {text(one.value)}"
        yield f"   {said(found, one)}" + (f" ({_matrix(one)})" if one.curvature else "")
    yield NOTE


def _slopes(found: ConstrainedExtrema) -> Iterator[str]:
    yield f"{SLOPES}:"
    for derivation in found.slopes:
        rules = ", ".join(dict.fromkeys(step.rule.name for step in derivation.steps))
        yield f"  {text(derivation.question)} = {text(derivation.answer)}  {rules}"


def _letters(found: ConstrainedExtrema, one: Candidate) -> Iterator[tuple[sp.Symbol, sp.Expr]]:
    """The variables and multipliers of a candidate with their values."""
    yield from ((it, one.point[it]) for it in found.variables)
    yield from zip(found.letters, one.multipliers, strict=False)


def _matrix(one: Candidate) -> str:
    rows = "; ".join(" ".join(text(it) for it in row) for row in one.curvature)
    return f"second-order test {rows if len(one.curvature) == 1 else f'[{rows}]'}"


def to_latex(found: ConstrainedExtrema) -> str:
    """The system of equations as one `aligned` block."""
    lines = (rf"{latex(left)} &= {latex(right)}" for left, right in found.system)
    return "\\begin{aligned}\n" + " \\\\\n".join(lines) + "\n\\end{aligned}"


def to_markdown(found: ConstrainedExtrema) -> str:
    """`found` as Markdown: the equations, a table of the candidates, and the derivation of each slope in a fold."""
    blocks = [displayed(to_latex(found)), "\n".join(_table(found)), NOTE]
    blocks.append(f"{FOLD}\n<summary>{SLOPES}</summary>")
    blocks.extend(derivation_markdown(it).strip() for it in found.slopes)
    return "\n\n".join([*blocks, "</details>"]) + "\n"


def _table(found: ConstrainedExtrema) -> Iterator[str]:
    yield f"| Candidate | Value | Second-order test | What it is |\n|{' --- |' * 4}"
    for one in found.candidates:
        yield f"| {' | '.join(_cells(found, one))} |"


def _cells(found: ConstrainedExtrema, one: Candidate) -> Iterator[str]:
    yield ", ".join(f"${latex(it)} = {latex(value)}$" for it, value in _letters(found, one))
    yield f"${latex(one.value)}$"
    yield f"${_matrix_latex(one)}$" if one.curvature else "—"
    told = one.kind if one.is_regular else f"{one.kind}: {SILENT}"
    yield f"{told}; {seen}" if (seen := _seen(found, one)) else told


def _matrix_latex(one: Candidate) -> str:
    rows = r" \\ ".join(" & ".join(map(latex, row)) for row in one.curvature)
    return rows if len(one.curvature) == 1 else rf"\begin{{pmatrix}} {rows} \end{{pmatrix}}"


def to_html(found: ConstrainedExtrema) -> str:
    r"""`found` as HTML with TeX: the equations, a table of the candidates, and all slopes, which fold."""
    head = "".join(f'<th scope="col">{it}</th>' for it in ("Candidate", "Value", "Second-order test", "What it is"))
    rows = "".join(f"<tr>{_html_cells(found, one)}</tr>" for one in found.candidates)
    slopes = "\n".join(derivation_html(it, style=not k) for k, it in enumerate(found.slopes))
    return (
        f'<div class="cr-extrema">\n<div>\\[{escape(to_latex(found))}\\]</div>\n'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>\n<p>{NOTE}</p>\n"
        f"<details><summary>{SLOPES}</summary>\n{slopes}</details>\n</div>\n"
    )


def _html_cells(found: ConstrainedExtrema, one: Candidate) -> str:
    parts = [it.split("$") for it in _cells(found, one)]
    made: Callable[[int, str], str] = lambda k, it: rf"\({escape(it)}\)" if k % 2 else escape(it)  # noqa: E731
    return "".join(f"<td>{''.join(made(k, it) for k, it in enumerate(part))}</td>" for part in parts)


def to_json(found: ConstrainedExtrema) -> str:
    """`found` as JSON text: every expression as text and as LaTeX, every slope as the table of its derivation.

    >>> from calcref import lagrange
    >>> json.loads(to_json(lagrange("x + y", "x^2 + y^2 = 2", check=False)))["candidates"][0]["kind"]
    'minimum'
    """
    evidence = vars(found).get("_evidence")
    table = {
        "schema": SCHEMA,
        "function": _both(found.function),
        "constraints": [[_both(side) for side in pair] for pair in found.constraints],
        "variables": [it.name for it in found.variables],
        "multipliers": [it.name for it in found.letters],
        "system": [[_both(side) for side in pair] for pair in found.system],
        "candidates": [
            {
                "point": {it.name: _both(one.point[it]) for it in found.variables},
                "multipliers": {it.name: _both(by) for it, by in zip(found.letters, one.multipliers, strict=False)},
                "value": _both(one.value),
                "kind": one.kind,
                "regular": one.is_regular,
                "curvature": [[_both(it) for it in row] for row in one.curvature],
            }
            for one in found.candidates
        ],
        "slopes": [table_of(it) for it in found.slopes],
        "evidence": None if evidence is None else {"verdict": evidence.verdict, "how": evidence.how},
    }
    return json.dumps(table, ensure_ascii=False)


def _both(expr: sp.Expr) -> dict[str, str]:
    return {"text": text(expr), "latex": latex(expr)}
