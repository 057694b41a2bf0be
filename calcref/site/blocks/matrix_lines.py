"""The table of matrix derivatives, a line each with what checked it, and the steps of every line on pages beside it."""

from __future__ import annotations

import re
from functools import cache
from html import escape

import calcref
from calcref.core.array_records import ArrayDerivation
from calcref.core.errors import CheckFailed
from calcref.core.evidence import Evidence, numbers_of
from calcref.core.shown import SITE
from calcref.matrix import other_layout
from calcref.matrix.table import TABLE, Line
from calcref.render import latex
from calcref.render.notes import in_cell
from calcref.site.blocks.pieces import evidence

GROUPS = dict(TABLE)
_LINES = tuple(line for lines in GROUPS.values() for line in lines)
ASKED = {"matrix_gradient": "", "matrix_vjp": "backward", "matrix_jacobian": "jacobian", "matrix_hessian": "hessian"}


def matrix_lines(group: str) -> str:
    """The lines of a group as a table: function and derivative, the text that was derived, and what checked it.

    Raises:
        KeyError: the table has no such group.
        CheckFailed: a line is not what numbers say.

    >>> "`tr(A X B)`" in matrix_lines("linear")
    True
    """
    rows = "\n".join(_row(group, line) for line in GROUPS[group])
    head = "| function and derivative | steps |\n|---|---|"
    return f'<div class="cr-lookup" data-kind="{group}" markdown="1">\n\n{head}\n{rows}\n\n</div>\n'


def matrix_steps(group: str) -> str:
    """The derivations of a group, each under a heading and with its check.

    Raises:
        KeyError: the table has no such group.
        CheckFailed: a step is not what numbers say.

    >>> "Product" in matrix_steps("linear")
    True
    """
    return "\n\n".join(map(_steps, GROUPS[group]))


def in_other_layout(derivation: ArrayDerivation) -> str:
    """The answer in the other layout behind a switch: the derivation with one more step.

    Raises:
        CheckFailed: the step is not what numbers say.

    >>> from calcref import matrix_gradient
    >>> "Change the layout" in in_other_layout(matrix_gradient("x' x", "x", "x: n"))
    True
    """
    other = other_layout(derivation)
    if other.check().verdict == "refuted":
        raise CheckFailed(f"{other.check()}", other.check())
    last = rf"${latex(other.question)}$ is ${latex(other.answer)}$"
    rule = f"[{other.step.rule.name}]({SITE}{other.step.rule.page})"
    return (
        '<details class="cr-layout" markdown="1">\n<summary>In the other layout</summary>\n\n'
        f"{last}, by one more step: {rule}.\n\n</details>\n"
    )


def page_of(group: str) -> str:
    """The address of the page with the steps of a group, below that of the site.

    >>> page_of("inverses and determinants")
    'matrix/steps/inverses-and-determinants/'
    """
    return f"matrix/steps/{_slug(group)}/"


def name_of(line: Line) -> str:
    """The anchor of a line: what is asked of which function, in which variable; a number where that is not all.

    >>> name_of(Line("||A x - b||^2", "x", "A: m n, x: n, b: m"))
    'a-x-b-2-in-x'
    """
    alike = [it for it in _LINES if _named(it) == _named(line)]
    return _named(line) + (f"-{alike.index(line) + 1}" if line in alike[1:] else "")


def _named(line: Line) -> str:
    return _slug(f"{ASKED[line.verb]} {line.function} in {line.wrt}")


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


@cache
def _derived(line: Line) -> tuple[ArrayDerivation, Evidence]:
    derivation: ArrayDerivation = getattr(calcref, line.verb)(line.function, line.wrt, line.shapes)
    found = derivation.check()
    if found.verdict not in ("proved", "agrees"):
        raise CheckFailed(f"{line.function} in {line.wrt}: {found}", found)
    return derivation, found


def _row(group: str, line: Line) -> str:
    derivation, found = _derived(line)
    equation = in_cell(rf"${latex(derivation.question)} = {latex(derivation.answer)}$")
    typed = line.function.replace("|", "\\|")
    known = f"`{typed}` where {line.shapes}"
    name = name_of(line)
    link = f'<a class="cr-steps" id="{name}" href="{SITE}{page_of(group)}#{name}">{len(derivation.nodes)} steps</a>'
    check = f'<span class="cr-checked">✓ {found.verdict}, {numbers_of(found).split(", ")[0]}</span>'
    return f"| {equation}<br><small>{known}</small> | {link}<br>{check} |"


def _steps(line: Line) -> str:
    derivation, found = _derived(line)
    title = f'<h2 id="{name_of(line)}"><code>{escape(line.function)}</code> in {line.wrt}</h2>'
    return f"{title}\n\nWhere {line.shapes}.\n\n{derivation.to_html(brief=True)}\n\n{evidence(found)}"
