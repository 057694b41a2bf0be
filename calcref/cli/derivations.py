"""Verbs that answer with a derivation; the library is imported when they run, so that help comes at once."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from calcref.cli.colors import ERROR, GOOD, UNSURE, VERDICTS, Paint, painted
from calcref.cli.verb import DERIVATION_FORMATS, BadArguments, Shown, add_format, named

if TYPE_CHECKING:
    from calcref.core.evidence import Evidence
    from calcref.core.records import Derivation


def _formula(command: ArgumentParser) -> None:
    command.add_argument(
        "formula", type=formula_of, help='such as "x^2 sin(x)"; quote it; - reads it from standard input'
    )
    command.add_argument("--variable", type=str.strip, metavar="x", help="needed only where there are several")
    add_shown(command)


def _order(command: ArgumentParser) -> None:
    command.add_argument("--order", type=int, default=1, metavar="n", help="how many times (default: 1)")


def add_shown(command: ArgumentParser) -> None:
    """Whether to check, and what is printed."""
    command.add_argument("--check", action="store_true", help="check every step, and say how; exit code 5 if refuted")
    add_format(command, DERIVATION_FORMATS)


def formula_of(typed: str) -> str:
    """The formula that is typed, or what stands on standard input for a minus sign.

    Raises:
        BadArguments: standard input is closed, or no text.
    """
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
    _order(command)
    command.add_argument("--at", type=str.strip, metavar="a", help="a point: the answer is the value there")


def differentiate(options: Namespace, paint: Paint) -> Shown:
    """The derivative of a formula, with every step."""
    import calcref

    ask_for_variable(options)
    derivation = calcref.differentiate(options.formula, options.variable, order=options.order, at=options.at)
    return show(derivation, options, paint)


def implicit_arguments(command: ArgumentParser) -> None:
    """An equation, and the letters that are meant."""
    command.add_argument(
        "formula",
        type=formula_of,
        nargs="+",
        metavar="equation",
        help='such as "x^2 + y^2 = 1"; quote it; - reads it; several describe as many functions',
    )
    command.add_argument(
        "--function",
        type=str.strip,
        default="y",
        metavar="y",
        help="what is a function (default: y), or several: 'y z'",
    )
    command.add_argument("--variable", type=str.strip, default="x", metavar="x", help="of this letter (default: x)")
    command.add_argument("--at", type=str.strip, metavar="'x=0, y=1'", help="a place: the answer is the slope there")
    _order(command)
    add_shown(command)


def _place(typed: str) -> dict[str, str]:
    """A place such as "x=0, y=1"."""
    parts = [part.partition("=") for part in typed.split(",")]
    if not all(name.strip() and equals and value.strip() for name, equals, value in parts):
        raise BadArguments(f"a place is such as 'x=0, y=1'; found {typed!r}")
    return {name.strip(): value.strip() for name, _, value in parts}


def implicit(options: Namespace, paint: Paint) -> Shown:
    """The derivative of what an equation says of a letter, with every step."""
    import calcref

    asked = options.formula[0] if len(options.formula) == 1 else options.formula
    place = None if options.at is None else _place(options.at)
    derivation = calcref.implicit(asked, options.function, options.variable, order=options.order, at=place)
    return show(derivation, options, paint)


def parametric_arguments(command: ArgumentParser) -> None:
    """Two coordinates, and the letter of the clock."""
    command.add_argument("x", type=formula_of, help='the one across, such as "cos(t)"')
    command.add_argument("y", type=formula_of, help='the one up, such as "sin(t)"')
    command.add_argument("--variable", type=str.strip, default="t", metavar="t", help="the clock (default: t)")
    _order(command)
    add_shown(command)


def parametric(options: Namespace, paint: Paint) -> Shown:
    """The slope of a path, with every step."""
    import calcref

    derivation = calcref.parametric(options.x, options.y, options.variable, order=options.order)
    return show(derivation, options, paint)


def inverse_arguments(command: ArgumentParser) -> None:
    """A formula and a value of it, or several and a place."""
    command.add_argument(
        "formula", type=formula_of, nargs="+", help='such as "x + e^x"; quote it; several are a map of as many letters'
    )
    command.add_argument("--variable", type=str.strip, metavar="x", help="needed only where there are several: 'r t'")
    command.add_argument(
        "--at", type=str.strip, metavar="y", help="a value of the formula, or a place of a map: 'r=2, t=0'"
    )
    add_shown(command)


def inverse(options: Namespace, paint: Paint) -> Shown:
    """The slope of the inverse of a formula, with every step."""
    import calcref

    if len(options.formula) > 1:
        place = None if options.at is None else _place(options.at)
        return show(calcref.inverse(options.formula, options.variable, at=place), options, paint)
    (options.formula,) = options.formula
    ask_for_variable(options)
    return show(calcref.inverse(options.formula, options.variable, at=options.at), options, paint)


def integrate_arguments(command: ArgumentParser) -> None:
    """A formula, and the bounds of a definite integral."""
    _formula(command)
    command.add_argument("--from", dest="lower", type=str.strip, metavar="a", help="where it starts; -oo is −∞")
    command.add_argument("--to", dest="upper", type=str.strip, metavar="b", help="where it ends")
    command.add_argument("--principal-value", action="store_true", help="leave out as much on both sides of a pole")
    command.add_argument("--numeric", action="store_true", help="a number with its error where no formula is found")
    command.add_argument("--assume", type=str.strip, metavar="a>0", help="what is known of letters: 'a > 0, b != 0'")


def integrate(options: Namespace, paint: Paint) -> Shown:
    """An antiderivative, or a definite integral, with every step."""
    import calcref

    ask_for_variable(options)
    derivation = calcref.integrate(
        options.formula,
        options.variable,
        options.lower,
        options.upper,
        assume=options.assume,
        principal_value=options.principal_value,
        numeric=options.numeric,
    )
    return show(derivation, options, paint)


def limit_arguments(command: ArgumentParser) -> None:
    """A formula, and the place that its variable tends to."""
    _formula(command)
    command.add_argument("--to", type=str.strip, required=True, metavar="a", help="where the variable tends; oo is ∞")
    command.add_argument("--side", choices=("both", "left", "right"), default="both", help="from where (default: both)")


def limit(options: Namespace, paint: Paint) -> Shown:
    """What a formula tends to, with every step."""
    import calcref

    ask_for_variable(options)
    derivation = calcref.limit(options.formula, options.variable, options.to, options.side)
    return show(derivation, options, paint)


def taylor_arguments(command: ArgumentParser) -> None:
    """A formula, a place, a degree, and an interval for a bound."""
    _formula(command)
    command.add_argument(
        "--about",
        type=str.strip,
        default="0",
        metavar="a",
        help="where it fits (default: 0); in several variables 'x=0, y=1'",
    )
    command.add_argument("--order", type=int, default=3, metavar="n", help="the degree (default: 3)")
    command.add_argument(
        "--on", type=str.strip, nargs=2, metavar=("a", "b"), help="an interval: what is left out has a bound there"
    )


def taylor(options: Namespace, paint: Paint) -> Shown:
    """The polynomial that fits a formula best at a place, and what it leaves out."""
    import calcref

    on = tuple(options.on) if options.on else None
    if "=" in options.about:
        places = named(options.about, "--about")
        return show(calcref.taylor(options.formula, places, order=options.order, on=on), options, paint)
    ask_for_variable(options)
    derivation = calcref.taylor(options.formula, options.variable, options.about, options.order, on)
    return show(derivation, options, paint)


def ask_arguments(command: ArgumentParser) -> None:
    """A question."""
    command.add_argument(
        "formula", type=formula_of, metavar="question", help='such as "d/dx x^2 sin(x)", "∫_0^1 x^2 dx", or in LaTeX'
    )
    add_shown(command)


def ask(options: Namespace, paint: Paint) -> Shown:
    """The answer to a question in the notation of books, with every step."""
    import calcref

    return show(calcref.ask(options.formula), options, paint)


def check_arguments(command: ArgumentParser) -> None:
    """A question, and what somebody found."""
    command.add_argument("question", type=str.strip, help='such as "d/dx x^2 sin(x)", "∫ 2x dx", or in LaTeX')
    command.add_argument("answer", type=str.strip, help='such as "x^2 + C"')
    add_format(command, ("text", "json"))


def check(options: Namespace, paint: Paint) -> Shown:
    """Whether an answer is right, or where it is wrong; exit code 5 if it is wrong."""
    import calcref

    found = calcref.check_answer(options.question, options.answer)
    colors = {"right": GOOD, "wrong": ERROR, "undecided": UNSURE}
    text = f"{paint(found.verdict, colors[found.verdict])}: {found.said}"
    if options.format == "json":
        from dataclasses import asdict

        text = json.dumps(asdict(found), ensure_ascii=False)
    return Shown(text, found.verdict == "wrong")


def ask_for_variable(options: Namespace) -> None:
    """Nothing, if it is clear which variable is meant.

    Raises:
        BadArguments: several occur, and none was named.
    """
    if options.variable is not None:
        return
    from calcref.core.expr import symbols_of
    from calcref.parse import parse
    from calcref.verbs.assume import parted

    names = sorted(symbol.name for symbol in symbols_of(parse(parted(options.formula)[0])))
    if len(names) > 1:
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
