"""A derivation as one `aligned` chain of equalities, narrow enough for a phone where it can be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap

import sympy as sp
from sympy.core.basic import Basic

from calcref.core.expr import raw
from calcref.core.records import Derivation, Law
from calcref.render.constants import IN_LATEX, constants
from calcref.render.expression_latex import LatexPrinter
from calcref.render.expression_text import TextPrinter
from calcref.render.linear import linear
from calcref.render.parts import Part, expressions_of, parts_of
from calcref.render.reading import is_large, listed
from calcref.render.shape import terms

WIDTH = 44  # characters of the expression as text; longer lines are broken at plus and minus signs
SHORT = 12  # a question no longer than this shares its line with the first equality
NAMES = 18  # characters of rule names on one line
NEAR = 30  # a chain with lines of more characters leaves little room beside it
NARROW = 13  # characters of rule names on one line there
SUBROW = r" \\ "


def to_latex(derivation: Derivation) -> str:
    r"""`derivation` as an `aligned` block for math mode, the rule beside each line and what has changed underlined.

    One that is too large for this is a list of steps over named parts.

    >>> from calcref.core.engine import derive
    >>> from calcref.core.letters import x
    >>> from calcref.core.questions import Diff
    >>> from calcref.derivatives import RULES
    >>> print(to_latex(derive(Diff(x**2, x), RULES)))
    \begin{aligned}
    \frac{d}{dx}\left[x^{2}\right] &= 2 x && {\small\text{Power rule}}
    \end{aligned}
    """
    rows = _flat(derivation) if is_large(derivation) else _chain(derivation)
    return aligned(rows)


def aligned(rows: Iterable[str]) -> str:
    """`rows` of an alignment as a block for math mode."""
    return "\\begin{aligned}\n" + " \\\\[0.4em]\n".join(rows) + "\n\\end{aligned}"


def display(left: Basic, right: Basic) -> str:
    """The equation `left` = `right` for display, in several rows where it is wide."""
    write, measure = LatexPrinter(), TextPrinter()
    width = len(measure(right))
    if len(measure(left)) + width <= WIDTH:
        return f"{write(left)} = {write(right)}"
    return aligned([f"& {write(left)}", *equation("", right, "", write, measure)])


def _chain(derivation: Derivation) -> Iterator[str]:
    write, measure = LatexPrinter(), TextPrinter()
    lines = linear(derivation)
    room = NARROW if any(len(measure(line.expr)) > NEAR for line in lines) else NAMES
    left = ""
    for line in lines:
        if not line.starts:
            yield from equation(left, line.expr, _beside(line.rules, room), write, measure)
            left = ""
        elif len(measure(line.expr)) <= SHORT:
            left = write(line.expr)
        else:
            yield f"& {write(line.expr)}"
    for constant, where in constants(derivation, write, IN_LATEX):
        yield rf"&\quad {{}} + {constant}" + (rf" && {{\small {where}}}" if where else "")


def equation(
    left: str, right: Basic, note: str, write: LatexPrinter, measure: TextPrinter, define: bool = False
) -> Iterator[str]:
    """The rows of "`left` equals `right`", with `note` beside the last; an empty `left` continues the chain.

    With `define`, `right` is written out even where it has a name of its own.
    """
    pieces = list(broken(right, write, measure)) if define or not write.whole(right) else [write(right)]
    for k, piece in enumerate(pieces):
        start = rf"&\quad {{}} {piece}" if k else f"{left} &= {piece}".lstrip()
        yield f"{start} && {note}" if note and k == len(pieces) - 1 else start


def broken(expr: Basic, write: LatexPrinter, measure: TextPrinter) -> Iterator[str]:
    """The rows that `expr` is written in: one, or several where it is a long sum."""
    if not isinstance(expr, sp.Add) or len(measure(expr, define=True)) <= WIDTH:
        yield write(expr, define=True)
        return
    rows: list[list[sp.Expr]] = [[]]
    width = 0
    for term in terms(expr, write.whole):
        length = len(measure(term)) + 3
        if rows[-1] and width + length > WIDTH:
            rows.append([])
            width = 0
        rows[-1].append(term)
        width += length
    for k, row in enumerate(rows):
        written = write(row[0] if len(row) == 1 else raw(sp.Add, *row))
        yield written if k == 0 or written.startswith("-") else f"+ {written}"


def _beside(rules: tuple[Law, ...], room: int) -> str:
    """The names of `rules` for the right margin, on several small lines where they are longer than `room`."""
    names = ", ".join(rule.name for rule in rules)
    rows = [rf"\text{{{_escaped(row)}}}" for row in wrap(names, room, break_long_words=False)]
    if len(rows) < 2 and room > NARROW:
        return "".join(rf"{{\small{row}}}" for row in rows)
    return rf"\substack{{{SUBROW.join(rows)}}}" if rows else ""


def _escaped(name: str) -> str:
    return "".join(f"\\{character}" if character in "&%$#_{}" else character for character in name)


def _flat(derivation: Derivation) -> Iterator[str]:
    parts = parts_of(expressions_of(derivation))
    write, measure = printers(parts)
    yield from equation(write(derivation.question), derivation.answer, "", write, measure)
    for part in parts:
        yield from equation(part.latex, part.expr, "", write, measure, define=True)
    for it in listed(derivation):
        yield from equation(write(it.step.before), it.step.after, _beside((it.step.rule,), NAMES), write, measure)
        if it.answer is not None:
            yield from equation("", it.answer, "", write, measure)


def printers(parts: list[Part]) -> tuple[LatexPrinter, TextPrinter]:
    """Printers that write the `parts` by their names."""
    latex_names = {id(part.expr): part.latex for part in parts}
    return LatexPrinter(latex_names), TextPrinter({id(part.expr): part.text for part in parts})
