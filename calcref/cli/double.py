"""The verb for integrals over a region of the plane."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from calcref.cli.colors import Paint
from calcref.cli.derivations import formula_of, show
from calcref.cli.verb import DERIVATION_FORMATS, BadArguments, Shown, add_format

THREE = ("variable", "from", "to")


def double_integral_arguments(command: ArgumentParser) -> None:
    """A formula, both variables with their bounds, and other variables."""
    command.add_argument("formula", type=formula_of, help='such as "x y"; quote it; - reads it from standard input')
    for name, example in (("inner", "y 0 x: integrated first"), ("outer", "x 0 1")):
        command.add_argument(
            f"--{name}", type=str.strip, nargs=3, required=True, metavar=THREE, help=f"such as {example}"
        )
    command.add_argument(
        "--substitute", type=str.strip, action="append", metavar="'x = r cos(t)'", help="other variables; once for each"
    )
    command.add_argument("--new-inner", type=str.strip, nargs=3, metavar=THREE, help="such as r 0 1")
    command.add_argument("--new-outer", type=str.strip, nargs=3, metavar=THREE, help="such as t 0 '2 pi'")
    command.add_argument("--check", action="store_true", help="check every step, and say how; exit code 5 if refuted")
    add_format(command, DERIVATION_FORMATS)


def double_integral(options: Namespace, paint: Paint) -> Shown:
    """An integral over a region of the plane, with every step."""
    import calcref

    given = (options.substitute, options.new_inner, options.new_outer)
    if any(given) and not all(given):
        raise BadArguments("other variables need --substitute for each old one, --new-inner and --new-outer")
    substitution = None
    if options.substitute:
        pairs = [text.partition("=") for text in options.substitute]
        said = {name.strip(): image.strip() for name, _, image in pairs}
        substitution = (said, options.new_inner, options.new_outer)
    derivation = calcref.double_integral(options.formula, options.inner, options.outer, substitution)
    return show(derivation, options, paint)
