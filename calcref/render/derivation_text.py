"""A derivation for a terminal: the chain of equalities, then every step with its parts indented."""

from __future__ import annotations

import re
from collections.abc import Iterator

from calcref.core.records import Derivation, Step
from calcref.render.constants import IN_TEXT, constants
from calcref.render.expression_text import TextPrinter, text
from calcref.render.linear import linear
from calcref.render.notes import conditions, letters, plain
from calcref.render.parts import expressions_of, parts_of, told
from calcref.render.reading import Event, is_large, listed, read

WIDTH = 88
COLUMN = 64  # rules are named from this column on, or nearer where all lines are short
INDENT = "   "


def to_text(derivation: Derivation) -> str:
    """`derivation` as plain text: the chain of equalities, then every step once, the parts of a step indented.

    One that is too large for this is a list of steps over named parts.

    >>> from calcref.core.engine import derive
    >>> from calcref.core.letters import x
    >>> from calcref.core.questions import Diff
    >>> from calcref.derivatives import RULES
    >>> print(to_text(derive(Diff(x**2, x), RULES)))
    d/dx[x^2]
      = 2*x  Power rule
    <BLANKLINE>
    1. Power rule, n = 2 (n = 0, 1, 2, …: every x)
       d/dx[x^2] = 2*x
    """
    if is_large(derivation):
        return "\n".join(_flat(derivation))
    return "\n".join([*_chain(derivation), "", *_tree(derivation)])


def wrapped(line: str, indent: str) -> Iterator[str]:
    """`line` broken before plus and minus signs so that it fits the width, if it can."""
    current = ""
    for piece in re.split(r"(?<=\S)(?= [+-] )", line):
        if current and len(current) + len(piece) > WIDTH:
            yield current
            current = indent + piece.strip()
        else:
            current += piece
    yield current


def _chain(derivation: Derivation) -> Iterator[str]:
    lines = linear(derivation)
    rows = [list(wrapped(f"{'' if line.starts else '  = '}{text(line.expr)}", "    ")) for line in lines]
    column = min(COLUMN, max(len(row[-1]) for row, line in zip(rows, lines, strict=True) if line.rules))
    for row, line in zip(rows, lines, strict=True):
        yield from row[:-1]
        yield f"{row[-1]:<{column}}  {', '.join(rule.name for rule in line.rules)}".rstrip()
    for constant, where in constants(derivation, text, IN_TEXT):
        yield f"{'    + ' + constant:<{column}}  {where}".rstrip()


def _tree(derivation: Derivation) -> Iterator[str]:
    for event in read(derivation):
        margin = INDENT * event.depth
        yield from wrapped(margin + _told(event), margin + INDENT + "  ")
        if event.kind == "step":
            yield from wrapped(f"{margin}{INDENT}{_equation(event.node.step)}", margin + INDENT + "  ")


def _told(event: Event) -> str:
    node = event.node
    if event.kind == "again":
        return f"{text(node.question)} = {text(node.answer)}, as in step {event.number}"
    if event.kind == "answer":
        return f"{INDENT}so {text(node.step.before)} = {text(node.answer)}"
    return f"{event.number}. {_heading(node.step)}"


def _heading(step: Step) -> str:
    where = [f"{letter} = {text(value)}" for letter, value in letters(step)]
    wanted = "; ".join(map(plain, conditions(step, text)))
    return ", ".join([step.rule.name, *where]) + (f" ({wanted})" if wanted else "")


def _equation(step: Step) -> str:
    return f"{text(step.before)} = {text(step.after)}"


def _flat(derivation: Derivation) -> Iterator[str]:
    parts = parts_of(expressions_of(derivation))
    write = TextPrinter({id(part.expr): part.text for part in parts})
    yield from wrapped(f"{write(derivation.question)} = {write(derivation.answer)}", "    ")
    yield from ("", "where") if parts else ()
    for part in parts:
        yield from wrapped(f"  {part.text} = {write(part.expr, define=True)}", "    ")
    yield ""
    for it in listed(derivation):
        by = [it.step.rule.name, *([told(it.parts)] if it.parts else [])]
        answer = f" = {write(it.answer)}" if it.answer is not None else ""
        line = f"{it.number}. {write(it.step.before)} = {write(it.step.after)}{answer}  ({', '.join(by)})"
        yield from wrapped(line, "    ")
