r"""A derivation as a fragment of HTML, with TeX that any page with a math script shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from calcref.core.records import Derivation
from calcref.render.derivation_latex import display, printers, to_latex
from calcref.render.expression_latex import LatexPrinter
from calcref.render.notes import all_steps, link, remark
from calcref.render.parts import expressions_of, parts_of, told
from calcref.render.reading import Event, is_large, read


def to_html(derivation: Derivation) -> str:
    """`derivation` as one `<div>`: the chain of equalities, then every step, in folds.

    >>> from calcref.core.engine import derive
    >>> from calcref.core.letters import x
    >>> from calcref.core.questions import Diff
    >>> from calcref.derivatives import RULES
    >>> to_html(derive(Diff(x**2, x), RULES)).splitlines()[0]
    '<div class="calcref-derivation">'
    """
    body = _flat(derivation) if is_large(derivation) else _nested(derivation)
    return "\n".join(['<div class="calcref-derivation">', *body, "</div>"]) + "\n"


def _block(formula: str) -> str:
    return f'<div class="arithmatex">\\[\n{escape(formula, quote=False)}\n\\]</div>'


def _inline(formula: str) -> str:
    return f'<span class="arithmatex">\\({escape(formula, quote=False)}\\)</span>'


def _prose(note: str) -> str:
    """`note` with its TeX, which stands between dollar signs, marked up."""
    pieces = re.split(r"\$([^$]*)\$", note)
    return "".join(_inline(piece) if k % 2 else escape(piece) for k, piece in enumerate(pieces))


def _nested(derivation: Derivation) -> Iterator[str]:
    yield _block(to_latex(derivation))
    yield f"<details>\n<summary>{all_steps(len(derivation.nodes))}</summary>"
    for event in read(derivation):
        yield from _told(event)
    yield "</details>"


def _told(event: Event) -> Iterator[str]:
    node = event.node
    if event.kind == "again":
        yield f"<p>As in step {event.number},</p>"
        yield _block(display(node.question, node.answer))
    elif event.kind == "answer":
        yield f"</details>\n<p>Step {event.number} becomes</p>"
        yield _block(display(node.step.before, node.answer))
    else:
        rule = node.step.rule
        name = f'<strong>{event.number}. <a href="{escape(link(rule))}">{escape(rule.name)}</a></strong>'
        yield f"<p>{name}{_prose(remark(node.step, LatexPrinter()))}</p>"
        yield _block(display(node.step.before, node.step.after))
        if event.has_parts:
            yield f"<details open>\n<summary>What step {event.number} left open</summary>"


def _flat(derivation: Derivation) -> Iterator[str]:
    parts = parts_of(expressions_of(derivation))
    write, _ = printers(parts)
    yield _block(f"{write(derivation.question)} = {write(derivation.answer)}")
    yield "<details>\n<summary>What the letters stand for</summary>\n<ul>"
    for part in parts:
        yield f"<li>{_inline(f'{part.latex} = {write(part.expr, define=True)}')}</li>"
    yield f"</ul>\n</details>\n<details>\n<summary>{all_steps(len(derivation.nodes))}</summary>\n<ol>"
    numbers = {id(node): k for k, node in enumerate(derivation.nodes, 1)}
    for node in derivation.nodes:
        step = node.step
        answer = f" = {write(node.answer)}" if node.answer is not step.after else ""
        by = f", {told([numbers[id(part)] for part in node.parts])}" if node.parts else ""
        rule = f'<a href="{escape(link(step.rule))}">{escape(step.rule.name)}</a>'
        yield f"<li>{_inline(f'{write(step.before)} = {write(step.after)}{answer}')} ({rule}{by})</li>"
    yield "</ol>\n</details>"
