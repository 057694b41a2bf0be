"""From arguments to an exit code: 0, or a code that tells the kinds of refusal apart, with one clear line;
never a traceback."""

from __future__ import annotations

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
)

BAD_INPUT, NO_ANSWER, NO_VALUE, REFUTED, FAULT, NOT_WRITTEN, INTERRUPTED = 2, 3, 4, 5, 70, 74, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    >>> main(["--version"])
    calcref 0.1.0
    0
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        return _run(sys.argv[1:] if arguments is None else arguments)
    except BrokenPipeError:
        # The reader has left (`| head`): nothing more to say, and nothing may be said when Python closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        _complain(f"the output cannot be written: {error.strerror}")
        return NOT_WRITTEN
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        _complain(f"a fault of calcref's own, please report it with what you typed ({type(error).__name__}: {error})")
        return FAULT


def _run(arguments: Sequence[str]) -> int:
    try:
        options = parser().parse_args(protected(arguments))
        shown = options.run(options, paint_for(sys.stdout))
    except CheckFailed as error:
        return _complain(str(error), REFUTED)
    except (NoRuleApplies, BudgetExceeded, DidNotConverge) as error:
        return _complain(str(error), NO_ANSWER)
    except (Divergent, OutsideDomain) as error:
        return _complain(str(error), NO_VALUE)
    except (CalcrefError, BadArguments) as error:
        return _complain(str(error))
    except (RecursionError, MemoryError):
        return _complain("the formula is too large for this computation; try a smaller one", NO_ANSWER)
    except SystemExit:  # argparse has printed its help
        sys.stdout.flush()
        return 0
    print(shown.text, flush=True)
    return REFUTED if shown.refuted else 0


def _complain(message: str, code: int = BAD_INPUT) -> int:
    paint = paint_for(sys.stderr)
    print(f"{paint('calcref:', ERROR)} {message}", file=sys.stderr)
    return code
