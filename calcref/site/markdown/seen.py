"""What was checked while a block ran: rules that it was about to show, what it compared, derivations that it shows.

A derivation is noted when it is rendered, and checked when the block has run, if the block has not done so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import Any

from calcref.core.errors import CheckFailed
from calcref.site.markdown.keep import keep

TALLY = Path(".cache/site/tally.json")  # what was checked on all pages
RECORDS = "calcref.core.records"
RENDERERS = ("to_html", "to_latex", "to_markdown", "to_text")
Checked = Mapping[str, Any]
"""As JSON: "rules", verdicts by the rule's id and what was checked of it; "compared", pairs of what was compared and
its verdict; "derivations", the verdict of each and, of its steps, how many have which."""


@dataclass
class Seen:
    """What a block has shown so far."""

    rules: dict[str, dict[str, str]] = field(default_factory=dict)
    compared: list[tuple[str, str]] = field(default_factory=list)
    derivations: dict[int, Any] = field(default_factory=dict)

    def checked(self) -> Checked:
        """The verdicts of it all.

        Raises:
            CheckFailed: a derivation is refuted.
        """
        derivations = [_checked(it) for it in self.derivations.values()]
        return {"rules": self.rules, "compared": self.compared, "derivations": derivations}


def begin_tally() -> None:
    """See that there is a file for the tally: a builder that does not count leaves it empty."""
    if not TALLY.is_file():
        keep(TALLY, "{}")


_SEEN: ContextVar[Seen | None] = ContextVar("seen", default=None)


@contextmanager
def seeing() -> Iterator[Seen]:
    """What is shown meanwhile."""
    seen = Seen()
    token = _SEEN.set(seen)
    try:
        yield seen
    finally:
        _SEEN.reset(token)


def see_rule(name: str, verdicts: dict[str, str]) -> None:
    """Note the verdicts on a rule, by what was checked of it."""
    if (seen := _SEEN.get()) is not None:
        seen.rules[name] = verdicts


def see_compared(what: str, verdict: str) -> None:
    """Note the verdict on something else that a page shows."""
    if (seen := _SEEN.get()) is not None:
        seen.compared.append((what, verdict))


def watch(derivation: type[Any]) -> None:
    """Let derivations of this class be noted when they are rendered."""
    for name in RENDERERS:
        render = getattr(derivation, name)
        if not hasattr(render, "__wrapped__"):
            setattr(derivation, name, _noting(render))


def _noting(render: Any) -> Any:
    @wraps(render)
    def noting(self: Any, *args: Any, **options: Any) -> Any:
        if (seen := _SEEN.get()) is not None:
            seen.derivations[id(self)] = self
        return render(self, *args, **options)

    return noting


def _checked(derivation: Any) -> list[Any]:
    found = derivation.check()
    if found.verdict == "refuted":
        raise CheckFailed(f"a derivation that is shown is refuted: {found.how}", found)
    steps = Counter(it.verdict for it in found.parts[: len(derivation.nodes)])
    return [found.verdict, dict(sorted(steps.items()))]
