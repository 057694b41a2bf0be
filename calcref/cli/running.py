"""One run of the command line: arguments are read, a verb runs, what it shows is printed or what stopped it is said."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Sequence

from calcref.cli.arguments import parser, protected
from calcref.cli.colors import ERROR, paint_for
from calcref.cli.verb import BadArguments
from calcref.core.errors import (
    BudgetExceeded,
    CalcrefError,
    CheckFailed,
    DidNotConverge,
    Divergent,
    NoRuleApplies,
    OutsideDomain,
    Undecided,
)

WRONG_LINE, BAD_INPUT, NO_ANSWER, NO_VALUE, REFUTED = 1, 2, 3, 4, 5


def run(arguments: Sequence[str]) -> int:
    """The exit code of one run.

    Raises:
        OSError: the output cannot be written.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    if sys.stdout is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    try:
        options = parser().parse_args(protected(arguments))
        shown = options.run(options, paint_for(sys.stdout))
    except CheckFailed as error:
        refuted = error.evidence is None or error.evidence.verdict == "refuted"
        return complain(str(error), REFUTED if refuted else NO_ANSWER)
    except (NoRuleApplies, BudgetExceeded, DidNotConverge, Undecided) as error:
        return complain(str(error), NO_ANSWER)
    except (Divergent, OutsideDomain) as error:
        return complain(str(error), NO_VALUE)
    except (CalcrefError, BadArguments) as error:
        return complain(str(error), BAD_INPUT)
    except (RecursionError, MemoryError):
        return complain("the formula is too large for this computation; try a smaller one", NO_ANSWER)
    except SystemExit:  # argparse has printed its help
        sys.stdout.flush()
        return 0
    if shown.text:
        print(shown.text, flush=True)
    if shown.wrong:
        return WRONG_LINE
    return REFUTED if shown.refuted else 0


def complain(message: str, code: int) -> int:
    """Say what went wrong, where that can be said, and return `code`."""
    if sys.stderr is not None:
        print(f"{paint_for(sys.stderr)('calcref:', ERROR)} {message}", file=sys.stderr)
    return code
