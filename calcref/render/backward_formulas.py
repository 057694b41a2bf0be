"""The formulas of a backward pass for all variables: what occurs again, or is large, has a name."""

from __future__ import annotations

from collections.abc import Sequence

from sympy.core.basic import Basic

from calcref.core.array_records import ArrayDerivation
from calcref.core.arrays import Array
from calcref.core.expr import Interner
from calcref.render.derivation_html import formula_line, sheet
from calcref.render.derivation_latex import printers
from calcref.render.derivation_text import wrapped
from calcref.render.expression_latex import latex
from calcref.render.expression_text import TextPrinter
from calcref.render.parts import Part, parts_of


def _parted(derivations: Sequence[ArrayDerivation]) -> tuple[list[Part], list[tuple[Array, Basic]]]:
    same = Interner()
    found = [(it.question.args[1], same(it.answer)) for it in derivations]
    return parts_of([answer for _, answer in found]), found


def formulas_text(derivations: Sequence[ArrayDerivation]) -> str:
    """The formulas as plain text, a line each.

    >>> from calcref import matrix_vjp
    >>> print(formulas_text([matrix_vjp("X W", name, "X: n d, W: d k") for name in ("X", "W")]))
    X_bar = Ybar Wᵀ
    W_bar = Xᵀ Ybar
    """
    parts, found = _parted(derivations)
    write = TextPrinter({id(part.expr): part.text for part in parts})
    lines = [f"{part.text} = {write(part.expr, define=True)}" for part in parts]
    lines += [f"{array.name}_bar = {write(answer)}" for array, answer in found]
    return "\n".join(row for line in lines for row in wrapped(line, "    "))


def formulas_html(derivations: Sequence[ArrayDerivation], style: bool = True) -> str:
    """The formulas as one element of HTML, a line each; lines break where the page is narrow. Their style comes too."""
    parts, found = _parted(derivations)
    write, _ = printers(parts)
    lines = [f"{part.latex} = {write(part.expr, define=True)}" for part in parts]
    lines += [rf"\bar{{{latex(array)}}} = {write(answer)}" for array, answer in found]
    rows = [f'<li class="cr-line cr-plain">{formula_line(line)}</li>' for line in lines]
    before = [sheet()] if style else []
    return "\n".join([*before, '<div class="cr-derivation">', '<ol class="cr-lines">', *rows, "</ol>", "</div>", ""])
