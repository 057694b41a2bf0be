"""Named functions in a formula, of a group or of what follows without a sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from calcref.core.errors import ParseError
from calcref.core.expr import raw, substitute
from calcref.core.questions import At, Diff
from calcref.judging.known import PARAMETER
from calcref.judging.spelling import ARC, SIMPLE, atomic
from calcref.parse import parse

if TYPE_CHECKING:
    from calcref.judging.formula import Formula


def function(reader: Formula, name: str) -> str:
    if name in ("log", "ln") and reader.take("lower"):
        base = reader.group() if reader.here().kind in ("lbrace", "open") else reader.base()
        name = f"log_({base})"
    power = ""
    if reader.here().kind == "prime":
        return derived_function(reader, name)
    if reader.take("power"):
        power = reader.exponent()
    elif raised := reader.take("raised"):
        power = raised.text
    if power.replace(" ", "") in ("-1", "(-1)") and name in ARC:
        name, power = f"a{name}", ""
    applied = f"{name}({arguments(reader, name)})"
    return f"({applied})^({power})" if power else applied


def derived_function(reader: Formula, name: str) -> str:
    """The derivative of a named function, at its argument."""
    order, var = reader.primes(), PARAMETER
    body = substitute(parse(f"{name}(t)"), {sp.Symbol("t", real=True): var})
    argument = reader.expr(arguments(reader, name))
    for _ in range(order):
        body = raw(Diff, body, var)
    return reader.hold(raw(At, body, var, argument))


def arguments(reader: Formula, name: str) -> str:
    """What a function is of: a group, or what follows without a sign between."""
    kind = reader.here().kind
    if kind in ("open", "lbrace"):
        closing = "close" if kind == "open" else "rbrace"
        reader.at += 1
        kept, reader.bars, awaited, reader.awaiting = reader.bars, 0, reader.awaiting, 0
        found = [reader.sum()]
        while reader.take("comma"):
            found.append(reader.sum())
        reader.bars, reader.awaiting = kept, awaited
        if not reader.take(closing):
            raise ParseError(f"the parenthesis behind {name} is never closed")
        return ", ".join(found)
    if kind in ("bar", "left_bar"):
        return reader.absolute()
    if kind in ("function", "sum", "prod", "int"):
        return reader.factor()
    if reader.take("minus"):
        return f"-{atomic(reader.factor())}"
    return bare(reader, name)


def bare(reader: Formula, name: str) -> str:
    parts: list[str] = []
    ends: list[int] = []
    least = 0
    while reader.here().kind in SIMPLE and not reader.is_stop():
        number = reader.here().kind == "number"
        start = reader.at
        parts.append(atomic(reader.factor()))
        ends.append(reader.at)
        if not number and not least:
            least = len(parts)
            raised = reader.tokens[start].kind == "letter" and reader.here(-1).kind != "letter"
            if raised and len(parts) == 1 and reader.tokens[start + 1].kind == "power" and reader.choices.of(2):
                reader.at = start + 1  # the power is that of the function
                return reader.tokens[start].text
    if not parts:
        raise ParseError(f"{name} needs an argument, as in {name}(x)")
    least = least or len(parts)
    taken = len(parts) - reader.choices.of(len(parts) - least + 1)
    reader.at = ends[taken - 1]
    return "*".join(parts[:taken])
