"""What a check found out, ordered from strong to weak."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from calcref.core.shown import cut

Verdict = Literal["proved", "agrees", "unknown", "refuted"]

_COUNTED: dict[Verdict, str] = {"proved": "proved", "agrees": "by numbers", "unknown": "not decided"}
_STRENGTH: dict[Verdict, int] = {"proved": 3, "agrees": 2, "unknown": 1, "refuted": 0}


@dataclass(frozen=True, slots=True)
class Evidence:
    """The result of a check.

    Args:
        verdict: "proved" (an identity was shown), "agrees" (independent numbers agree),
            "unknown" (nothing could be decided), or "refuted" (independent numbers disagree).
        how: what was compared with what, in one sentence without a full stop.
        points: how many points, directions or cases were compared.
        error: the largest relative error among them, or None where nothing was compared.
        parts: the evidence this one was put together from.

    >>> weakest([Evidence("proved", "by expansion"), Evidence("agrees", "at points", 5, 1e-16)]).verdict
    'agrees'
    """

    verdict: Verdict
    how: str
    points: int = 0
    error: float | None = None
    parts: tuple[Evidence, ...] = ()

    def __repr__(self) -> str:
        return f"Evidence({cut(str(self), 240)})"

    def _repr_markdown_(self) -> str:
        return f"**{self.verdict}**{str(self).removeprefix(self.verdict)}"

    def __str__(self) -> str:
        numbers = numbers_of(self)
        return f"{self.verdict}: {self.how}" + (f" ({numbers})" if numbers else "")


def numbers_of(found: Evidence) -> str:
    """How many points there were, and the largest relative error; empty where nothing was compared.

    >>> numbers_of(Evidence("agrees", "at a point", 1, 2e-16))
    '1 point, largest relative error 2e-16'
    """
    points = "1 point" if found.points == 1 else f"{found.points} points"
    return f"{points}, largest relative error {found.error:.0e}" if found.error is not None else ""


def together(found: Iterable[Evidence], what: str) -> Evidence:
    """The evidence of several checks as that of one, as strong as the weakest; `what` says what was checked.

    Raises:
        ValueError: there is nothing to put together.

    >>> one, other = Evidence("proved", "by expansion", 2, 0.0), Evidence("agrees", "at points", 5, 1e-16)
    >>> print(together([one, other], "slopes"))
    agrees: 2 slopes, 1 proved and 1 by numbers (7 points, largest relative error 1e-16)
    """
    parts = tuple(found)
    worst = weakest(parts)
    counts = {said: sum(it.verdict == verdict for it in parts) for verdict, said in _COUNTED.items()}
    told = " and ".join(f"{count} {said}" for said, count in counts.items() if count)
    alike = len(parts) in counts.values()
    how = f"each of {len(parts)} {what}" if alike else f"{len(parts)} {what}, {told}"
    if worst.verdict == "refuted":
        how = worst.how
    errors = (it.error for it in parts if it.error is not None)
    return Evidence(worst.verdict, how, sum(it.points for it in parts), max(errors, default=None), parts)


def weakest(found: Iterable[Evidence]) -> Evidence:
    """The first of the weakest among `found`; a chain of checks is as strong as this one.

    Raises:
        ValueError: there is nothing to choose from.
    """
    return min(found, key=lambda evidence: _STRENGTH[evidence.verdict])
