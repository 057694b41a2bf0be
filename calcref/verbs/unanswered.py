"""Why an integral has no answer: what was tried, what stands in the way, and what a reader can do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sympy as sp

from calcref.core.expr import raw, symbols_of
from calcref.core.letters import K
from calcref.integrals.asking import IN_ALL
from calcref.integrals.definite import Definite, definite
from calcref.verbs.reading import shown

OUTCOMES = {
    "partly": "SymPy was asked, and its answer holds for some signs of {letters} only: the sign of a letter is missing",
    "stopped": "SymPy was asked and found nothing in {seconds:g} seconds",
    "unasked": "SymPy was not asked, as no process could be made that can be ended",
    "nothing": "SymPy was asked and found nothing over the reals",
    "large": "it is too large for SymPy to be asked",
}
TRY = "put numbers for {}, or symbols with positive=True"


def refusal(question: Any, outcomes: Iterable[str], answer: sp.Expr | None) -> str:
    """Why there is no answer to `question`.

    Args:
        question: the integral.
        outcomes: what came of asking SymPy, as `asking.answered` says it.
        answer: an antiderivative, if one is known.
    """
    function, var = shown(question.expr), question.var
    letters = names(question.expr, var)
    came = set(outcomes)
    by_sympy = "SymPy was asked" if came else "SymPy was not asked"
    asked = definite(question) if len(question.args) > 2 else None
    if len(question.args) > 2 and asked is None:
        where = f"where {function} has poles, jumps or kinks "
        if letters:
            return f"{where}depends on the sign or size of {letters}; {TRY.format('the letters')}; {by_sympy}"
        return f"{where}could not be found, so it was not integrated; calcref.quadrature gives a number; {by_sympy}"
    if asked and answer is not None:
        known = f"an antiderivative of {function} is known, {shown(answer)}"
        return f"{known} ({by_sympy}), but {_between_bounds(asked, answer)}"
    found = next((status for status in OUTCOMES if status in came), "nothing")
    said = OUTCOMES[found].format(letters=letters, seconds=IN_ALL)
    if letters and found in ("nothing", "stopped"):
        said += f" that holds for every sign and size of {letters}"
    hints = "numbers or positive symbols for the letters, " if letters else ""
    return (
        f"no rule integrates {function} in {var}, and {said}; try a simpler form, {hints}or calcref.quadrature "
        "for a number"
    )


def _between_bounds(asked: Definite, answer: sp.Expr) -> str:
    """What is not known between the bounds of an integral whose antiderivative is."""
    function, lower, upper = map(shown, (asked.expr, asked.lower, asked.upper))
    ends = names(raw(sp.Tuple, asked.lower, asked.upper), asked.var)
    crossed = next((gap for gap in asked.found.gaps if ends and asked.must_cross(gap)), None)
    if crossed is not None:
        place = f"one of the places {shown(crossed)}" if crossed.has(K) else shown(crossed)
        return (
            f"{function} has no value, or jumps, at {place}, which always lies between {lower} and {upper}; "
            "integrate up to there from each side, to see whether that is finite"
        )
    if ends:
        return (
            f"whether there is a pole or a jump of it, or of {function}, between {lower} and {upper} depends on the "
            f"letters of the bounds ({ends}); {TRY.format('these')}"
        )
    letters = names(asked.expr, asked.var)
    if needed := finite_if(answer, asked):
        return f"it has a finite limit at {' and '.join(needed)}; which holds is not known: {TRY.format(letters)}"
    if letters:
        return (
            f"what it does between {lower} and {upper} depends on the sign or size of {letters}; "
            f"{TRY.format('the letters')}"
        )
    return f"its values or limits between {lower} and {upper} could not be found; calcref.quadrature gives a number"


def finite_if(answer: sp.Expr, asked: Definite) -> list[str]:
    """At which bounds a power or an exponential is finite for which exponents; none where `answer` is neither.

    >>> from calcref.core.questions import DefiniteIntegral
    >>> x, n = sp.symbols("x n", real=True)
    >>> finite_if(x ** (n + 1) / (n + 1), definite(raw(DefiniteIntegral, x**n, x, sp.S.Zero, sp.S.One)))
    ['0 only if n > -1']
    """
    power = answer.as_independent(asked.var, as_Add=False)[1]
    base, exponent = power.as_base_exp()
    if isinstance(power, sp.exp) or base is sp.E:
        return [
            f"{shown(end)} only if {_inequality(sp.expand(exponent / asked.var), end == -sp.oo)}"
            for end in (asked.lower, asked.upper)
            if end.is_infinite and not sp.expand(exponent / asked.var).has(asked.var)
        ]
    if base != asked.var or exponent.has(asked.var) or exponent.is_number:
        return []
    return [
        f"{shown(end)} only if {_inequality(exponent, bool(end.is_zero))}"
        for end in (asked.lower, asked.upper)
        if end.is_zero or end.is_infinite
    ]


def _inequality(term: sp.Expr, positive: bool) -> str:
    """That `term` is positive, or that it is negative, solved for its letter where it has one, to the first degree."""
    term = sp.expand(term)
    letters = term.free_symbols
    if len(letters) == 1:
        (letter,) = letters
        slope, rest = term.coeff(letter), term.coeff(letter, 0)
        if slope.is_number and sp.expand(slope * letter + rest - term) == 0:
            return f"{letter} {'>' if positive == bool(slope > 0) else '<'} {shown(-rest / slope)}"
    return f"{shown(term)} {'>' if positive else '<'} 0"


def names(expr: sp.Basic, var: sp.Symbol) -> str:
    """The letters of `expr` but for `var`, with commas."""
    return ", ".join(sorted(symbol.name for symbol in symbols_of(expr) - {var}))
