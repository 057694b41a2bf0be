"""What may be asked, and how: built from the verbs."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from typing import NoReturn

from calcref.cli.verb import DERIVATION_FORMATS, BadArguments, Verb
from calcref.cli.verbs import VERBS


class Parser(argparse.ArgumentParser):
    """An argument parser that raises where argparse would print its usage and leave."""

    def error(self, message: str) -> NoReturn:
        raise BadArguments(f"{message}{_meant(message)}; `{self.prog} --help` shows what fits")


def _meant(message: str) -> str:
    """What was probably meant, where argparse complains of a verb, an option or a choice that does not exist.

    >>> _meant("argument verb: invalid choice: 'diferentiate' (choose from 'differentiate')")
    '; did you mean `differentiate`?'
    >>> _meant("unrecognized arguments: --chek")
    '; did you mean `--check`?'
    """
    if found := re.match(r"argument verb: invalid choice: '(.*?)'", message):
        verb = _verb_near(found[1])
        return f"; did you mean `{verb}`?" if verb else '; a verb comes first, as in calcref differentiate "x^2"'
    if found := re.match(r"unrecognized arguments: (-\S+)", message):
        near = _near(found[1], re.findall(r"--[a-z]+", "".join(map(_usage, VERBS))))
    elif found := re.match(r"argument --format: invalid choice: '(.*?)'", message):
        near = _near(found[1], DERIVATION_FORMATS)
    else:
        return ""
    return f"; did you mean `{near}`?" if near else ""


def _verb_near(typed: str) -> str | None:
    """The verb, or the option that leaves, whose name or other name is near."""
    names = {other: verb.name for verb in VERBS for other in (verb.name, *verb.other)}
    near = _near(typed.lower().lstrip("-"), [*names, "help", "version"])
    return names.get(near, f"--{near}") if near else None


def _near(typed: str, known: Sequence[str]) -> str | None:
    from difflib import get_close_matches

    return next(iter(get_close_matches(typed, known, n=1, cutoff=0.65)), None)


def _usage(verb: Verb) -> str:
    command = Parser(prog=verb.name)
    verb.configure(command)
    return command.format_usage()


EXIT_CODES = (
    "Exit codes: 0 answered; 1 a line that was judged is wrong; 2 bad usage, or a formula that cannot be read; "
    "3 no rule, or no answer within the budget; "
    "4 divergent, or outside the domain; 5 refuted by its check. Beside these: 70 a fault of calcref's own; "
    "74 the output cannot be written; 130 interrupted."
)


class Version(argparse.Action):
    """Prints the version; the library is imported only then."""

    def __call__(self, parser: argparse.ArgumentParser, *rest: object) -> None:
        from calcref import __version__

        print(f"calcref {__version__}")
        parser.exit()


def parser() -> Parser:
    """The parser of the command line: one subcommand for each verb."""
    made = Parser(
        prog="calcref", description="Calculus in named, checked steps.", epilog=EXIT_CODES, allow_abbrev=False
    )
    made.add_argument("--version", action=Version, nargs=0, help="print the version and leave")
    commands = made.add_subparsers(dest="verb", required=True, metavar="verb", parser_class=Parser)
    for verb in VERBS:
        command = commands.add_parser(
            verb.name, help=verb.help, description=verb.help, epilog=EXIT_CODES, allow_abbrev=False
        )
        verb.configure(command)
        command.set_defaults(run=verb.run)
    return made


def protected(arguments: Sequence[str]) -> list[str]:
    """The arguments, with a space before those that start with a minus sign and are values, not options.

    >>> protected(["differentiate", "-x^2", "--at", "-1", "-h"])
    ['differentiate', ' -x^2', '--at', ' -1', '-h']
    """
    return [f" {part}" if _is_value(part) else part for part in arguments]


def _is_value(part: str) -> bool:
    return part.startswith("-") and part[1:2] not in ("-", "") and part != "-h"
