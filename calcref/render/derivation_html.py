r"""A derivation as a component of HTML: a row a line, the rule beside it, and every step in an outline that folds.

It is readable without a script and without the style that comes with it; a page may bring it to life. Formulas are
TeX for whatever typesets the page, or MathML for a page on which nothing does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from importlib.resources import files

import sympy as sp
from sympy.core.basic import Basic

from calcref.core.expr import fill, nodes, raw
from calcref.core.layout import Inner, Piece
from calcref.core.records import Derivation, Law, Step
from calcref.render.asking import permalink
from calcref.render.constants import IN_LATEX, constants
from calcref.render.derivation_latex import printers
from calcref.render.expression_latex import LatexPrinter
from calcref.render.linear import Line, linear
from calcref.render.mathml import in_mathml
from calcref.render.notes import all_steps, conditions, letters, link, remark
from calcref.render.parts import expressions_of, parts_of, told
from calcref.render.reading import Event, is_large, listed, read
from calcref.render.shape import Asked, Mark
from calcref.render.tex_layout import breakable, widest

FEW = 3  # rules of one line that are stated beside it
_DISPLAY = r"\displaystyle "
_CASES = (r"\begin{cases}", r"\end{cases}")
_NEXT, _APART = r"\\", r"\quad "
_SPARE = re.compile(r"/[*].*?[*]/|(?<=[{};,:])\s+|\s+(?=[{}])", re.DOTALL)  # what a style can do without


def to_html(derivation: Derivation, style: bool = True, typeset: bool = False, brief: bool = False) -> str:
    """`derivation` as one element of HTML: the chain of equalities, then every step; its style comes with it.

    Formulas are TeX, or MathML where they are to be `typeset`. In `brief` it is the chain alone, with rules beside it.

    >>> from calcref.core.engine import derive
    >>> from calcref.core.letters import x
    >>> from calcref.core.questions import Diff
    >>> from calcref.derivatives import RULES
    >>> to_html(derive(Diff(x**2, x), RULES), style=False).splitlines()[0]
    '<div class="cr-derivation">'
    """
    body = _flat(derivation) if is_large(derivation) else _nested(derivation, brief)
    written = "\n".join([*([sheet()] if style else []), '<div class="cr-derivation">', *body, "</div>\n"])
    return in_mathml(written) if typeset else written


@cache
def sheet() -> str:
    """The style that a derivation comes with."""
    rules = files("calcref.render").joinpath("derivation.css").read_text("utf-8")
    small = " ".join(_SPARE.sub("", rules).split())
    return f'<style class="cr-derivation-style">{small}</style>'


class _Tinting(LatexPrinter):
    """Marks what has changed, and what is about to, by classes that name the line and the place in it."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line

    def pieces(self, expr: Basic, flat: bool) -> Iterator[Piece]:
        if not isinstance(expr, Mark):
            return super().pieces(expr, flat)
        asked = isinstance(expr, Asked)
        number = expr.args[1] if len(expr.args) > 1 else 0
        name = f"cr-asked cr-{self.line + 1}-{number}" if asked else f"cr-new cr-{self.line}-{number}"
        return iter((rf"\class{{{name}}}{{", Inner(expr.args[0], 0, flat), "}"))


def _nested(derivation: Derivation, brief: bool) -> Iterator[str]:
    yield '<ol class="cr-lines">'
    lines = linear(derivation)
    ends = [*(line.starts for line in lines[1:]), True]
    for number, (line, last) in enumerate(zip(lines, ends, strict=True)):
        yield from _row(number, line, _ending(derivation) if last and number == len(lines) - 1 else "", brief)
    yield from _left_out(derivation)
    yield "</ol>"
    if not brief:
        yield from _change(derivation)
        yield from _outline(derivation)


def _row(number: int, line: Line, ending: str, brief: bool) -> Iterator[str]:
    asks = {question: raw(Asked, question, sp.Integer(k)) for k, question in enumerate(line.asks)}
    whole = line.asks == (line.expr,)
    written = _Tinting(number)(line.expr if whole or not asks else fill(line.expr, asks))
    yield f'<li class="cr-line{"" if line.rules else " cr-plain"}">'
    if line.rules:
        wanted = dict.fromkeys(note for step in line.steps for note in conditions(step, LatexPrinter()))
        held = "".join(f'<span class="cr-if">{_prose(f"for {note}")}</span>' for note in wanted)
        yield f'<span class="cr-rule">{", ".join(map(_named, line.rules))}{held}</span>'
    yield f'<span class="cr-body">{formula_line(("" if line.starts else "= ") + written + ending)}</span>'
    if line.rules and not brief:
        yield f'<span class="cr-said">{"".join(_stated(line.steps))}</span>'
    yield "</li>"


def _stated(steps: Iterable[Step]) -> Iterator[str]:
    """The rules of a line, each with what its letters stood for."""
    shown: dict[str, None] = {}
    for step in steps:
        if _CASES[0] in step.rule.latex:  # too wide to be said beside a line
            continue
        where = ", ".join(f"${letter} = {LatexPrinter()(value)}$" for letter, value in letters(step))
        shown.setdefault(_prose(f"${step.rule.latex}$" + (f" with {where}" if where else "")))
    return (f"<span>{note}</span>" for note in list(shown)[:FEW])


def _ending(derivation: Derivation) -> str:
    """The constants of an antiderivative."""
    if derivation.remainder is not None:
        return ""
    found = list(constants(derivation, LatexPrinter(), IN_LATEX))
    if len(found) == 1:
        return f" + {found[0][0]}" + (rf" \quad ({found[0][1]})" if found[0][1] else "")
    return "".join(
        rf" + {name} \quad ({where})" if k == 0 else rf",\quad {name} \quad ({where})"
        for k, (name, where) in enumerate(found)
    )


def _left_out(derivation: Derivation) -> Iterator[str]:
    """The remainder of a Taylor polynomial, in a line of its own."""
    if derivation.remainder is not None:
        for name, where in constants(derivation, LatexPrinter(), IN_LATEX):
            said = f"{formula_line(f'+ {name}')} {formula_line(f'({where})')}"
            yield f'<li class="cr-line cr-plain"><span class="cr-body">{said}</span></li>'


def _outline(derivation: Derivation) -> Iterator[str]:
    """Every step once, its parts indented below it, in a fold."""
    yield f'<details class="cr-outline">\n<summary>{all_steps(len(derivation.nodes))}</summary>\n<ol>'
    for event in read(derivation):
        yield from _told(event)
    yield "</ol>\n</details>"


def _told(event: Event) -> Iterator[str]:
    node = event.node
    if event.kind == "again":
        yield f"<li>As in step {event.number}, {_equation(node.question, node.answer)}</li>"
    elif event.kind == "answer":
        yield f"</ol>\n</details>\n<p>so {_equation(node.step.before, node.answer)}</p>\n</li>"
    else:
        step = node.step
        said = f'<span class="cr-step">{event.number}. {_named(step.rule)}{_prose(remark(step, LatexPrinter()))}</span>'
        yield f"<li>{said} {_equation(step.before, step.after)}"
        if event.has_parts:
            yield f"<details open>\n<summary>what step {event.number} left open</summary>\n<ol>"
        else:
            yield "</li>"


def _change(derivation: Derivation) -> Iterator[str]:
    """A link to where the question can be asked with another function; none to what was answered by a number alone."""
    address = permalink(derivation.question)
    if address is not None and not any(node.is_Float for node in nodes(derivation.answer)):
        yield f'<p class="cr-change"><a href="{escape(address)}">Change this</a></p>'


def _flat(derivation: Derivation) -> Iterator[str]:
    """A large derivation: its answer, what the letters in it stand for, and a list of steps."""
    parts = parts_of(expressions_of(derivation))
    write, _ = printers(parts)
    answer = formula_line(f"{write(derivation.question)} = {write(derivation.answer)}")
    yield f'<ol class="cr-lines"><li class="cr-line cr-plain">{answer}</li></ol>'
    yield '<details class="cr-outline">\n<summary>What the letters stand for</summary>\n<ul>'
    for part in parts:
        yield f"<li>{formula_line(f'{part.latex} = {write(part.expr, define=True)}')}</li>"
    yield "</ul>\n</details>"
    yield f'<details class="cr-outline">\n<summary>{all_steps(len(derivation.nodes))}</summary>\n<ol>'
    for it in listed(derivation):
        answer = f" = {write(it.answer)}" if it.answer is not None else ""
        by = f", {told(it.parts)}" if it.parts else ""
        said = f'<span class="cr-step">{it.number}. {_named(it.step.rule)}{by}</span>'
        yield f"<li>{said} {formula_line(f'{write(it.step.before)} = {write(it.step.after)}{answer}')}</li>"
    yield "</ol>\n</details>"


def _equation(left: Basic, right: Basic) -> str:
    write = LatexPrinter()
    return formula_line(f"{write(left)} = {write(right)}")


def _named(rule: Law) -> str:
    return f'<a href="{escape(link(rule))}">{escape(rule.name)}</a>'


def formula_line(tex: str) -> str:
    """A formula that may be broken, and is written smaller where what cannot be broken is wider than the page.

    Cases stand below one another, each with its condition.
    """
    before, begin, rest = tex.partition(_CASES[0])
    cases, _, after = rest.rpartition(_CASES[1])
    inside = before.count("{") != before.count("}") or before.count(r"\left") != before.count(r"\right")
    if not begin or _CASES[0] in cases or inside:
        return _line(tex)
    rows = [row.replace("&", _APART) for row in cases.split(_NEXT)]
    return _line(before) + "".join(map(_case, rows)) + (_line(after, "cr-math cr-after") if after else "")


def _line(tex: str, kind: str = "cr-math") -> str:
    opened = breakable(tex)
    return f'<span class="{kind}" style="--w:{widest(opened):.0f}">{_inline(_DISPLAY + opened)}</span>'


def _case(tex: str) -> str:
    return _line(tex, "cr-math cr-case")


def _inline(formula: str) -> str:
    return f'<span class="arithmatex">\\({escape(formula, quote=False)}\\)</span>'


def _prose(note: str) -> str:
    """`note` with its TeX, which stands between dollar signs, marked up."""
    pieces = re.split(r"\$([^$]*)\$", note)
    return "".join(_inline(piece) if k % 2 else escape(piece) for k, piece in enumerate(pieces))
