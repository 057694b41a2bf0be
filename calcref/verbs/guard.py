"""The last guard of a verb: what SymPy raises becomes an error of ours, and what we raise by mistake is called one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import walk_tb

import calcref
from calcref.core.errors import CalcrefError, NoRuleApplies
from calcref.core.foreign import SYMPY_RAISES

SHOWN = "CALCREF_SHOW_FAULTS"  # set in the environment: what is caught here is raised as it is
HERE = Path(calcref.__file__).parent


@contextmanager
def guarded(asked: str) -> Iterator[None]:
    """A question that is answered inside; `asked` is how it is called in the message.

    Raises:
        NoRuleApplies: SymPy failed, or calcref did; the message says which, and the cause is kept.
    """
    try:
        yield
    except CalcrefError:
        raise
    except SYMPY_RAISES as error:
        if os.environ.get(SHOWN):
            raise
        name, place = type(error).__name__, _place(error)
        if place is not None:
            said = f"an error inside calcref ({name} in {place}), which is a fault of ours: please report it"
        else:
            said = f"SymPy fails on a part of it ({name}); try a simpler form"
        raise NoRuleApplies(f"{asked} is not answered: {said}, or use calcref.quadrature for a number") from error


def _place(error: BaseException) -> str | None:
    """The file and line of ours that raised `error`; None where it came from elsewhere."""
    frames = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
    path, line = frames[-1]
    return f"{Path(path).relative_to(HERE.parent)}:{line}" if Path(path).is_relative_to(HERE) else None
