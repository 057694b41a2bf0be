"""Powers, and how far an exponent reaches."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from calcref.core import expr as make
from calcref.core.functions import RealPower
from calcref.parse.build import closed, folded, shortened, value_of
from calcref.parse.constants import NotReal, check_exponent
from calcref.parse.limits import MOST_BITS
from calcref.parse.nodes import Node, Tail, depth_of
from calcref.parse.refusal import Refusal


def power(base: Node, exponent: Node, position: int) -> Node:
    """`base` to the `exponent`; with p/q in lowest terms and q odd, the real root.

    Raises:
        Refusal: it has more than one reading, no real value, or too large a one.
    """
    if base.tail is not None and "^" in base.tail.takes:
        rest = closed(exponent).text
        raise Refusal(
            "the power could belong to the function or to its argument",
            position,
            f"({base.text})^{rest}",
            base.tail.reaching("^", rest),
        )
    raised = closed(exponent)
    text, latex = f"{base.text}^{raised.text}", f"{base.latex}^{{{raised.bare_latex}}}"
    _check(base, exponent, text)
    real_root = _is_odd_root(base, exponent)
    expr = make.apply(RealPower, base.expr, exponent.expr) if real_root else make.power(base.expr, exponent.expr)

    def value(mp: Any, x: Any, n: Any) -> Any:
        if not real_root or x >= 0:
            return mp.power(x, n)
        return (-1 if exponent.expr.p % 2 else 1) * mp.power(-x, n)

    found = value_of(text, base.start, value, base, raised)
    node = Node("power", text, latex, expr, base.start, found, depth_of(base, raised))
    return folded(replace(node, tail=_tail(base, exponent, raised)))


def ended(node: Node) -> Node:
    """`node`, where it is plain to see that it ends: a raised exponent does."""
    return replace(node, tail=None)


def _is_odd_root(base: Node, exponent: Node) -> bool:
    """Whether the exponent is p/q with q odd, and the base not a constant that is positive anyway."""
    n = exponent.expr
    return bool(n.is_Rational and not n.is_Integer and n.q % 2 and not (base.value and base.value[1] > 0))


def _check(base: Node, exponent: Node, text: str) -> None:
    if exponent.value is None:
        return
    try:
        check_exponent(exponent.value)
    except NotReal as error:
        raise Refusal(f"the exponent {shortened(exponent.text)} {error}", exponent.start) from None
    if base.value is None:
        return
    if not base.value[1] and exponent.value[1] <= 0:
        why = "divides by 0" if exponent.value[1] else "has no value that all agree on"
        raise Refusal(f"{shortened(text)} {why}", base.start)
    if base.expr.is_Rational:
        bits = max(base.expr.p.bit_length(), base.expr.q.bit_length())
        if bits > 1 and bits * abs(exponent.value[1]) > 2 * MOST_BITS:
            raise Refusal(f"{shortened(text)} is too large or too small a number", base.start)


def _tail(base: Node, exponent: Node, raised: Node) -> Tail | None:
    """What follows could belong to the exponent: in `e^2x` the x, in `x^1/2` the 2, in `e^sin x y` the y."""
    if raised.tail is not None:
        return raised.tail.within(f"{base.text}^")
    plain = exponent.text.removeprefix("-")
    if exponent.kind not in ("number", "signed") or not plain.replace(".", "").isdigit():
        return None
    takes = ({""} if base.value is not None else set()) | ({"/"} if exponent.text == "1" else set())
    return Tail(f"{base.text}^", exponent.text, "", frozenset(takes)) if takes else None
