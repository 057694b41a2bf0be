"""A derivation as Markdown: the chain of equalities as display math, then every step, in folds.

The same text works on GitHub, in Jupyter and in MkDocs with md_in_html and arithmatex: display math stands alone
between blank lines, and nothing inside a fold is indented.
"""

from __future__ import annotations

from collections.abc import Iterator

from calcref.core.records import Derivation, Step
from calcref.render.derivation_latex import display, printers, to_latex
from calcref.render.expression_latex import LatexPrinter
from calcref.render.notes import all_steps, link, remark
from calcref.render.parts import expressions_of, parts_of, told
from calcref.render.reading import Event, is_large, read

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


def heading(number: int, step: Step) -> str:
    """The number of `step`, its rule with a link, its letters and its conditions."""
    return f"**{number}. [{step.rule.name}]({link(step.rule)})**{remark(step, LatexPrinter())}"


def _nested(derivation: Derivation) -> Iterator[str]:
    yield displayed(to_latex(derivation))
    yield f"{FOLD}\n<summary>{all_steps(len(derivation.nodes))}</summary>"
    for event in read(derivation):
        yield from _told(event)
    yield "</details>"


def _told(event: Event) -> Iterator[str]:
    node = event.node
    if event.kind == "again":
        yield f"As in step {event.number},\n\n{displayed(display(node.question, node.answer))}"
    elif event.kind == "answer":
        yield f"</details>\n\nStep {event.number} becomes\n\n{displayed(display(node.step.before, node.answer))}"
    else:
        yield heading(event.number, node.step)
        yield displayed(display(node.step.before, node.step.after))
        if event.has_parts:
            yield f"{OPEN_FOLD}\n<summary>What step {event.number} left open</summary>"


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
    numbers = {id(node): k for k, node in enumerate(derivation.nodes, 1)}
    for node in derivation.nodes:
        step = node.step
        answer = f" = {write(node.answer)}" if node.answer is not step.after else ""
        by = f", {told([numbers[id(part)] for part in node.parts])}" if node.parts else ""
        formula = f"${write(step.before)} = {write(step.after)}{answer}$"
        yield f"**{numbers[id(node)]}.** {formula} ([{step.rule.name}]({link(step.rule)}){by})"
    yield "</details>"
