"""What the verbs that differentiate have in common: an order that is checked, and an answer by the rules alone."""

from __future__ import annotations

from calcref.core.engine import derive
from calcref.core.errors import CalcrefError, NoRuleApplies
from calcref.core.questions import Question
from calcref.core.records import Derivation
from calcref.core.simplify import simplified
from calcref.derivatives import RULES


def must_be_order(order: object, highest: int, what: str) -> None:
    """Nothing, unless `order` is no whole number from 1 to `highest`; `what` says of what it is the order.

    Raises:
        CalcrefError: it is none.
    """
    if isinstance(order, bool) or not isinstance(order, int) or not 1 <= order <= highest:
        raise CalcrefError(f"the order of {what} {highest}; found {order!r}")


def derived(question: Question) -> Derivation:
    """The derivation of a derivative, with its answer collected.

    Raises:
        NoRuleApplies: no rule differentiates a part of it.
    """
    try:
        return simplified(derive(question, RULES))
    except NoRuleApplies as error:
        raise NoRuleApplies(f"{error}; SymPy was not asked: it is not, for derivatives", error.tried) from error
