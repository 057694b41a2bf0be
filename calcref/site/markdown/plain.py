"""Markdown that any reader knows, of what blocks print as HTML and of what only the Markdown of this site knows.

Formulas stay TeX. A figure becomes what it says of itself. The steps of a derivation become a list, less the outline
that tells them again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from calcref.site.markdown.source import code_lines

FORMULA = re.compile(r'<span class="arithmatex">\\\((?:\\displaystyle )?(.*?)\\\)</span>', re.DOTALL)
DROPPED = re.compile(
    r'<style\b.*?</style>|<p class="cr-change">.*?</p>|<(button|label|output)\b.*?</\1>|<input\b[^>]*>'
    r'|<details class="cr-outline">.*?</details>(?=\s*</div>)|<span class="cr-said">.*?(?=\s*</li>)',
    re.DOTALL,
)
LINE = re.compile(
    r'\s*<li class="cr-line[^"]*">(?:\s*<span class="cr-rule">(.*?)</span>(?=\s*<span class="cr-body">))?(.*?)</li>',
    re.DOTALL,
)
SVG = re.compile(r"<svg\b.*?<title[^>]*>(.*?)</title>(?:<desc[^>]*>(.*?)</desc>)?.*?</svg>", re.DOTALL)
CAPTION = re.compile(r"<figcaption>(.*?)</figcaption>", re.DOTALL)
LINK = re.compile(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
HEADING = re.compile(r"^(#+ .*?) \{ ?[#.:][^}]*\}$", re.MULTILINE)
TERM = re.compile(r"^(?=\S)(?!:   )(?P<terms>(?:.+\n)+?)(?=:   )", re.MULTILINE)
MARKS = {"strong": "**", "b": "**", "em": "*", "code": "`"}
BREAKS = {"p", "div", "section", "details", "summary", "figure", "dl", "ol", "ul", "table", "tr", "cr-live"}
TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)(?:\s[^<>]*)?/?>")
INLINE = {"span", "small", "br", "li", "dt", "dd", "th", "td", "sub", "sup", "i", "caption", "thead", "tbody"}
ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z]+);")


def plain(text: str) -> str:
    """`text` as Markdown that any reader knows; code stays as it is.

    >>> print(plain('<p class="cr-evidence"><strong>proved</strong> for $a < b$</p>'))
    **proved** for $a < b$
    """
    lines = text.splitlines()
    code = code_lines(lines)
    parts: list[tuple[bool, list[str]]] = []
    for index, line in enumerate(lines):
        if not parts or parts[-1][0] != (index in code):
            parts.append((index in code, []))
        parts[-1][1].append(line)
    made = ["\n".join(part) if is_code else _prose("\n".join(part)) for is_code, part in parts]
    return re.sub(r"[ \n]*\n\n", "\n\n", "\n\n".join(it.strip("\n") for it in made if it.strip())).strip()


def relink(text: str, lead: Callable[[str], str]) -> str:
    """`text` in which every link of its prose leads where `lead` says."""
    lines = text.splitlines()
    code = code_lines(lines)
    inside = re.compile(r"(`+)(?:.*?)\1|(?<=\]\()([^)\s]+)(?=[)\s])")
    changed = [
        line if index in code else inside.sub(lambda match: lead(match[2]) if match[2] else match[0], line)
        for index, line in enumerate(lines)
    ]
    return "\n".join(changed)


def without_classes(tex: str) -> str:
    r"""A formula without what colors its parts.

    >>> without_classes(r"= \class{new}{2 \class{old}{x^{2}}} + 1")
    '= 2 x^{2} + 1'
    """
    while (start := tex.find(r"\class{")) >= 0:
        opening = tex.index("}", start) + 1
        depth, end = 1, opening + 1
        while depth:
            depth += {"{": 1, "}": -1}.get(tex[end], 0)
            end += 1
        tex = tex[:start] + tex[opening + 1 : end - 1] + tex[end:]
    return tex


def _prose(text: str) -> str:
    text = DROPPED.sub("", text)
    text = FORMULA.sub(lambda match: f"${without_classes(unescape(match[1])).strip()}$", text)
    text = LINK.sub(lambda match: f"[{match[2]}]({match[1]})", text)
    text = LINE.sub(_line, text)
    text = SVG.sub(lambda match: f"\n\n[Figure](#): {match[1]}. {match[2] or ''}\n\n", text)
    text = CAPTION.sub(lambda match: f"\n\n{match[1]}\n\n", text)
    text = re.sub(r"<summary>(.*?)</summary>", r"\n\n**\1**\n\n", text)
    text = re.sub(r"<h([1-6])\b[^>]*>(.*?)</h\1>", lambda match: f"\n\n{'#' * int(match[1])} {match[2]}\n\n", text)
    text = TAG.sub(_tag, text)
    text = TERM.sub(_terms, HEADING.sub(r"\1", text))
    text = re.sub(r"^:   ", "- ", text, flags=re.MULTILINE)
    text = re.sub(r"\[([^\]\n]+)\]\[[\w.]*\]", r"\1", text)  # a name of the API, which only the site can lead to
    return ENTITY.sub(lambda match: unescape(match[0]), text)


def _line(match: re.Match[str]) -> str:
    rule, body = match.groups()
    formula = " ".join(TAG.sub(" ", body).split())
    said = " ".join(TAG.sub(" ", (rule or "").replace('</span><span class="cr-if">', ", ")).split())
    return f"\n- {formula}" + (f" ({said})" if said else "")


def _terms(match: re.Match[str]) -> str:
    first, *others = match["terms"].splitlines()
    also = f" ({', '.join(others)})" if others else ""
    return f"\n**{first}**{also}\n\n"


def _tag(match: re.Match[str]) -> str:
    name = match[2]
    if name in MARKS:
        return MARKS[name]
    if name in BREAKS:
        return "\n\n"
    if name == "br" or name == "td":
        return " "
    return "\n- " if name in {"li", "dt", "dd"} and not match[1] else "" if name in INLINE else match[0]
