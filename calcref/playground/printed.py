"""What a block of a page prints, as the page shows it: the Markdown that blocks use, and no HTML but our own.

A builder of pages knows far more Markdown. This knows paragraphs, lists, quotations, tables and formulas, and in a line
code, stress and links; a test compares both on all blocks that a reader can run. All else stays text, markup too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape

from calcref.playground.markup import formula

MADE = re.compile("\x1a(\\d+)\x1a")  # stands for a piece of HTML
_ITEM = re.compile(r"(?:[-*+]|(\d+)\.)\s+(.*)")
_RULE = re.compile(r"[|:\- ]*-[|:\- ]*")
_INLINE = re.compile(
    r"`(?P<code>[^`\n]+)`|(?<!\\)\$(?!\s)(?P<formula>(?:\\.|[^\\$])+?)(?<!\s)\$"
    r"|\*\*(?P<strong>.+?)\*\*|\*(?P<stress>[^*]+)\*|\[(?P<words>[^\]\n]+)\]\((?P<link>https://[^\s()]+)\)",
    re.DOTALL,
)


def to_html(text: str, made: Mapping[int, str]) -> str:
    r"""`text` as HTML, with the pieces `made` in the places of their marks.

    >>> print(to_html("**So** $x < y$:\n\n- <b>one</b>\n- two", {}))
    <p><strong>So</strong> <span class="arithmatex">\(x &lt; y\)</span>:</p>
    <ul><li>&lt;b&gt;one&lt;/b&gt;</li><li>two</li></ul>
    >>> print(to_html("| a | b |\n|---|--:|\n| 1 | 2 |", {})[:53])
    <table><thead><tr><th>a</th><th style="text-align: ri
    """
    return "\n".join(_block(block, made) for block in _blocks(text))


def _blocks(text: str) -> Iterator[str]:
    block: list[str] = []
    for line in [*text.splitlines(), ""]:
        in_formula = block and block[0].startswith("$$") and "\n".join(block).count("$$") < 2
        if line.strip() or in_formula:
            block.append(line.rstrip())
        elif block:
            yield "\n".join(block)
            block = []
    if block:
        yield "\n".join(block)


def _block(block: str, made: Mapping[int, str]) -> str:
    lines = block.splitlines()
    if (found := MADE.fullmatch(block)) and int(found[1]) in made:
        return made[int(found[1])]
    if block.startswith("$$") and block.endswith("$$") and len(block) > 4:
        return f'<div class="arithmatex">\\[{escape(block[2:-2].strip(), quote=False)}\\]</div>'
    if len(lines) > 1 and "|" in lines[0] and _RULE.fullmatch(lines[1]):
        return _table(lines)
    if all(line.startswith(">") for line in lines):
        quoted = "\n".join(line[1:].removeprefix(" ") for line in lines)
        return f"<blockquote>{to_html(quoted, made)}</blockquote>"
    if all(map(_ITEM.match, lines)):
        found_items = [found for line in lines if (found := _ITEM.match(line))]
        kind = "ol" if found_items[0][1] else "ul"
        return f"<{kind}>{''.join(f'<li>{_inline(it[2])}</li>' for it in found_items)}</{kind}>"
    return f"<p>{_inline(block)}</p>"


def _table(lines: list[str]) -> str:
    head, rule, *body = (_cells(line) for line in lines)
    places = [_place(it) for it in rule]

    def row(tag: str, cells: list[str]) -> str:
        cells = [*cells, *[""] * len(places)][: len(places)]
        inside = (f"<{tag}{place}>{_inline(it)}</{tag}>" for it, place in zip(cells, places, strict=True))
        return f"<tr>{''.join(inside)}</tr>"

    rows = "\n".join(row("td", cells) for cells in body)
    return f"<table><thead>{row('th', head)}</thead><tbody>{rows}</tbody></table>"


def _cells(line: str) -> list[str]:
    return [it.strip() for it in re.split(r"(?<!\\)\|(?=(?:[^`]*`[^`]*`)*[^`]*$)", line.strip().strip("|"))]


def _place(rule: str) -> str:
    side = {(True, True): "center", (False, True): "right", (True, False): "left"}.get(
        (rule[0] == ":", rule[-1] == ":")
    )
    return f' style="text-align: {side};"' if side else ""


def _inline(text: str) -> str:
    parts: list[str] = []
    end = 0
    for found in _INLINE.finditer(text):
        parts += escape(text[end : found.start()], quote=False), _piece(found)
        end = found.end()
    return "".join([*parts, escape(text[end:], quote=False)])


def _piece(found: re.Match[str]) -> str:
    if found["code"]:
        return f"<code>{escape(found['code'], quote=False)}</code>"
    if found["formula"]:
        return formula(found["formula"])
    if found["strong"]:
        return f"<strong>{_inline(found['strong'])}</strong>"
    if found["stress"]:
        return f"<em>{_inline(found['stress'])}</em>"
    return f'<a href="{escape(found["link"])}">{_inline(found["words"])}</a>'
