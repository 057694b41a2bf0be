"""What is said beside a step: the letters of its rule, its conditions, where to read on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import sympy as sp
from sympy.core.basic import Basic

from calcref.core.layout import ATOM
from calcref.core.records import Law, Step
from calcref.core.shown import SITE
from calcref.render.levels import level

Writer = Callable[[Basic], str]

_MATH = re.compile(r"\$([^$]*)\$")
_TOKEN = re.compile(r"(?P<command>\\[A-Za-z]+ ?)|(?P<letter>[A-Za-z])(?:\([xu]\))?(?! *=)|.", re.DOTALL)
_SYMBOLS = {r"\neq": "≠", r"\leq": "≤", r"\geq": "≥", r"\dots": "…", r"\pi": "pi", r"\in": "∈"}


def link(rule: Law) -> str:
    """The address of the page that explains `rule`."""
    return SITE + rule.page


def all_steps(count: int) -> str:
    """What stands above the steps of a derivation that has `count` of them."""
    return f"{'Every step' if count > 1 else 'The step'}, with its rule"


def letters(step: Step) -> Iterator[tuple[str, sp.Expr]]:
    """What the letters of the rule stand for in `step`, but for those that stand for themselves.

    A single letter that stands for the variable is left out too: it says nothing.
    """
    shown = {letter: value for letter, value in step.where.items() if len(letter) == 1}
    if len(shown) == 1 and next(iter(shown.values())).is_Symbol:
        return
    for letter, value in shown.items():
        if not (value.is_Symbol and value.name == letter):
            yield letter, value


def remark(step: Step, write: Writer) -> str:
    """The letters and the conditions of `step` as the rest of a sentence, with TeX between dollar signs."""
    where = ", ".join(f"${letter} = {write(value)}$" for letter, value in letters(step))
    wanted = "; ".join(conditions(step, write))
    return (f" with {where}" if where else "") + (f", valid for {wanted}" if wanted else "")


def conditions(step: Step, write: Writer) -> list[str]:
    """The conditions of `step` that do not hold everywhere, its letters replaced, with TeX between dollar signs.

    >>> from calcref.core.elementary import ELEMENTARY
    >>> from calcref.derivatives.elementary import rule_of
    >>> from calcref.render import latex
    >>> x = sp.Symbol("x", real=True)
    >>> logarithm = rule_of(next(row for row in ELEMENTARY if row.head is sp.log))
    >>> conditions(Step(logarithm, x, x, {"u": x + 1}), latex)
    ['$x + 1 > 0$']
    """

    def math(found: re.Match[str]) -> str:
        return f"${_instantiated(found[1], step, write)}$"

    return [_MATH.sub(math, found.text) for found in step.rule.conditions if found.holds(step.where, {}) is not True]


def plain(note: str) -> str:
    """`note` without dollar signs and TeX, for a terminal."""
    note = re.sub(r"\\text\{ ?([^}]*?) ?\}", r"\1", note)
    return re.sub(r"\\[A-Za-z]+", lambda found: _SYMBOLS.get(found[0], found[0][1:]), note.replace("$", ""))


def in_cell(text: str) -> str:
    """`text` with its bars written out, since a bar ends a cell of a table in Markdown.

    >>> in_cell("$|x| < 1$ and $|x|$")
    '$\\\\vert x\\\\vert < 1$ and $\\\\vert x\\\\vert$'
    """
    return re.sub(r"\|(?=[A-Za-z0-9])", r"\\vert ", text).replace("|", r"\vert")


def _instantiated(formula: str, step: Step, write: Writer) -> str:
    written: list[str] = []
    for found in _TOKEN.finditer(formula):
        value = step.where.get(found["letter"] or "")
        if value is None:
            written.append(found[0])
        elif written and written[-1].startswith("\\") and level(value, lambda node: False) < ATOM:
            written.append(f"({write(value)})")
        else:
            written.append(write(value))
    return "".join(written)
