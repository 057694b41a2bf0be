"""Functions of their arguments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import sympy as sp

from calcref.core.expr import apply, raw, substitute, symbols_of
from calcref.core.functions import LogBase
from calcref.core.indexed import index
from calcref.core.row import SEVERAL, filled
from calcref.parse.build import closed, shortened, value_of
from calcref.parse.constants import NotReal, check_exponent
from calcref.parse.names import FUNCTIONS, INDEXED, NOT_GIVEN, Function, not_given
from calcref.parse.nodes import Node, Tail, depth_of, in_parentheses
from calcref.parse.powers import power
from calcref.parse.refusal import Refusal

WORDS = {1: "one", 2: "two", 3: "three", 4: "four"}
REACH = frozenset({"", "*", "/", "^"})


@dataclass(frozen=True, slots=True)
class Name:
    """A function as it was named: `log_2` is the function log with the base 2."""

    text: str
    start: int
    function: Function
    base: Node | None = None


def named(text: str, position: int) -> Name:
    """The function of that name."""
    if text in INDEXED:
        latex = rf"\{text}_{{#2 = #3}}^{{#4}} #1"
        return Name(text, position, Function(INDEXED[text], latex, _none, takes=range(4, 5)))
    return Name(text, position, not_given(text) if text in NOT_GIVEN else FUNCTIONS[text])


def _none(mp: Any, *arguments: Any) -> Any:
    return mp.nan


def logarithm(base: Node, position: int) -> Name:
    """The logarithm to a base; to the base e it is the natural one.

    Raises:
        Refusal: the base is a constant that is not positive, or is 1.
    """
    if base.value is not None and (base.value[1] <= 0 or base.value[1] == 1):
        raise Refusal(f"a logarithm has a positive base other than 1, not {shortened(base.text)}", base.start)
    build = FUNCTIONS["log"].build if base.expr is sp.E else lambda arg: apply(LogBase, arg, base.expr)
    latex = rf"\log_{{{base.bare_latex}}}"
    return Name(f"log_{base.text}", position, Function(build, latex, lambda mp, x, b: mp.log(x) / mp.log(b)), base)


def call(name: Name, arguments: Sequence[Node]) -> Node:
    """The function of its arguments.

    Raises:
        Refusal: it takes another number of them, or has no real value there.
    """
    _check_count(name, arguments)
    if name.text in INDEXED:
        return _indexed(name, arguments)
    of = [*arguments, *([name.base] if name.base else [])]
    text = f"{name.text}({', '.join(argument.text for argument in arguments)})"
    _check_size(name, arguments[0])
    value = None if name.text in NOT_GIVEN else value_of(text, name.start, name.function.at, *of)
    shown = [argument.latex for argument in arguments]
    template = name.function.latex
    latex = "".join(filled(template, shown)) if "#" in template else f"{template}{in_parentheses(', '.join(shown))}"
    expr = name.function.build(*(argument.expr for argument in arguments))
    return Node("call", text, latex, expr, name.start, value, depth_of(*of))


def _indexed(name: Name, arguments: Sequence[Node]) -> Node:
    """A sum or a product of what a whole number counts.

    Raises:
        Refusal: the index is no variable, or stands in a bound.
    """
    body, letter, *ends = arguments
    form = f"as in {name.text}(x^k, k, 1, n)"
    if letter.kind != "name":
        raise Refusal(f"the second argument of {name.text} is a variable that counts, {form}", letter.start)
    for end in ends:
        if letter.expr in symbols_of(end.expr):
            raise Refusal(f"the bound {shortened(end.text)} holds the index {letter.text} itself", end.start)
    for symbol in symbols_of(body.expr):
        if letter.text in symbol.name.partition("_")[2].strip("{}"):
            raise Refusal(
                f"{symbol.name} is one variable, the same for every {letter.text}: write each term as a formula in "
                f"{letter.text}",
                body.start,
            )
    counted = index(letter.text, ends[0].expr)
    expr = raw(INDEXED[name.text], substitute(body.expr, {letter.expr: counted}), counted, *(end.expr for end in ends))
    text = f"{name.text}({', '.join(argument.text for argument in arguments)})"
    inside = in_parentheses(body.latex) if body.kind in ("sum", "signed") else body.latex
    shown = [inside, *(argument.latex for argument in arguments[1:])]
    latex = "".join(filled(name.function.latex, shown))
    return Node("call", text, in_parentheses(latex), expr, name.start, None, depth_of(*arguments), inner=latex)


def bars(inside: Node, position: int) -> Node:
    """The absolute value, written with bars."""
    function = FUNCTIONS["abs"]
    text, latex = f"|{inside.text}|", function.latex.replace("#", inside.latex)
    value = value_of(text, position, function.at, inside)
    return Node("bars", text, latex, function.build(inside.expr), position, value, depth_of(inside))


def _check_count(name: Name, arguments: Sequence[Node]) -> None:
    takes = name.function.takes
    if len(arguments) in takes:
        return
    if len(arguments) < takes.start:
        raise _too_few(name, arguments[0])
    readings = []
    if name.text == "log" and len(arguments) == 2:
        base = arguments[1].text
        simple = arguments[1].kind in ("number", "name", "constant")
        readings.append(f"log_{base if simple else f'({base})'}({arguments[0].text})")
    raise Refusal(f"{name.text} takes {_count(takes)}", arguments[takes[-1]].start, *readings)


def _count(takes: range) -> str:
    """How many arguments, in words."""
    least, most = (WORDS.get(count, str(count)) for count in (takes.start, takes.stop - 1))
    if len(takes) > 2:
        return f"{least} or more arguments"
    return f"{least if len(takes) == 1 else f'{least} or {most}'} argument{'s' if takes.stop > 2 else ''}"


def _too_few(name: Name, argument: Node) -> Refusal:
    takes = name.function.takes
    readings = [f"{name.text}({argument.text}, 0)"] if takes is SEVERAL else []
    return Refusal(f"{name.text} takes {_count(takes)}", name.start, *readings)


def _check_size(name: Name, argument: Node) -> None:
    if name.function.steep and argument.value is not None:
        try:
            check_exponent(argument.value)
        except NotReal as error:
            raise Refusal(f"the argument {shortened(argument.text)} {error}", argument.start) from None


def bare_call(name: Name, argument: Node) -> Node:
    """The function of one simple argument without parentheses; what follows it may be doubtful."""
    if name.function.takes.start > 1:
        raise _too_few(name, argument)
    return replace(call(name, [argument]), tail=Tail(name.text, argument.text, "", REACH))


def power_of_name(name: Name, exponent: Node, argument: Node) -> Node:
    """`sin^2 x` is the square of sin x, as every book writes it.

    Raises:
        Refusal: it is `sin^-1 x`, or another power that has more than one meaning.
    """
    inside = argument if argument.inner is None else replace(argument, text=argument.text[1:-1], latex=argument.inner)
    n = exponent.text.strip("()")
    if n.isdigit() and int(n) > 1 and 1 in name.function.takes:
        raised = power(call(name, [inside]), replace(exponent, text=n), exponent.start)
        if argument.inner is not None:
            return raised
        return replace(raised, tail=Tail(f"{name.text}^{n}", argument.text, "", REACH))
    readings = [f"({name.text}({inside.text}))^{closed(exponent).text}"]
    if n == "-1" and f"a{name.text}" in FUNCTIONS:
        readings.append(f"a{name.text}({inside.text})")
    raise Refusal(f"a power of the name {name.text} has more than one meaning", exponent.start, *readings)
