"""Names with what they are, as people type them: x=1, y=2."""

from __future__ import annotations

from calcref.core.errors import CalcrefError

PLACE = "x=1, y=2"  # how a place is typed


def named(typed: str | None, what: str, holds: str = "names and what they are") -> dict[str, str] | None:
    """What is typed as "x=1, y=2", by name; None where nothing is.

    Args:
        typed: the text.
        what: what it was given for, in a message.
        holds: what that takes, in a message.

    Raises:
        CalcrefError: it is typed in another way, or names a letter twice.

    >>> named("x = 1, y=2", "at")
    {'x': '1', 'y': '2'}
    """
    if typed is None:
        return None
    parts = [part.split("=") for part in typed.split(",")]
    if any(len(part) != 2 for part in parts):
        raise CalcrefError(f"{what} takes {holds}, as in {what} '{PLACE}'; found {typed}")
    found = {name.strip(): value.strip() for name, value in parts}
    if len(found) < len(parts):
        raise CalcrefError(f"{what} names a letter twice; found {typed}")
    return found
