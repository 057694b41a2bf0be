"""What a verb of the command line is."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import NamedTuple

from calcref.cli.colors import Paint
from calcref.core.errors import CalcrefError
from calcref.core.named import named as names_in

FORMATS = ("text", "latex", "markdown", "json")
DERIVATION_FORMATS = (*FORMATS, "html", "notebook")


class BadArguments(Exception):
    """Arguments that do not fit; the message is one line."""


class Shown(NamedTuple):
    """What a verb prints, whether a check refuted it, and whether what was judged has a wrong line."""

    text: str
    refuted: bool = False
    wrong: bool = False


class Verb(NamedTuple):
    """Something that the command line can do.

    Args:
        name: the subcommand.
        help: what it does, in one line.
        configure: adds its arguments to a parser.
        run: from arguments, and what puts text into a color, to what is printed.
        other: what else a reader may type in its place; it is not accepted, but understood.
    """

    name: str
    help: str
    configure: Callable[[ArgumentParser], None]
    run: Callable[[Namespace, Paint], Shown]
    other: tuple[str, ...] = ()


def add_format(command: ArgumentParser, formats: tuple[str, ...] = FORMATS) -> None:
    """Let the reader choose what is printed."""
    command.add_argument("--format", choices=formats, default="text", help="what is printed (default: text)")


def named(typed: str | None, what: str) -> dict[str, str] | None:
    """What is typed as "x=1, y=2", by name.

    Raises:
        BadArguments: it is typed in another way.

    >>> named("x = 1, y=2", "--at")
    {'x': '1', 'y': '2'}
    """
    try:
        return names_in(typed, what)
    except CalcrefError as error:
        raise BadArguments(str(error)) from None
