"""A derivation as Markdown: the chain of equalities as display math, then every step, in folds.

The same text works on GitHub, in Jupyter and in MkDocs with md_in_html and arithmatex: display math stands alone
between blank lines, and nothing inside a fold is indented.
"""

from __future__ import annotations

from collections.abc import Iterator

from calcref.core.records import Derivation
from calcref.render.derivation_latex import display, printers, to_latex
from calcref.render.expression_latex import LatexPrinter
from calcref.render.notes import all_steps, link, remark
from calcref.render.parts import expressions_of, parts_of, told
from calcref.render.reading import Event, is_large, listed, read

FOLD = '<details markdown="1">'
OPEN_FOLD = '<details markdown="1" open>'


def to_markdown(derivation: Derivation) -> str:
    r"""`derivation` as Markdown: the chain of equalities, then every step with its rule, linked, and its conditions.

    One that is too large for this is a list of steps over named parts.

    >>> from calcref.core.engine import derive
    >>> from calcref.core.letters import x
    >>> from calcref.core.questions import Diff
    >>> from calcref.derivatives import RULES
    >>> print(to_markdown(derive(Diff(x**2, x), RULES)).split("\n\n")[0])
    $$
    \begin{aligned}
    \frac{d}{dx}\left[x^{2}\right] &= 2 x && {\small\text{Power rule}}
    \end{aligned}
    $$
    """
    return "\n\n".join(_flat(derivation) if is_large(derivation) else _nested(derivation)) + "\n"


def displayed(formula: str) -> str:
    """`formula` as display math."""
    return f"$$\n{formula}\n$$"


def told_of(event: Event) -> str:
    """What `event` says: a step with its rule, linked, its letters and its conditions; or what it has become."""
    step = event.node.step
    if event.kind == "again":
        return f"As in step {event.number},\n\n{displayed(display(event.node.question, event.node.answer))}"
    if event.kind == "answer":
        return f"Step {event.number} becomes\n\n{displayed(display(step.before, event.node.answer))}"
    heading = f"**{event.number}. [{step.rule.name}]({link(step.rule)})**{remark(step, LatexPrinter())}"
    return f"{heading}\n\n{displayed(display(step.before, step.after))}"


def _nested(derivation: Derivation) -> Iterator[str]:
    yield displayed(to_latex(derivation))
    yield f"{FOLD}\n<summary>{all_steps(len(derivation.nodes))}</summary>"
    for event in read(derivation):
        if event.kind == "answer":
            yield "</details>"
        yield told_of(event)
        if event.kind == "step" and event.has_parts:
            yield f"{OPEN_FOLD}\n<summary>What step {event.number} left open</summary>"
    yield "</details>"


def _flat(derivation: Derivation) -> Iterator[str]:
    parts = parts_of(expressions_of(derivation))
    write, _ = printers(parts)
    yield displayed(f"{write(derivation.question)} = {write(derivation.answer)}")
    if parts:
        yield f"{FOLD}\n<summary>What the letters stand for</summary>"
        for part in parts:
            yield f"${part.latex} = {write(part.expr, define=True)}$"
        yield "</details>"
    yield f"{FOLD}\n<summary>{all_steps(len(derivation.nodes))}</summary>"
    for it in listed(derivation):
        answer = f" = {write(it.answer)}" if it.answer is not None else ""
        by = f", {told(it.parts)}" if it.parts else ""
        formula = f"${write(it.step.before)} = {write(it.step.after)}{answer}$"
        yield f"**{it.number}.** {formula} ([{it.step.rule.name}]({link(it.step.rule)}){by})"
    yield "</details>"
