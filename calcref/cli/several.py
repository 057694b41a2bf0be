"""Verbs for functions of several variables."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from calcref.cli.colors import VERDICTS, Paint
from calcref.cli.derivations import add_shown, formula_of, show
from calcref.cli.verb import FORMATS, BadArguments, Shown, add_format, named
from calcref.core.named import PLACE


def _formula(command: ArgumentParser) -> None:
    command.add_argument("formula", type=formula_of, help='such as "x^2 y"; quote it; - reads it from standard input')
    _variables(command)


def _variables(command: ArgumentParser) -> None:
    command.add_argument("--wrt", type=str.strip, metavar="x,y", help="the variables (default: every letter, by name)")


def _place(command: ArgumentParser) -> None:
    command.add_argument("--at", type=str.strip, metavar=f"'{PLACE}'", help="a place: the answer is the value there")
    add_shown(command)


def gradient_arguments(command: ArgumentParser) -> None:
    """A formula, its variables, and a place."""
    _formula(command)
    _place(command)


def gradient(options: Namespace, paint: Paint) -> Shown:
    """All partial derivatives, with every step."""
    import calcref

    return show(calcref.gradient(options.formula, options.wrt, named(options.at, "--at")), options, paint)


def hessian_arguments(command: ArgumentParser) -> None:
    """A formula, its variables, and a place."""
    _formula(command)
    _place(command)


def hessian(options: Namespace, paint: Paint) -> Shown:
    """All second partial derivatives, with every step."""
    import calcref

    return show(calcref.hessian(options.formula, options.wrt, named(options.at, "--at")), options, paint)


def laplacian_arguments(command: ArgumentParser) -> None:
    """A formula, its variables, and a place."""
    _formula(command)
    _place(command)


def laplacian(options: Namespace, paint: Paint) -> Shown:
    """The sum of the second derivatives, with every step."""
    import calcref

    return show(calcref.laplacian(options.formula, options.wrt, named(options.at, "--at")), options, paint)


def _formulas(command: ArgumentParser, example: str) -> None:
    command.add_argument(
        "formulas", nargs="+", type=formula_of, metavar="formula", help=f'such as "{example}"; quote each; - reads one'
    )
    _variables(command)


def divergence_arguments(command: ArgumentParser) -> None:
    """A formula for each variable, the variables, and a place."""
    _formulas(command, "x y")
    _place(command)


def divergence(options: Namespace, paint: Paint) -> Shown:
    """What flows out of a place, with every step."""
    import calcref

    return show(calcref.divergence(options.formulas, options.wrt, named(options.at, "--at")), options, paint)


def curl_arguments(command: ArgumentParser) -> None:
    """Two formulas or three, the variables, and a place."""
    _formulas(command, "-y")
    _place(command)


def curl(options: Namespace, paint: Paint) -> Shown:
    """How a field turns, with every step."""
    import calcref

    return show(calcref.curl(options.formulas, options.wrt, named(options.at, "--at")), options, paint)


def jacobian_arguments(command: ArgumentParser) -> None:
    """Several formulas, their variables, and a place or what stands for the letters."""
    _formulas(command, "r cos(t)")
    command.add_argument(
        "--inner", type=str.strip, metavar="'u=x y'", help="formulas for the letters: the chain rule is used"
    )
    _place(command)


def jacobian(options: Namespace, paint: Paint) -> Shown:
    """The partial derivatives of several formulas, with every step."""
    import calcref

    inner = named(options.inner, "--inner")
    found = calcref.jacobian(options.formulas, options.wrt, named(options.at, "--at"), inner)
    return show(found, options, paint)


def directional_arguments(command: ArgumentParser) -> None:
    """A formula, a direction, and what a long one means."""
    _formula(command)
    command.add_argument("--along", type=str.strip, required=True, metavar="3,4", help="how far each variable goes")
    length = command.add_mutually_exclusive_group()
    length.add_argument("--unit", action="store_true", help="the slope per unit of length")
    length.add_argument("--as-given", action="store_true", help="the derivative along the vector as it is")
    _place(command)


def directional(options: Namespace, paint: Paint) -> Shown:
    """The slope along a direction, with every step."""
    import calcref

    unit = True if options.unit else False if options.as_given else None
    along = [part.strip() for part in options.along.strip("() ").split(",")]
    try:
        found = calcref.directional(options.formula, along, options.wrt, named(options.at, "--at"), unit)
    except calcref.CalcrefError as error:
        if "unit=True" not in str(error):
            raise
        said = str(error).replace("unit=True", "--unit").replace("unit=False", "--as-given")
        raise BadArguments(said) from None
    return show(found, options, paint)


def total_derivative_arguments(command: ArgumentParser) -> None:
    """A formula, and what its variables follow."""
    command.add_argument("formula", type=formula_of, help='such as "x^2 y"; quote it; - reads it from standard input')
    command.add_argument(
        "--along", type=str.strip, required=True, metavar="'x=cos(t)'", help="what each variable is, by commas"
    )
    command.add_argument(
        "--variable", type=str.strip, metavar="t", help="what they follow, where several letters occur"
    )
    add_shown(command)


def total_derivative(options: Namespace, paint: Paint) -> Shown:
    """The slope along a path, with every step."""
    import calcref

    along = named(options.along, "--along")
    assert along is not None
    return show(calcref.total_derivative(options.formula, along, options.variable), options, paint)


def critical_points_arguments(command: ArgumentParser) -> None:
    """A formula, and its variables."""
    _formula(command)
    command.add_argument("--check", action="store_true", help="check every step, and say how; exit code 5 if refuted")
    add_format(command, (*FORMATS, "html"))


def critical_points(options: Namespace, paint: Paint) -> Shown:
    """Where a formula is level, and of what kind each place is."""
    import calcref

    found = calcref.critical_points(options.formula, options.wrt)
    text = str(getattr(found, f"to_{options.format}")()).rstrip()
    evidence = found.check() if options.check else None
    if evidence is not None and options.format == "text":
        verdict = paint(evidence.verdict, VERDICTS[evidence.verdict])
        text += f"\n\nCheck: {verdict}{str(evidence).removeprefix(evidence.verdict)}"
    return Shown(text, evidence is not None and evidence.verdict == "refuted")
