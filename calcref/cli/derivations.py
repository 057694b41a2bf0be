"""Verbs that answer with a derivation; the library is imported when they run, so that help comes at once."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from calcref.cli.colors import VERDICTS, Paint, painted
from calcref.cli.verb import DERIVATION_FORMATS, BadArguments, Shown, add_format

if TYPE_CHECKING:
    from calcref.core.evidence import Evidence
    from calcref.core.records import Derivation


def _formula(command: ArgumentParser) -> None:
    command.add_argument(
        "formula", type=_formula_of, help='such as "x^2 sin(x)"; quote it; - reads it from standard input'
    )
    command.add_argument("--variable", type=str.strip, metavar="x", help="needed only where there are several")
    command.add_argument("--check", action="store_true", help="check every step, and say how; exit code 5 if refuted")
    add_format(command, DERIVATION_FORMATS)


def _formula_of(typed: str) -> str:
    if typed != "-":
        return typed.strip()
    if sys.stdin is None:
        raise BadArguments("standard input is closed; give the formula itself in place of -")
    try:
        return sys.stdin.read().strip()
    except UnicodeDecodeError:
        raise BadArguments("standard input is not text in UTF-8; save the formula as that") from None


def differentiate_arguments(command: ArgumentParser) -> None:
    _formula(command)
    command.add_argument("--order", type=int, default=1, metavar="n", help="how many times (default: 1)")
    command.add_argument("--at", type=str.strip, metavar="a", help="a point: the answer is the value there")


def differentiate(options: Namespace, paint: Paint) -> Shown:
    """The derivative of a formula, with every step."""
    import calcref

    ask_for_variable(options)
    derivation = calcref.differentiate(options.formula, options.variable, order=options.order, at=options.at)
    return show(derivation, options, paint)


def integrate_arguments(command: ArgumentParser) -> None:
    """A formula, and the bounds of a definite integral."""
    _formula(command)
    command.add_argument("--from", dest="lower", type=str.strip, metavar="a", help="where it starts; -oo is −∞")
    command.add_argument("--to", dest="upper", type=str.strip, metavar="b", help="where it ends")
    command.add_argument("--assume", type=str.strip, metavar="a>0", help="what is known of letters: 'a > 0, b != 0'")


def integrate(options: Namespace, paint: Paint) -> Shown:
    """An antiderivative, or a definite integral, with every step."""
    import calcref

    ask_for_variable(options)
    derivation = calcref.integrate(
        options.formula, options.variable, options.lower, options.upper, assume=options.assume
    )
    return show(derivation, options, paint)


def ask_for_variable(options: Namespace) -> None:
    """Nothing, if it is clear which variable is meant.

    Raises:
        BadArguments: several occur, and none was named.
    """
    from calcref.core.expr import symbols_of
    from calcref.parse import parse
    from calcref.verbs.assume import parted

    names = sorted(symbol.name for symbol in symbols_of(parse(parted(options.formula)[0])))
    if options.variable is None and len(names) > 1:
        raise BadArguments(f"the formula has the variables {', '.join(names)}; name one, as in --variable {names[0]}")


def show(derivation: Derivation, options: Namespace, paint: Paint) -> Shown:
    """A derivation in the format that was asked for, with its check if that was."""
    evidence = derivation.check() if options.check else None
    refuted = evidence is not None and evidence.verdict == "refuted"
    match options.format:
        case "json":
            text = _with_check(derivation.to_json(), evidence)
        case "latex":
            text = derivation.to_latex() + (f"\n% Check: {evidence}" if evidence else "")
        case "markdown":
            text = derivation.to_markdown().rstrip() + (f"\n\n**Check:** {evidence}" if evidence else "")
        case "html":
            from html import escape

            text = derivation.to_html() + (f"\n<p>Check: {escape(str(evidence))}</p>" if evidence else "")
        case "notebook":
            text = json.dumps(_noted(derivation.to_notebook(), evidence), ensure_ascii=False)
        case _:
            rules = {step.rule.name for step in derivation.steps}
            text = painted(derivation.to_text(), rules, paint)
            if evidence:
                verdict = paint(evidence.verdict, VERDICTS[evidence.verdict])
                text += f"\n\nCheck: {verdict}{str(evidence).removeprefix(evidence.verdict)}"
    return Shown(text, refuted)


def _with_check(table: str, evidence: Evidence | None) -> str:
    if evidence is None:
        return table
    found = {"verdict": evidence.verdict, "how": evidence.how, "points": evidence.points, "error": evidence.error}
    return json.dumps(json.loads(table) | {"check": found}, ensure_ascii=False)


def _noted(notebook: dict[str, Any], evidence: Evidence | None) -> dict[str, Any]:
    """The notebook, with the check as a cell of its own if there was one."""
    if evidence is None:
        return notebook
    cell = {"cell_type": "markdown", "id": "check", "metadata": {}, "source": f"**Check:** {evidence}"}
    return notebook | {"cells": [*notebook["cells"], cell]}
