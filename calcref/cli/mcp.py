"""The verb that serves tools for agents; the library is imported when it runs."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from calcref.cli.colors import Paint
from calcref.cli.verb import BadArguments, Shown

SECONDS = 30


def mcp_arguments(command: ArgumentParser) -> None:
    """How long an answer may take."""
    command.add_argument(
        "--seconds", type=float, default=SECONDS, metavar="s", help=f"how long one answer may take (default: {SECONDS})"
    )


def mcp(options: Namespace, paint: Paint) -> Shown:
    """Serve until the client leaves."""
    if not 1 <= options.seconds <= 3600:  # false for NaN
        raise BadArguments(f"--seconds is from 1 to 3600; found {options.seconds:g}")
    from calcref.agents import serve

    serve(options.seconds)
    return Shown("")
