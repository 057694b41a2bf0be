"""The public verb `check_answer`: is what a reader found the answer to a question? Numbers decide, and no rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import mpmath as mp
import sympy as sp

from calcref.core.errors import CalcrefError
from calcref.core.expansion import Expansion
from calcref.core.expr import symbols_of
from calcref.core.implicit import ImplicitSlope
from calcref.core.questions import Antideriv, At, DefiniteIntegral, Diff, Head, LimitOf
from calcref.core.several import Rows, Several, Vector
from calcref.parse.asked_several import vector
from calcref.verbs.ask import open_question
from calcref.verbs.reading import expression
from calcref.verify.comparing import Difference, agree, compare, fewest

SHOWN = 6  # digits of a value in a message


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found out of an answer.

    Args:
        verdict: "right", "wrong" or "undecided".
        said: why, in one sentence.
        at: where it is wrong, by the names of the letters.
        wanted: the value of the question there.
        found: that of the answer, None where it has none.
        missing_constant: whether an antiderivative is right, and without a constant.
        mistake: the id of the mistake that explains a wrong answer, where one of those to expect does.
    """

    verdict: Literal["right", "wrong", "undecided"]
    said: str
    at: Mapping[str, float] = field(default_factory=dict)
    wanted: float | None = None
    found: float | None = None
    missing_constant: bool = False
    mistake: str | None = None

    def __str__(self) -> str:
        return f"{self.verdict}: {self.said}"


def check_answer(question: str | Head, answer: str | sp.Expr | float) -> Verdict:
    """Whether `answer` is the answer to `question`, in bounded time and by numbers alone.

    An antiderivative is right up to a constant on each interval, whatever that is called.

    Args:
        question: text such as "d/dx x^2 sin(x)", "∫ x e^x dx", "gradient of x^2 y", or an open question, such
            as that of a derivation.
        answer: text, an expression or a number; of a vector or a matrix as in "(2x, y)" or "[1, 0; 0, x]".

    Raises:
        ParseError: a text cannot be read.
        CalcrefError: the question is none that can be checked.

    >>> check_answer("∫ 2x dx", "x^2 + 500 + K").verdict
    'right'
    >>> check_answer("gradient of x^2 y", "(2x y, x^2)").verdict
    'right'
    >>> print(check_answer("d/dx x^3", "3x"))
    wrong: at x = 0.013 the question has the value 0.000507, and the answer 0.039
    """
    asked = _question(question)
    if isinstance(asked, Several) and asked.entries:
        return _by_entries(asked.entries, answer)
    given = _answer(asked, answer)
    is_antiderivative = isinstance(asked, Antideriv)
    difference, count = compare(asked, given, is_antiderivative)
    if difference is not None:
        return _wrong(difference)
    if count < fewest(asked, given, is_antiderivative):
        return Verdict("undecided", "no values could be compared, or too few")
    missing = is_antiderivative and not symbols_of(given) - symbols_of(asked)
    said = ("one value agrees" if count == 1 else f"{count} values agree") + (
        "; a constant is missing: add + C, one on each interval" if missing else ""
    )
    return Verdict("right", said, missing_constant=missing)


def _by_entries(asked: tuple[tuple[Any, ...], ...], answer: Any) -> Verdict:
    """The verdict on a vector, which is a single row, or on a matrix: that on its first wrong entry."""
    given = vector(answer) if isinstance(answer, str) else answer
    if not isinstance(given, (Vector, Rows)):
        raise CalcrefError(f"the answer is a vector or a matrix, typed as (2x, y) or [1, 0; 0, x]; found {answer!r}")
    rows = given.args if isinstance(given, Rows) else (given,)
    sizes = [tuple(len(row) for row in asked), tuple(len(row.args) for row in rows)]
    if sizes[0] != sizes[1]:
        wanted, found = (f"{len(it)} by {it[0]}" if len(it) > 1 else _of_size(it[0]) for it in sizes)
        return Verdict("wrong", f"the answer is {wanted}, and {found} was given")
    is_vector, verdicts = len(asked) == 1, []
    for k, (row, found) in enumerate(zip(asked, rows, strict=True), 1):
        for j, (entry, one) in enumerate(zip(row, found.args, strict=True), 1):
            verdict = check_answer(entry, one)
            if verdict.verdict == "wrong":
                where = f"entry {j}" if is_vector else f"row {k}, column {j}"
                return replace(verdict, said=f"in {where}, {verdict.said}")
            verdicts.append(verdict)
    unsure = next((it for it in verdicts if it.verdict == "undecided"), None)
    return unsure or Verdict("right", f"{len(verdicts)} entries agree")


def _of_size(count: int) -> str:
    return "one number" if count == 1 else f"a vector of {count}"


def answers_agree(question: Head, one: str | sp.Expr | float, other: str | sp.Expr | float) -> bool:
    """Whether two answers to an open question say the same, right or wrong: wherever one has a value, both have it.

    >>> x = sp.Symbol("x", real=True)
    >>> answers_agree(Antideriv(2 * x, x), "x^3", "x^3 + 5"), answers_agree(Diff(x**2, x), "x", "x + 1")
    (True, False)
    """
    first, second = (_answer(question, it) for it in (one, other))
    return agree(question, first, second, isinstance(question, Antideriv))


def _answer(asked: Any, given: str | sp.Expr | float) -> sp.Expr:
    """An answer as an expression, in the letters of the question."""
    found = expression(given)
    same = {symbol.name: symbol for symbol in symbols_of(asked) | {asked.var}}
    return found.xreplace({symbol: same.get(symbol.name, symbol) for symbol in symbols_of(found)})


def _question(given: Any) -> Any:
    if isinstance(given, (Diff, Antideriv, DefiniteIntegral, LimitOf, Expansion, ImplicitSlope, At, Several)):
        return given
    if not isinstance(given, str):
        raise CalcrefError(f'a question is text such as "d/dx x^2", or an open question; found {type(given).__name__}')
    return open_question(given)


SAID = {
    "value": "{at}the question has the value {wanted}, and the answer {found}",
    "slope": "{at}the integrand has the value {wanted}, and the slope of the answer {found}",
    "gain": "{at}the integral from the place before is {wanted}, and the answer gains {found}",
}


def _wrong(difference: Difference) -> Verdict:
    at = {symbol.name: float(value) for symbol, value in difference.at.items()}
    there = ", ".join(f"{name} = {value:.3g}" for name, value in sorted(at.items()))
    one, other = (mp.nstr(it, SHOWN) if it is not None else "none" for it in (difference.wanted, difference.found))
    said = SAID[difference.kind].format(at=f"at {there} " if there else "", wanted=one, found=other)
    wanted, found = (None if it is None else float(it) for it in (difference.wanted, difference.found))
    return Verdict("wrong", said, at, wanted, found)
