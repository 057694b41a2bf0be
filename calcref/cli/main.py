"""From arguments to an exit code: 0, or a code that tells the kinds of refusal apart, with one clear line;
never a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

FAULT, NOT_WRITTEN, INTERRUPTED = 70, 74, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    >>> main(["--version"])
    calcref 0.1.0
    0
    """
    try:
        from calcref.cli.running import complain, run  # here, so that Ctrl-C ends the import, too, without a word
    except KeyboardInterrupt:
        return INTERRUPTED
    try:
        return run(sys.argv[1:] if arguments is None else arguments)
    except BrokenPipeError:
        # The reader has left (`| head`): nothing more to say, and nothing may be said when Python closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return complain(f"the output cannot be written: {error.strerror}", NOT_WRITTEN)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        return complain(
            f"a fault of calcref's own, please report it with what you typed ({type(error).__name__}: {error})", FAULT
        )
