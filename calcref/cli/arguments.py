"""What may be asked, and how: built from the verbs."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import NoReturn

from calcref.cli.verb import BadArguments
from calcref.cli.verbs import VERBS


class Parser(argparse.ArgumentParser):
    """An argument parser that raises where argparse would print its usage and leave."""

    def error(self, message: str) -> NoReturn:
        raise BadArguments(f"{message}; `{self.prog} --help` shows what fits")


class Version(argparse.Action):
    """Prints the version; the library is imported only then."""

    def __call__(self, parser: argparse.ArgumentParser, *rest: object) -> None:
        from calcref import __version__

        print(f"calcref {__version__}")
        parser.exit()


def parser() -> Parser:
    """The parser of the command line: one subcommand for each verb."""
    made = Parser(prog="calcref", description="Calculus in named, checked steps.", allow_abbrev=False)
    made.add_argument("--version", action=Version, nargs=0, help="print the version and leave")
    commands = made.add_subparsers(dest="verb", required=True, metavar="verb", parser_class=Parser)
    for verb in VERBS:
        command = commands.add_parser(verb.name, help=verb.help, description=verb.help, allow_abbrev=False)
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
