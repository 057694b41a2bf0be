"""A verdict about convexity in words, with what shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import sympy as sp

from calcref.convex.records import Certificate, Convexity, HessianCertificate, Reason, Refutation, Said
from calcref.core.foreign import SYMPY_RAISES
from calcref.render import latex, text

SAID = {True: "yes", False: "no", None: "not decided"}


def told(found: Convexity, markdown: bool) -> str:
    """All of it, line by line."""
    write = _typeset if markdown else text
    where = found.domain.words if markdown else str(found.domain)
    head = f"{write(found.expr)} for {where}: "
    verdicts = (
        ("convex", found.convex),
        ("concave", found.concave),
        ("strictly convex", found.strictly_convex),
    )
    lines = [head + ", ".join(f"{name}: {SAID[verdict]}" for name, verdict in verdicts)]
    shown = found.certificate
    if found.convex is not True and found.concave is True:
        shown = found.concave_certificate
    if shown is not None:
        lines.extend(_lines(shown, write, found.variables))
    return ("\n\n" if markdown else "\n").join(_listed(lines, markdown))


def _listed(lines: list[str], markdown: bool) -> Iterator[str]:
    if not markdown:
        yield from lines
        return
    yield lines[0]
    if lines[1:]:
        yield "\n".join(f"{k}. {line}" for k, line in enumerate(lines[1:], 1))


def _typeset(expr: sp.Basic) -> str:
    return f"${latex(expr)}$"


def _lines(shown: Certificate, write: Callable[[Any], str], variables: tuple[sp.Symbol, ...]) -> list[str]:
    match shown:
        case Reason():
            return list(_steps(shown, write))
        case Refutation():
            one, other = (_point(at, write) for at in (shown.one, shown.other))
            ahead = "above" if shown.value > shown.chord else "below"
            return [
                f"between {one} and {other}, halfway, the graph is at {_number(shown.value, write)} and the chord at "
                f"{_number(shown.chord, write)}: the graph is {ahead} the chord ({shown.how})"
            ]
        case HessianCertificate():
            return _minors(shown, write, variables)


def _steps(reason: Reason, write: Callable[[Any], str]) -> Iterator[str]:
    """The lines of a derivation, parts first, each once."""
    done: set[Reason] = set()

    def visit(node: Reason) -> Iterator[str]:
        if node.expr in {it.expr for it in done}:
            return
        done.add(node)
        for part in node.parts:
            yield from visit(part)
        if node.parts or node.rule.id == "convex-quadratic":
            said = f": {sentence(node.condition, write)}" if node.condition else ""
            yield f"{write(node.expr)} is {node.curvature} ({node.rule.name}{said})"

    lines = list(visit(reason))
    yield from lines or [f"{write(reason.expr)} is {reason.curvature} ({reason.rule.name})"]


def sentence(said: Said, write: Callable[[Any], str]) -> str:
    """Words as they are, and expressions as `write` has them."""
    return "".join(it if isinstance(it, str) else write(it) for it in said)


def _point(at: dict[sp.Symbol, sp.Rational], write: Callable[[Any], str]) -> str:
    return ", ".join(write(sp.Eq(it, place, evaluate=False)) for it, place in at.items())


def _number(value: sp.Expr, write: Callable[[Any], str]) -> str:
    return write(value) if value.is_Rational and value.q < 10_000 else f"{float(value):.6g}"


def _minors(shown: HessianCertificate, write: Callable[[Any], str], variables: tuple[sp.Symbol, ...]) -> list[str]:
    entries = "; ".join(", ".join(write(entry) for entry in row) for row in shown.hessian.tolist())
    if len(variables) == 1:
        above = "above 0" if shown.strict else "nowhere below 0"
        second = write(shown.minors[0] if shown.minors else shown.hessian[0])
        return [f"the second derivative of {write(shown.of)} is {second}, which is {above}"]
    lines = [
        f"the matrix of second derivatives of {write(shown.of)} in {', '.join(map(write, variables))} has the rows "
        + entries
    ]
    if shown.minors:
        lines.append("its principal minors are nowhere below 0: " + ", ".join(map(write, shown.minors)))
    else:
        lines.append(f"it is positive {'definite' if shown.strict else 'semidefinite'}{_eigenvalues(shown, write)}")
    return lines


def _eigenvalues(shown: HessianCertificate, write: Callable[[Any], str]) -> str:
    if shown.hessian.rows > 2:
        return ""
    try:
        found = sorted(shown.hessian.eigenvals(), key=float)
    except SYMPY_RAISES:
        return ""
    return f", with the eigenvalues {', '.join(map(write, found))}"
