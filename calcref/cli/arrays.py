"""The verb for functions of vectors and matrices."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from calcref.cli.colors import Paint
from calcref.cli.derivations import show
from calcref.cli.verb import DERIVATION_FORMATS, BadArguments, Shown, add_format

CODE = ("numpy", "torch", "jax")
KINDS = ("gradient", "jacobian", "hessian", "vjp")


def _formula_of(typed: str) -> str:
    return sys.stdin.read().strip() if typed == "-" and sys.stdin is not None else typed.strip()


def matrix_arguments(command: ArgumentParser) -> None:
    """A formula, its variable, and the shapes of its names."""
    command.add_argument(
        "formula",
        type=_formula_of,
        help='such as "||A x - y||^2" or "x\' A x"; quote it; - reads it from standard input',
    )
    command.add_argument("--wrt", type=str.strip, required=True, metavar="x", help="the variable")
    command.add_argument(
        "--shapes",
        type=str.strip,
        required=True,
        metavar="'A: m n'",
        help='of all names: "A: m n, x: n, S: n n symmetric"',
    )
    command.add_argument("--ask", choices=KINDS, default="gradient", help="what is asked for (default: gradient)")
    command.add_argument("--check", action="store_true", help="check every step, and say how; exit code 5 if refuted")
    add_format(command, (*DERIVATION_FORMATS, *CODE))


def matrix(options: Namespace, paint: Paint) -> Shown:
    """A derivative of a function of vectors and matrices, with every step, or as code."""
    import calcref

    if not options.formula:
        raise BadArguments("a formula is missing; give it in quotes")
    derivation = getattr(calcref, f"matrix_{options.ask}")(options.formula, options.wrt, options.shapes)
    if options.format not in CODE:
        return show(derivation, options, paint)
    evidence = derivation.check() if options.check else None
    code = getattr(derivation, f"to_{options.format}")().rstrip()
    return Shown(
        code + (f"\n# Check: {evidence}" if evidence else ""), evidence is not None and evidence.verdict == "refuted"
    )
