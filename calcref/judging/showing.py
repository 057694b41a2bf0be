"""A judgement as text and as HTML."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from calcref.judging.result import Judgement, Line

KINDS = {"right": "right", "wrong": "wrong", "condition": "only if", "undecided": "undecided", "given": "given"}
MARKS = {"right": "✓", "wrong": "✗", "condition": "!", "undecided": "?", "given": "·"}
WIDEST = 100  # characters of a line that are shown


def line_text(line: Line) -> str:
    """A line with what was found of it, on two or three lines.

    >>> from calcref.judging.result import Line
    >>> print(line_text(Line(3, "x + x", "2x", "right", "16 values agree", points=16)))
    ✓ line 3: x + x = 2x
        right: 16 values agree
    """
    return "\n".join((f"{MARKS[line.kind]} line {line.number}: {_short(line.text)}", *map("    {}".format, told(line))))


def told(line: Line) -> Iterator[str]:
    """What was found of a line, a sentence each."""
    if line.kind == "condition":
        yield f"right only if: {line.condition}"
        yield line.said
    else:
        yield f"{_verdict(line)}: {line.said}"
        if line.condition:
            yield f"right only if: {line.condition}"
    if line.mistake is not None:
        yield f"likely mistake: {line.mistake}"
    if line.rules:
        yield f"by {', '.join(line.rules)}"


def _verdict(line: Line) -> str:
    return "proved" if line.proved else KINDS[line.kind]


def summary(judgement: Judgement) -> str:
    """How many lines there are of each kind, in one sentence."""
    found = judgement.in_order
    if not found:
        return f"{judgement.verdict}: nothing is claimed, {len(judgement.given)} taken as given"
    counts = {kind: sum(line.kind == kind for line in found) for kind in KINDS}
    said = {"wrong": "wrong", "condition": "right only under a condition", "undecided": "undecided", "right": "right"}
    parts = ", ".join(f"{counts[kind]} {word}" for kind, word in said.items() if counts[kind])
    return f"{judgement.verdict}: {len(found)} {'equality' if len(found) == 1 else 'equalities'}, {parts}"


def to_text(judgement: Judgement) -> str:
    """The summary, the first wrong line, then all others as they stand in the text."""
    return "\n".join((summary(judgement), *([""] if judgement.lines else []), *map(line_text, judgement.lines)))


def to_html(judgement: Judgement) -> str:
    """A table with a row for each line; the first wrong one is marked, and linked above."""
    first = judgement.first_wrong
    rows = "".join(_row(line, line is first) for line in judgement.in_order)
    head = "<tr><th scope='col'>Line</th><th scope='col'>Equality</th><th scope='col'>Found</th></tr>"
    led = "" if first is None else f"<p>First wrong: line {first.number}, <code>{escape(_short(first.text))}</code></p>"
    return (
        f'<div class="calcref-judgement"><p><strong>{escape(summary(judgement))}</strong></p>{led}'
        f"<table><thead>{head}</thead><tbody>{rows}</tbody></table></div>"
    )


def _row(line: Line, is_first_wrong: bool) -> str:
    said = "<br>".join(map(escape, told(line)))
    mark = " data-first-wrong" if is_first_wrong else ""
    return (
        f'<tr class="calcref-{line.kind}"{mark}><td>{line.number}</td><td><code>{escape(_short(line.text))}</code></td>'
        f"<td>{MARKS[line.kind]} {said}</td></tr>"
    )


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= WIDEST else f"{text[: WIDEST - 3]}..."
