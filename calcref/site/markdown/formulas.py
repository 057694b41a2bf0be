"""Formulas become HTML and MathML while the site is built: no script typesets them in the browser.

arithmatex marks a formula; here all formulas of a page go to KaTeX in one batch, and what comes back is kept in
the cache under the digest of the batch. The search index gets each formula once, as plain text.
"""

from __future__ import annotations

import json
import re
from hashlib import sha256
from html import escape, unescape
from pathlib import Path
from typing import Any

from calcref.render.tex_layout import hinted
from calcref.site.markdown import mathml
from calcref.site.markdown.keep import keep
from calcref.site.markdown.node import WEB, lock_digest, renderer
from calcref.site.markdown.page import Page

LINES = r"\displaystyle "  # how a line of a derivation begins
# A formula, and the punctuation after it, which must not begin a line.
MARKED = re.compile(r'<(span|div) class="arithmatex">\\([(\[])(.*?)\\[)\]]</\1>([.,;:!?)]*)', re.DOTALL)


def typeset(page: Page, html: str) -> str:
    """`html` with every marked formula typeset; what KaTeX refuses becomes a problem of the page."""
    wanted = dict.fromkeys((_hinted(tex), bracket == "[") for _, bracket, tex, _ in MARKED.findall(html))
    if not wanted:
        return html
    answers = dict(zip(wanted, _answers(list(wanted), page.options.cache), strict=True))

    def shown(match: re.Match[str]) -> str:
        tag, bracket, tex, after = match.groups()
        formula = unescape(tex).strip()
        answer = answers[_hinted(tex), bracket == "["]
        if "error" in answer:
            message = f"KaTeX: {answer['error']}\n    in the formula {formula}{page.origin(formula)}"
            page.problem(message, page.line_of(formula.splitlines()[0]))
            return match.group()
        # The wrapper is an element of its own kind: Material's search ends an exclusion at the next closing
        # tag of the same name, and a formula is full of spans. Its MathML is for readers' tools, which stretch nothing.
        drawn = answer["html"].replace(' stretchy="false"', "")
        picture = f'<typeset-math data-search-exclude="1">{drawn}</typeset-math>'
        whole = f'<{tag} class="arithmatex">{picture}<span hidden>{answer["text"]}</span></{tag}>'
        return f'<span class="cr-together">{whole}{after}</span>' if after and tag == "span" else whole + after

    return MARKED.sub(shown, html)


def spoken(formulas: list[str], cache: Path) -> list[tuple[str, str]]:
    """Each formula as MathML, and as plain text."""
    answers = _answers([(formula, False) for formula in formulas], cache)
    return [(_mathml(answer["html"]), unescape(answer["text"])) for answer in answers]


def _hinted(tex: str) -> str:
    """The formula, and if it is long enough to stand on lines of its own, where these may end."""
    formula = unescape(tex).strip()
    return hinted(formula) if formula.startswith(LINES) else formula


def _answers(formulas: list[tuple[str, bool]], cache: Path) -> list[dict[str, Any]]:
    made_by = [
        lock_digest(),
        *(file.read_text("utf-8") for file in (WEB / "render.mjs", WEB / "light.mjs", Path(mathml.__file__))),
    ]
    digest = sha256(json.dumps([*made_by, formulas]).encode()).hexdigest()
    kept = cache / "formulas" / f"{digest}.json"
    if kept.is_file():
        found: list[dict[str, Any]] = json.loads(kept.read_text("utf-8"))
        return found
    answers = renderer(cache)(formulas)
    for answer in answers:
        if "html" in answer:
            answer["text"] = escape(mathml.plain(_mathml(answer["html"])))
    keep(kept, json.dumps(answers))
    return answers


def _mathml(html: str) -> str:
    return html[html.index("<math") : html.index("</math>") + len("</math>")]
