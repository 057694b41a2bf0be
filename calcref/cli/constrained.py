"""The verb for extrema under constraints."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from calcref.cli.colors import VERDICTS, Paint
from calcref.cli.derivations import formula_of
from calcref.cli.verb import BadArguments, Shown, add_format

FORMATS = ("text", "latex", "markdown", "json", "html")


def lagrange_arguments(command: ArgumentParser) -> None:
    """A formula, and the equations that hold its variables."""
    command.add_argument("formula", type=formula_of, help='such as "x y"; quote it; - reads it from standard input')
    command.add_argument(
        "--on",
        type=str.strip,
        action="append",
        required=True,
        metavar="'x^2 + y^2 = 1'",
        help="an equation that holds; once for each",
    )
    command.add_argument("--variables", type=str.strip, metavar="'x y'", help="those that move (default: all letters)")
    command.add_argument("--check", action="store_true", help="say what walking around the candidates has shown")
    add_format(command, FORMATS)


def lagrange(options: Namespace, paint: Paint) -> Shown:
    """The candidates for extrema of a formula, each with what decides it."""
    import calcref

    if not options.formula:
        raise BadArguments("a formula is missing; give it in quotes")
    found = calcref.lagrange(options.formula, options.on, options.variables)
    evidence = found.check() if options.check else None
    text: str = getattr(found, f"to_{options.format}")().rstrip()
    if evidence is not None:
        match options.format:  # JSON holds its evidence
            case "text":
                verdict = paint(evidence.verdict, VERDICTS[evidence.verdict])
                text += f"\n\nCheck: {verdict}{str(evidence).removeprefix(evidence.verdict)}"
            case "latex":
                text += f"\n% Check: {evidence}"
            case "markdown":
                text += f"\n\n**Check:** {evidence}"
            case "html":
                text += f"\n<p>Check: {evidence}</p>"
    return Shown(text, evidence is not None and evidence.verdict == "refuted")
