"""Exercises whose answers are checked: question and answer are data, too, that a box for input can be held against."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from html import escape

import sympy as sp

from calcref import differentiate, exercises
from calcref.core.errors import CheckFailed
from calcref.core.evidence import Evidence
from calcref.core.questions import Antideriv, DefiniteIntegral, Diff, Question
from calcref.core.records import Derivation
from calcref.exercises.asks import tex
from calcref.parse import as_typed, parse
from calcref.render import latex
from calcref.render.asking import asking
from calcref.render.expression_text import text
from calcref.site.markdown.seen import see_compared
from calcref.site.typed.equations import Equations
from calcref.verify.answers import check_answer

NEAR = 1e-9
_FORMULA = re.compile(r"\{(?P<text>[^{}]*)\}")
ASKS: tuple[tuple[type[Question], str], ...] = (
    (DefiniteIntegral, "value"),
    (Antideriv, "antiderivative"),
    (Diff, "derivative"),
)


def exercise(
    question: str, answer: str, by: Derivation | float, hint: str, because: str = "", steps: bool = True
) -> str:
    """A question with a hint and, folded below it, the answer with its derivation.

    The element holds the question as plain text, its answer as `calcref.parse` reads it, what is asked for (a
    derivative, an antiderivative or a value), and the question as `calcref.ask` reads it, where it is one.

    Args:
        question: a sentence in Markdown; `{}` in it is what `by` answers, and `{mu = 1/2}` a formula as text.
        answer: the answer, as a reader would type it; a decimal number is right to its last digit.
        by: what the library finds: a derivation, or a number that it computed.
        hint: how to begin.
        because: why, in words; stands below the derivation where there is one.
        steps: whether the derivation is shown; not where it goes by rules that are taught later.

    Raises:
        ValueError: the question holds TeX, which is no text, or `{}` where a number was computed.
        CheckFailed: the answer is not what the library finds, or an equation in the words is wrong.

    >>> shown = exercise("Differentiate {}.", "2x", differentiate("x^2"), hint="The exponent comes down.")
    >>> 'data-answer="2x"' in shown, r"Differentiate $\\displaystyle x^{2}$." in shown
    (True, True)
    """
    found = _checked(answer, by)
    if found.verdict not in ("proved", "agrees"):
        raise CheckFailed(f"{answer!r} is no answer to {question!r}: {found.how}", found)
    see_compared("answers", found.verdict)
    equations = Equations()
    for formula in re.findall(r"\$([^$]+)\$", f"{hint} {because}"):
        for fault in equations.read(formula):
            raise CheckFailed(f"in the words of {question!r}, {formula}: {fault}", Evidence("refuted", fault))
    asks = _asks(by) if isinstance(by, Derivation) else "value"
    derivation = by.to_html() if steps and isinstance(by, Derivation) else ""
    shown = _FORMULA.sub(lambda found: f"${_tex(found['text'], by)}$", question)
    plain = _FORMULA.sub(lambda found: found["text"] or text(_asked(by)), question)
    if "\\" in plain:
        raise ValueError(f"a question is data, too: write its formulas as text between braces; found {question!r}")
    asked = (asking(by.question) if isinstance(by, Derivation) else None) or ""
    data = {"question": plain.replace("$", ""), "answer": answer, "asks": asks, "asked": asked}
    constant = " + C" if asks == "antiderivative" else ""
    return _block(data, shown, hint, rf"$\displaystyle {as_typed(answer).latex}{constant}$", derivation, because)


def drill(family: str, seed: int, level: int = 1, hint: str = "", because: str = "", steps: bool = True) -> str:
    """An exercise that a family of `calcref.exercises` gives, verified, in the form of `exercise`.

    The element holds the mistakes to expect, too, as JSON: for each what was done wrong, and what it answers.

    Args:
        family: the id of the family.
        seed: which of its exercises.
        level: 1 to 3.
        hint: how to begin; the name of the first rule where it is not given.
        because: why, in words; stands below the derivation.
        steps: whether the derivation is shown; not where it goes by rules that are taught later.

    Raises:
        CalcrefError: there is no such exercise.
        CheckFailed: its answer could not be confirmed.

    >>> shown = drill("power-rule", seed=3)
    >>> 'data-answer="72*x^8"' in shown, "&quot;answer&quot;: &quot;72*x^9&quot;" in shown
    (True, True)
    """
    made = exercises.exercise(family, seed, level)
    made.verify()
    mistakes = [{"said": it.said, "answer": it.answer} for it in made.mistakes]
    data = {
        "question": made.prompt,
        "answer": made.answer,
        "asks": made.ask.asks,
        "mistakes": json.dumps(mistakes, ensure_ascii=False),
    }
    derivation = made.derivation.to_html() if steps else ""
    closing = " ".join(f"${tex(it)}$." for it in made.ask.closing(made.derivation))
    answer = rf"$\displaystyle {made.answer_latex}$"
    shown = made.ask.shown(r"$\displaystyle ", "$")
    return _block(data, shown, hint or f"{made.hints[0]}.", answer, derivation, closing, because)


def _block(data: Mapping[str, str], shown: str, hint: str, *answer: str) -> str:
    """A question with what a script reads of it, and a hint and an answer that fold."""
    attributes = " ".join(f'data-{name}="{escape(value)}"' for name, value in data.items())
    return (
        f'<div class="cr-exercise" {attributes} markdown="1">\n\n{shown}\n\n'
        f"{_folded('Hint', 'cr-hint', hint)}\n\n{_folded('Answer', 'cr-answer', *answer)}\n\n</div>\n"
    )


def solution(problem: str | Derivation | None = None, words: str = "") -> str:
    """A folded answer, to stand below its question: a derivation, or that of a function to differentiate, and words.

    >>> print(solution(words="Both."))
    <details class="cr-answer" markdown="1">
    <summary>Answer</summary>
    <BLANKLINE>
    Both.
    <BLANKLINE>
    </details>
    """
    derivation = differentiate(problem) if isinstance(problem, str) else problem
    return _folded("Answer", "cr-answer", derivation.to_html() if derivation else "", words)


def _tex(typed: str, by: Derivation | float) -> str:
    """A formula of a question: as it is typed, or what `by` answers."""
    if not typed:
        return rf"\displaystyle {latex(_asked(by))}"
    return " = ".join(as_typed(side.strip()).latex for side in typed.split("="))


def _folded(title: str, kind: str, *parts: str) -> str:
    inside = "\n\n".join(filter(None, parts))
    return f'<details class="{kind}" markdown="1">\n<summary>{title}</summary>\n\n{inside}\n\n</details>'


def _asked(by: Derivation | float) -> sp.Basic:
    """What stands in the question: the function that is to be differentiated, or the whole integral."""
    if not isinstance(by, Derivation):
        raise ValueError(f"a number asks nothing that {{}} could show; found {by!r}")
    asked: sp.Basic = by.question
    while isinstance(asked, Diff):
        asked = asked.expr
    return asked


def _asks(by: Derivation) -> str:
    if not by.answer.free_symbols:
        return "value"
    return next(name for kind, name in ASKS if isinstance(by.question, kind))


def _checked(answer: str, by: Derivation | float) -> Evidence:
    """Whether the answer as typed is what the library finds, by steps that are right themselves."""
    typed = parse(answer)
    if not isinstance(by, Derivation):
        return _compared(answer, typed, float(by))
    steps = by.check()
    if steps.verdict not in ("proved", "agrees"):
        return steps
    if not by.answer.free_symbols:
        return _compared(answer, typed, float(by.answer.evalf()))
    letters = {it.name: it for it in by.answer.free_symbols}
    same = typed.xreplace({it: letters.get(it.name, it) for it in typed.free_symbols})
    return check_answer(replace(by, answer=same)) or Evidence("unknown", "no such question is checked")


def _compared(answer: str, typed: sp.Expr, found: float) -> Evidence:
    if typed.free_symbols:
        return Evidence("refuted", f"{answer} is no number")
    _, point, digits = answer.partition(".")
    room = 0.5 * 10.0 ** -len(digits) if point else NEAR * max(1.0, abs(found))
    error = abs(float(typed.evalf()) - found)
    return Evidence("agrees" if error <= room else "refuted", f"the library finds {found:.12g}", 1, error)
