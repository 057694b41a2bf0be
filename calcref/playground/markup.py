"""Pieces of HTML that the site's scripts put on a page: formulas as TeX for KaTeX, and what a check found."""

from __future__ import annotations

import re
from html import escape, unescape

from calcref.core.evidence import Evidence, numbers_of
from calcref.render.tex_layout import hinted

LINES = r"\displaystyle "  # how a line of a derivation begins
_FORMULA = re.compile(r'(<span class="arithmatex">\\\()(.*?)(\\\)</span>)', re.DOTALL)
_SAID = {"proved": "proved", "agrees": "agrees", "unknown": "not decided", "refuted": "refuted"}


def badge(found: Evidence) -> str:
    """What a check found, as a badge and a sentence.

    >>> print(badge(Evidence("agrees", "at random points", 5, 2e-16)))
    <p class="cr-evidence cr-agrees"><strong>agrees</strong>
    <span>at random points; 5 points, largest relative error 2e-16</span></p>
    """
    said = "; ".join(part for part in (found.how, numbers_of(found)) if part)
    inside = f"<strong>{_SAID[found.verdict]}</strong>\n<span>{escape(said)}</span>"
    return f'<p class="cr-evidence cr-{found.verdict}">{inside}</p>'


def formula(tex: str) -> str:
    r"""`tex` as the page marks formulas.

    >>> formula("a < b")
    '<span class="arithmatex">\\(a &lt; b\\)</span>'
    """
    return f'<span class="arithmatex">\\({escape(tex, quote=False)}\\)</span>'


def with_breaks(html: str) -> str:
    """`html` with the places marked where the long lines of a derivation may end, as the build of a page does it."""

    def marked(found: re.Match[str]) -> str:
        tex = unescape(found[2]).strip()
        return found[1] + escape(hinted(tex), quote=False) + found[3] if tex.startswith(LINES) else found[0]

    return _FORMULA.sub(marked, html)
