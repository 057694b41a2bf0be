"""Colors on a terminal, and none elsewhere (https://no-color.org)."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from typing import TextIO

Paint = Callable[[str, str], str]

RULE, ANSWER, ERROR, GOOD, UNSURE = "36", "1", "1;31", "32", "33"
VERDICTS = {"proved": GOOD, "agrees": GOOD, "unknown": UNSURE, "refuted": ERROR}


def paint_for(stream: TextIO) -> Paint:
    """What puts text into a color on `stream`: nothing where it is no terminal or the reader wants none."""
    if not stream.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return lambda text, style: text
    return lambda text, style: f"\x1b[{style}m{text}\x1b[0m"


def painted(text: str, rules: Iterable[str], paint: Paint) -> str:
    """The text of a derivation with the names of its rules, and the last line of its chain, in color.

    >>> painted("d/dx[x]\\n  = 1  Identity", ["Identity"], lambda text, style: f"<{text}>")
    'd/dx[x]\\n  = <1>  <Identity>'
    """
    names = "|".join(map(re.escape, sorted(rules, key=len, reverse=True)))
    chain, gap, steps = text.partition("\n\n")
    before, equals, answer = chain.rpartition("\n  = ")
    if equals:
        value, columns, rule = answer.partition("  ")
        chain = f"{before}{equals}{paint(value, ANSWER)}{columns}{rule}"
    named = re.compile(rf"(?<=  |\. |, )({names})(?=$|, | \()", re.MULTILINE)
    return named.sub(lambda found: paint(found[0], RULE), chain + gap + steps)
