"""What was checked on all pages while the site was built, counted by verdict."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from calcref.site.blocks.benchmarks import markdown_table, tight
from calcref.site.markdown.seen import TALLY, Checked

VERDICTS = {"proved": "proved", "agrees": "agree", "unknown": "open", "refuted": "refuted"}
OF_RULES = {"statement": "statements", "conditions": "conditions", "proof": "proofs", "card": "other cards"}


def tally(path: Path = TALLY) -> Mapping[str, Counter[str]]:
    """How many checks had which verdict, by what was checked; empty where a builder does not count.

    A rule counts once, however many pages show it.
    """
    told: dict[str, list[Checked]] = json.loads(path.read_text("utf-8"))
    if not told:
        return {}
    blocks = [block for page in told.values() for block in page]
    rules = {name: verdicts for block in blocks for name, verdicts in block["rules"].items()}
    found = {said: Counter(it[what] for it in rules.values() if what in it) for what, said in OF_RULES.items()}
    found["derivations"], found["steps"] = Counter(), Counter()
    for verdict, steps in _derivations(blocks):
        found["derivations"][verdict] += 1
        found["steps"].update(steps)
    for block in blocks:
        for what, verdict in block["compared"]:
            found.setdefault(what, Counter())[verdict] += 1
    return found


def _derivations(blocks: list[Checked]) -> Iterator[Any]:
    return (it for block in blocks for it in block["derivations"])


def tally_table(found: Mapping[str, Counter[str]]) -> str:
    """The counts as a table; where a builder keeps none, a sentence that says so.

    >>> print(tally_table({"steps": Counter(proved=3000, agrees=1)}))
    <div class="cr-tight" markdown="1">
    <BLANKLINE>
    |   | proved | agree | open | refuted |
    |---|---:|---:|---:|---:|
    | 3,001 steps | 3,000 | 1 | 0 | 0 |
    <BLANKLINE>
    </div>
    """
    if not found:
        return "The builder of this site does not count."
    rows = [[f"{count.total():,} {what}", *(f"{count[it]:,}" for it in VERDICTS)] for what, count in found.items()]
    return tight(markdown_table([" ", *VERDICTS.values()], rows))
