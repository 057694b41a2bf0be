"""The words of a law, as its card shows them, against its objects: conditions, counter-example, formulas of the proof.

A condition's words are read into a test of their own, and that is compared with the condition at the places at which
the statement is checked. What no program reads is listed in `by_reader`, to the letter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain, islice, pairwise
from typing import Any

import mpmath as mp
import sympy as sp

from calcref.core.functions import RealPower
from calcref.core.proofs import Argument
from calcref.core.records import Condition, Law
from calcref.site.typed.by_reader import ARGUMENTS, CONDITIONS, HYPOTHESES
from calcref.site.typed.equations import Equations
from calcref.site.typed.examples import judged
from calcref.site.typed.reader import Known, Reader
from calcref.site.typed.tokens import Unreadable, split
from calcref.site.typed.values import Misfit, Surroundings
from calcref.verify.instances import Instance, X, breaking, instances
from calcref.verify.values import NoValue, value

Holds = Callable[[Instance], bool]
MOST = 400
STEPS = 24  # places between bounds at which continuity is looked at
NEAR, JUMP = mp.mpf("1e-7"), mp.mpf("1e-3")
NAMED = r"[a-zA-Z](?:\(x\))?"


def wrong_words(law: Law) -> Iterator[str]:
    """What is wrong with the words of a law."""
    for condition in law.conditions:
        yield from _condition(law, condition)
    if law.hypotheses != HYPOTHESES.get(law.id, ()):
        yield f"no reader has judged what it takes for granted: {', '.join(law.hypotheses) or 'nothing'}"
    if law.counterexample:
        yield from judged(law)
    if isinstance(law.proof, Argument):
        yield from _argument(law.proof)


def _condition(law: Law, condition: Condition) -> Iterator[str]:
    if condition.text in CONDITIONS:
        return
    try:
        says = _read(condition.text)
    except Unreadable as error:
        yield f"the condition {condition.text!r} cannot be read: {error}"
        return
    seen = set()
    for instance in islice(chain(breaking(law.statement), instances(law.statement)), MOST):
        decided = instance.decides(condition)
        if decided is None or not _names(condition, instance):
            continue
        seen.add(decided)
        if says(instance) is not decided:
            yield f"{condition.text!r} is {not decided}, and the condition {decided}, for {instance}"
            return
    if True not in seen or (False not in seen and not condition.text.endswith(": every $x$")):
        yield f"{condition.text!r}: the condition never {'holds' if False in seen else 'fails'}"


def _names(condition: Condition, instance: Instance) -> bool:
    """Whether the condition asks for nothing that is missing."""
    try:
        condition.holds(instance.where, {X: instance.place})
    except KeyError:
        return False
    return True


def _read(text: str) -> Holds:
    for pattern, made in PHRASES:
        found = re.fullmatch(pattern, text)
        if found:
            return made(*found.groups())
    raise Unreadable("no phrase is like it")


def _formula(tex: str) -> Holds:
    """A comparison; after ≠ and = a list may follow, which goes on as it begins where dots end it."""
    sides = split(tex, r"\\neq|=")
    listed = split(sides[1], ",") if len(sides) == 2 else []
    if len(listed) < 2:
        return lambda instance: _claimed(tex, instance)
    goes_on = listed[-1].strip() == r"\dots"
    numbers = [sp.Integer(it.strip()) for it in (listed[:-1] if goes_on else listed)]
    step = numbers[1] - numbers[0]
    if any(after - before != step for before, after in pairwise(numbers)):
        raise Unreadable(f"the list {sides[1].strip()} does not go on as it begins")

    def is_member(instance: Instance) -> bool:
        there = instance.where[sides[0].strip()].subs(X, instance.place)
        return there in numbers or bool(goes_on and there.is_Integer and (there - numbers[0]) / step >= 0)

    return (lambda instance: not is_member(instance)) if r"\neq" in tex else is_member


def _claimed(tex: str, instance: Instance) -> bool:
    """Whether a comparison holds; it does not where one of its sides has no value."""
    functions = {name: _function(expr, instance) for name, expr in instance.where.items() if len(name) == 1}
    applied = {name for name in functions if re.search(rf"(?<![a-zA-Z\\]){name}\(", tex)}
    try:
        letters = {name: functions[name](instance.at.get(X)) for name in functions.keys() - applied if name in tex}
        here = Surroundings({"x": instance.at.get(X)} | letters, {name: functions[name] for name in applied})
        return bool(Reader(tex, Known(frozenset(applied), letters=frozenset(letters))).claim()(here))
    except (NoValue, Misfit):
        return False


def _function(expr: sp.Expr, instance: Instance) -> Callable[[Any], Any]:
    return lambda at: value(expr, {**instance.at, X: at})


def _continuous(letters: str, lower: str, upper: str) -> Holds:
    """Whether functions have values without jumps from one bound to the other, both included."""

    def holds(instance: Instance) -> bool:
        ends = [value(instance.where[end], instance.at) for end in (lower, upper)]
        places = [ends[0] + (ends[1] - ends[0]) * step / STEPS for step in range(STEPS + 1)]
        if min(ends) < 0 < max(ends):
            places.append(mp.mpf(0))  # where the functions that are put in break
        return all(_is_smooth(_function(instance.where[it], instance), at) for it in letters for at in places)

    return holds


def _is_smooth(function: Callable[[Any], Any], at: Any) -> bool:
    try:
        left, here, right = (function(at + way) for way in (-NEAR, 0, NEAR))
    except NoValue:
        return False
    return bool(abs(right - here) < JUMP and abs(here - left) < JUMP)


def _is_root(instance: Instance) -> bool:
    return isinstance(instance.where["power"], RealPower)


def _is_other(instance: Instance) -> bool:
    return not _is_root(instance) and not instance.where["n"].is_Integer


def _power_is_real(instance: Instance) -> bool:
    try:
        value(instance.where["power"], instance.at)
    except NoValue:
        return False
    return True


def _positive_between(instance: Instance) -> bool:
    ends = [value(instance.where[end], instance.at) for end in "ab"]
    places = (ends[0] + (ends[1] - ends[0]) * step / STEPS for step in range(1, STEPS))
    try:
        return all(_function(instance.where["u"], instance)(at) >= 0 for at in places)
    except NoValue:
        return False


def _is_whole(instance: Instance) -> bool:
    return bool(mp.isint(value(instance.where["u"], instance.at)))


PHRASES: tuple[tuple[str, Callable[..., Holds]], ...] = (
    (r"\$([^$]*)\$", _formula),
    (r"\$([^$]*)\$ and \$([^$]*)\$", lambda one, other: _both(_formula(one), _formula(other))),
    (r"\$([^$]*)\$: every \$x\$", lambda case: _if(_formula(case), lambda instance: True)),
    (r"\$(n = [^$p]*)\$: \$([^$]*)\$", lambda case, then: _if(_both(_formula(case), _not(_is_root)), _formula(then))),
    (
        r"\$n = p/q\$ with \$q\$ odd, read as a real root: every \$x\$, but \$([^$]*)\$ if \$([^$]*)\$",
        lambda then, case: _if(_both(_is_root, _formula(case)), _formula(then)),
    ),
    (r"any other real \$n\$: \$([^$]*)\$", lambda then: _if(_is_other, _formula(then))),
    (r"\$u\$ not whole", lambda: _not(_is_whole)),
    (
        r"\$n\$ whole, or \$([^$]*)\$",
        lambda then: _if(lambda instance: not sp.sympify(instance.where["n"]).is_integer, _formula(then)),
    ),
    (r"an interval on which the power is defined and real", lambda: _power_is_real),
    (
        r"\$(f)\$ and its antiderivative \$(F)\$ continuous on the closed interval from \$(a)\$ to \$(b)\$",
        lambda f, area, a, b: lambda instance: _continuous(f + area if area in instance.where else f, a, b)(instance),
    ),
    (r"\$(f)\$ continuous on the closed interval between the bounds", lambda f: _continuous(f, "a", "b")),
    (
        r"\$u \\geq 0\$ on the interval for \$\|u\| = u\$, \$u \\leq 0\$ for \$\|u\| = -u\$; "
        r"likewise sign, ReLU, max and min",
        lambda: _positive_between,
    ),
)


def _both(one: Holds, other: Holds) -> Holds:
    return lambda instance: one(instance) and other(instance)


def _not(holds: Holds) -> Holds:
    return lambda instance: not holds(instance)


def _if(case: Holds, then: Holds) -> Holds:
    return lambda instance: not case(instance) or then(instance)


def _argument(proof: Argument) -> Iterator[str]:
    """The equations in a proof, one after the other."""
    equations = Equations()
    for tex in re.findall(r"\$([^$]+)\$", proof.text):
        if tex not in ARGUMENTS:
            for fault in equations.read(tex):
                yield f"in the proof, {tex!r}: {fault}"
