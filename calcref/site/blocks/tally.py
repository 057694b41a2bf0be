"""What was checked on all pages while the site was built, counted by verdict."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from calcref.site.blocks.benchmarks import markdown_table
from calcref.site.markdown.seen import TALLY, Checked

VERDICTS = {"proved": "proved", "agrees": "agree", "unknown": "not decided", "refuted": "refuted"}
OF_RULES = {
    "statement": "statements of rules",
    "conditions": "their conditions",
    "proof": "their proofs",
    "card": "cards of layers, losses and their like",
}


def tally(path: Path = TALLY) -> Mapping[str, Counter[str]]:
    """How many checks had which verdict, by what was checked; a rule counts once, however many pages show it."""
    told: dict[str, list[Checked]] = json.loads(path.read_text("utf-8"))
    blocks = [block for page in told.values() for block in page]
    rules = {name: verdicts for block in blocks for name, verdicts in block["rules"].items()}
    found = {said: Counter(it[what] for it in rules.values() if what in it) for what, said in OF_RULES.items()}
    found["derivations"], found["their steps"] = Counter(), Counter()
    for verdict, steps in _derivations(blocks):
        found["derivations"][verdict] += 1
        found["their steps"].update(steps)
    for block in blocks:
        for what, verdict in block["compared"]:
            found.setdefault(what, Counter())[verdict] += 1
    return found


def _derivations(blocks: list[Checked]) -> Iterator[Any]:
    return (it for block in blocks for it in block["derivations"])


def tally_table(found: Mapping[str, Counter[str]]) -> str:
    """The counts as a table; where a builder keeps none, a sentence that says so.

    >>> print(tally_table({"derivations": Counter(proved=3, agrees=1)}))
    |  | checked | proved | agree | not decided | refuted |
    |---|---:|---:|---:|---:|---:|
    | derivations | 4 | 3 | 1 | 0 | 0 |
    """
    if not any(found.values()):
        return "The builder of this site does not count."
    rows = [[what, f"{count.total():,}", *(f"{count[it]:,}" for it in VERDICTS)] for what, count in found.items()]
    return markdown_table([" ", "checked", *VERDICTS.values()], rows)
