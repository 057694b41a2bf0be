"""What programs return at ties and edges, as cards: what is right, the answer of each, and what is wrong with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape
from typing import Any

from calcref.render import text
from calcref.site.blocks.benchmarks import markdown_table, tight
from calcref.site.blocks.kinked import OWN, Answer, Judged, Verdict, entries
from calcref.site.blocks.right_slopes import Right

MARKS: dict[Verdict, str] = {"outside": "wrong", "none": "no gradient", "error": "an error"}
COLUMNS: dict[str, tuple[Verdict, ...]] = {
    "right": ("right",),
    "wrong": ("outside",),
    "NaN": ("NaN",),
    "other": ("none", "error", "open"),
}


def cards(kinks: Sequence[Judged], group: str) -> str:
    """The cases of a group as HTML: what is asked and where, the right slopes, and what everybody returns."""
    peers = dict.fromkeys(answer.by for kink in kinks for answer in kink.answers if answer.by != OWN)
    made = "".join(_card(it, [*peers, OWN]) for it in kinks if it.case["group"] == group)
    return f'<div class="cr-kinks">\n{made}</div>'


def wrong(kinks: Sequence[Judged]) -> str:
    """The answers that are numbers, and outside of what is right, as a list."""
    return "\n".join(
        f"- `{answer.asked}` at {vector(kink.case['at'])}: {answer.by} returns {vector(answer.gradient)}, "
        f"right is {right_slopes(kink.right)}."
        for kink in kinks
        for answer in kink.answers
        if answer.verdict == "outside"
    )


def words(kinks: Sequence[Judged], group: str) -> str:
    """In which words the peers were asked for the cases of a group, where these are not NumPy's; folded."""
    lines = []
    for kink in kinks:
        own = kink.case["numpy"]
        others = dict.fromkeys(f"`{it.asked}`" for it in kink.answers if it.asked != own)
        if kink.case["group"] == group and others:
            lines.append(f"- `{own}`: {', '.join(others)}")
    lines = list(dict.fromkeys(lines))
    return "\n".join(['<details markdown="1">', "<summary>In the words of each</summary>\n", *lines, "\n</details>"])


def tally(kinks: Sequence[Judged], versions: dict[str, str | None]) -> str:
    """How many answers of each program are right, and how many are not, as a table.

    Args:
        kinks: the cases with their answers.
        versions: of the peers, by their names; None of one that was not installed.
    """
    counts = {name: Counter[Verdict]() for name in (*versions, OWN)}
    for kink in kinks:
        for answer in kink.answers:
            counts[answer.by][answer.verdict] += 1
    rows = []
    for name, count in counts.items():
        version = versions.get(name, "")
        label = f"{name} {'(not installed)' if version is None else version}".strip()
        rows.append([label, *(str(sum(count[it] for it in of)) for of in COLUMNS.values())])
    return tight(markdown_table([" ", *COLUMNS], rows))


def number(value: float) -> str:
    """A number for a reader.

    >>> number(float("-inf")), number(-0.5), number(-0.0)
    ('−∞', '−0.5', '0')
    """
    return f"{value + 0.0:g}".replace("-", "−").replace("inf", "∞").replace("nan", "NaN")


def vector(gradient: Any) -> str:
    """A gradient for a reader.

    >>> vector([0.5, "nan"])
    '(0.5, NaN)'
    """
    told = ", ".join(map(number, entries(gradient)))
    return f"({told})" if isinstance(gradient, list) else told


def right_slopes(known: Sequence[Right]) -> str:
    """The right slopes along all directions, or why there are none; a gradient where there is one.

    >>> import sympy as sp
    >>> zero, one = sp.S.Zero, sp.S.One
    >>> right_slopes([Right((1, 0), (zero, one)), Right((0, 1), (zero, one)), Right((1, 1), (one, one))])
    '[0, 1] along (1, 0) and (0, 1); 1 along (1, 1)'
    >>> right_slopes([Right((1, 0), (one, one)), Right((0, 1), (zero, zero))])
    '(1, 0)'
    """
    told = list(map(_ends, known))
    axes = [tuple(float(k == j) for k in range(len(known))) for j in range(len(known))]
    if [it.direction for it in known] == axes and not any(it.startswith(("[", "none")) for it in told):
        return f"({', '.join(told)})"
    along: dict[str, list[str]] = {}
    for it, said in zip(known, told, strict=True):
        along.setdefault(said, []).extend([vector(list(it.direction))] if it.direction else [])
    return "; ".join(f"{said} along {_listed(where)}" if where else said for said, where in along.items())


def _ends(known: Right) -> str:
    if known.ends is None:
        return f"none ({known.why})"
    low, high = (text(it).replace("-", "−") for it in known.ends)
    return low if low == high else f"[{low}, {high}]"


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _card(kink: Judged, names: Sequence[str]) -> str:
    case, by = kink.case, {answer.by: answer for answer in kink.answers}
    answers = "".join(_answer(name, by.get(name)) for name in names)
    return (
        f'<div class="cr-kink" id="kink-{case["id"]}">\n'
        f"<p><code>{escape(case['numpy'])}</code> at {vector(case['at'])}</p>\n"
        f"<p>right: {escape(right_slopes(kink.right))}</p>\n<ul>{answers}</ul>\n</div>\n"
    )


def _answer(name: str, answer: Answer | None) -> str:
    if answer is None:
        return f"<li><b>{name}</b> <span>–</span></li>"
    shown = "–" if answer.gradient is None else vector(answer.gradient)
    mark = f" <small>{MARKS[answer.verdict]}</small>" if answer.verdict in MARKS else ""
    kind = ' class="cr-off"' if answer.verdict in ("outside", "NaN") else ""
    return f"<li{kind}><b>{name}</b> <span>{shown}</span>{mark}</li>"
