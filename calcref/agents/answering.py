"""What each tool answers, as data that JSON can hold; it runs in the process beside the server."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from math import isfinite
from typing import Any

from calcref.core.apart import answer_all
from calcref.core.errors import CalcrefError
from calcref.core.questions import Antideriv
from calcref.core.records import Derivation
from calcref.render import latex, text
from calcref.verbs.check_answer import check_answer
from calcref.verbs.critical_points import critical_points
from calcref.verbs.curl import curl
from calcref.verbs.differentiate import differentiate
from calcref.verbs.divergence import divergence
from calcref.verbs.double_integral import double_integral
from calcref.verbs.gradient import gradient
from calcref.verbs.hessian import hessian
from calcref.verbs.integrate import integrate
from calcref.verbs.jacobian import jacobian
from calcref.verbs.judge import judge
from calcref.verbs.lagrange import lagrange
from calcref.verbs.laplacian import laplacian
from calcref.verbs.limit import limit
from calcref.verbs.matrix_gradient import matrix_gradient
from calcref.verbs.matrix_hessian import matrix_hessian
from calcref.verbs.matrix_jacobian import matrix_jacobian
from calcref.verbs.matrix_vjp import matrix_vjp
from calcref.verbs.taylor import taylor

VERBS: Mapping[str, Callable[..., Derivation]] = {
    "differentiate": differentiate,
    "integrate": integrate,
    "limit": limit,
    "taylor": taylor,
    "gradient": gradient,
    "hessian": hessian,
    "laplacian": laplacian,
    "jacobian": jacobian,
    "divergence": divergence,
    "curl": curl,
    "double_integral": double_integral,
    "matrix_gradient": matrix_gradient,
    "matrix_jacobian": matrix_jacobian,
    "matrix_hessian": matrix_hessian,
    "matrix_vjp": matrix_vjp,
}


def answered(name: str, arguments: Mapping[str, Any]) -> tuple[bool, Any]:
    """Whether there is an answer, and it; or the message of an error.

    >>> answered("differentiate", {"formula": "x^2"})[1]["answer"]
    '2*x'
    >>> answered("differentiate", {"formula": "x +"})[0]
    False
    """
    try:
        if name == "check_answer":
            found = asdict(check_answer(**arguments))
            return True, {key: _finite(value) for key, value in found.items()}
        if name == "judge":
            return True, judge(**arguments).to_dict()
        if name == "extrema":
            return True, extrema(**arguments)
        given = {key: value for key, value in arguments.items() if key != "formula"}
        derivation = VERBS[name](arguments["formula"], **given)
        return True, told(derivation) | ({"numpy": derivation.to_numpy()} if hasattr(derivation, "to_numpy") else {})
    except CalcrefError as error:
        return False, str(error)
    except (RecursionError, MemoryError):
        return False, "the formula is too large for this computation; try a smaller one"
    except Exception as error:
        return False, f"a fault of calcref's own, please report it ({type(error).__name__}: {error})"


def told(derivation: Derivation) -> dict[str, Any]:
    """A derivation with its steps and its check.

    >>> told(integrate("1/x"))["domain"]
    ['(-∞, 0)', '(0, ∞)']
    """
    evidence = derivation.check()
    steps = [{"rule": it.rule.name, "before": text(it.before), "after": text(it.after)} for it in derivation.steps]
    domain = [f"({text(it.start)}, {text(it.end)})" for it in derivation.domain]
    constant = isinstance(derivation.question, Antideriv)
    return {
        "question": text(derivation.question),
        "answer": text(derivation.answer),
        "answer_latex": latex(derivation.answer),
        "plus_constant": constant,
        "domain": domain,
        "steps": steps,
        "check": {"verdict": evidence.verdict, "how": evidence.how},
    }


def extrema(formula: str, constraints: list[str] | None = None, variables: str | None = None) -> dict[str, Any]:
    """Where a function is level, or may be extreme while equations hold its variables, as data with its check.

    >>> [it["kind"] for it in extrema("x^2 + y^2")["points"]]
    ['local minimum']
    """
    found: Any = lagrange(formula, constraints, variables) if constraints else critical_points(formula, variables)
    evidence = found.check()
    points = []
    for one in found.candidates if constraints else found.points:
        place = [one.point[it] for it in found.variables] if constraints else one.at
        at = {it.name: text(value) for it, value in zip(found.variables, place, strict=True)}
        points.append({"at": at, "value": text(one.value), "kind": one.kind})
    return {"points": points, "check": {"verdict": evidence.verdict, "how": evidence.how}}


def _finite(value: Any) -> Any:
    """`value`, or the text of a number that JSON has not."""
    return str(value) if isinstance(value, float) and not isfinite(value) else value


def serve() -> None:
    """Answer what the server asks, until it leaves."""
    answer_all(answered)
