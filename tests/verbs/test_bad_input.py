"""What cannot be answered is refused by an error of ours that says what was asked, found, and what to try."""

import pytest
import sympy as sp

from calcref import (
    CalcrefError,
    Divergent,
    OutsideDomain,
    ParseError,
    Undecided,
    check_answer,
    differentiate,
    implicit,
    integrate,
    limit,
    parse,
    taylor,
)
from calcref.parse import question

REFUSED = {
    "an integrand with a gap in the interval": (
        lambda: integrate("sqrt(x^2 - 1)", lower=0, upper=2),
        OutsideDomain,
        "sqrt(x^2 - 1)",
    ),
    "a pole in the interval": (lambda: integrate("1/x^2", lower=-1, upper=1), Divergent, "1/x^2"),
    "a bound that is not real": (lambda: integrate("x", lower=sp.I, upper=1), CalcrefError, "real number"),
    "a bound without a value": (lambda: integrate("x", lower="ln(0)", upper=1), ParseError, "ln(0)"),
    "one bound of two": (lambda: integrate("x", lower=0), CalcrefError, "upper is missing"),
    "an implicit equation without =": (lambda: implicit("x^2 + y^2", "y", "x"), CalcrefError, "="),
    "an implicit equation with two": (lambda: implicit("x = y = 1", "y", "x"), CalcrefError, "="),
    "a limit point outside the domain": (lambda: limit("sqrt(x)", "x", -1), OutsideDomain, "x = -1"),
    "a limit from a side without values": (lambda: limit("ln(x)", "x", 0, "left"), OutsideDomain, "x = 0"),
    "an order above the limit": (lambda: differentiate("x^2", order=21), CalcrefError, "from 1 to 20; found 21"),
    "no order at all": (lambda: differentiate("x^2", order=0), CalcrefError, "from 1 to 20; found 0"),
    "a degree above the limit": (lambda: taylor("e^x", order=500), CalcrefError, "found 500"),
    "a place outside the domain": (lambda: differentiate("ln(x)", at=-1), OutsideDomain, "-1"),
    "a polynomial at a pole": (lambda: taylor("1/x"), OutsideDomain, "x = 0"),
    "LaTeX with two readings": (lambda: parse(r"\sin x \cdot y"), ParseError, "sin"),
    "a question in LaTeX without its end": (lambda: question(r"\int_0^1 x^2"), ParseError, "dx"),
    "a condition that is none": (lambda: integrate("a x", "x", assume="a"), CalcrefError, "a"),
    "an answer that is no formula": (lambda: check_answer("d/dx x^2", "two x +"), ParseError, "two x +"),
    "several variables": (lambda: differentiate("x y"), CalcrefError, "say which one is meant"),
    "no formula": (lambda: differentiate(""), ParseError, "no formula"),
    "a limit that a letter decides": (lambda: limit("a^x", "x", "oo"), (Undecided, CalcrefError), "a"),
}


@pytest.mark.parametrize(("ask", "kind", "said"), REFUSED.values(), ids=REFUSED)
def test_bad_input_is_refused(ask, kind, said):
    with pytest.raises(kind) as caught:
        ask()
    assert said in str(caught.value)
    assert len(str(caught.value)) < 700
