"""The command line: `calcref differentiate "x^2 sin(x)"`."""

from calcref.cli.main import main

__all__ = ["main"]
