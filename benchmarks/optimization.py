"""`python -m benchmarks.optimization`: methods on 34 standard problems beside SciPy's; writes optimization.json.

A problem counts as solved where the sum of squares is that of a minimum that is known. Gradients and Hessians are
calcref's for both; the tolerances of the gradient are SciPy's own. What is counted are evaluations of the function with
its gradient, so the table is the same on every machine; the time of one step is printed beside it.
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import scipy.optimize

from benchmarks.record import write
from benchmarks.standard_problems import PROBLEMS, Problem
from calcref import autodiff
from calcref.core.errors import CalcrefError
from calcref.optimization import (
    BFGS,
    LBFGS,
    ConjugateGradient,
    GaussNewton,
    LevenbergMarquardt,
    Method,
    Newton,
    TrustRegion,
    minimize,
)

RESULTS = Path(__file__).with_name("optimization.json")
MOST = 1000
Ended = tuple[float, int, int]  # the sum of squares, evaluations, steps
# calcref's method, SciPy's of its kind, and the tolerance of the gradient.
METHODS: tuple[tuple[str, Method, str, float], ...] = (
    ("Levenberg-Marquardt", LevenbergMarquardt(), "lm", 1e-8),
    ("Gauss-Newton", GaussNewton(), "", 1e-8),
    ("Newton", Newton(), "", 1e-5),
    ("trust region", TrustRegion(), "trust-exact", 1e-4),
    ("trust region, Steihaug", TrustRegion(subproblem="steihaug"), "trust-ncg", 1e-4),
    ("BFGS", BFGS(), "BFGS", 1e-5),
    ("L-BFGS", LBFGS(), "L-BFGS-B", 1e-5),
    ("conjugate gradients", ConjugateGradient(), "CG", 1e-5),
)


def ours(method: Method, tolerance: float, problem: Problem) -> Ended:
    """Where calcref's method ends."""
    squares = isinstance(method, GaussNewton | LevenbergMarquardt)
    given: dict[str, Any] = {"residuals": problem.residuals} if squares else {}
    try:
        trace = minimize(
            None if squares else problem.value,
            np.array(problem.start, dtype=float),
            method,
            steps=MOST,
            grad="autodiff",
            gradient_tolerance=tolerance,
            **given,
        )
    except CalcrefError:
        return np.inf, MOST, MOST
    return (2 if squares else 1) * trace.value, trace.evaluations, trace.steps


def theirs(name: str, problem: Problem) -> Ended:
    """Where SciPy's ends, with its own tolerances but that of L-BFGS-B's values, which would end it early."""
    start, both = np.array(problem.start, dtype=float), autodiff.value_and_grad(problem.value)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        if name == "lm":
            slopes, tight = autodiff.jacobian(problem.residuals), dict.fromkeys(("ftol", "xtol", "gtol"), 1e-10)
            found = scipy.optimize.least_squares(problem.residuals, start, jac=slopes, method="lm", **tight)
            return 2 * float(found.cost), found.nfev, found.nfev
        hess = {"hess": autodiff.hessian(problem.value)} if name.startswith("trust") else {}
        options: dict[str, Any] = {"maxiter": MOST, **({"ftol": 0, "maxfun": 10_000} if name == "L-BFGS-B" else {})}
        found = scipy.optimize.minimize(both, start, jac=True, method=name, options=options, **hess)
    return float(found.fun), found.nfev, found.nit


def measured(run: Callable[[Problem], Ended]) -> dict[str, float]:
    """A method on all problems."""
    begin = time.process_time()
    ended = [run(problem) for problem in PROBLEMS]
    spent = time.process_time() - begin
    return {
        "solved": sum(problem.reached(value) for problem, (value, _, _) in zip(PROBLEMS, ended, strict=True)),
        "evaluations": median(asked for _, asked, _ in ended),
        "ms_a_step": 1e3 * spent / sum(steps for *_, steps in ended),
    }


def main() -> None:
    """All methods."""
    found: dict[str, Any] = {}
    for name, method, peer, tolerance in METHODS:
        row: dict[str, Any] = {"calcref": measured(lambda it, m=method, t=tolerance: ours(m, t, it))}  # type: ignore[misc]
        if peer:
            row["scipy"] = {"name": peer, **measured(lambda it, peer=peer: theirs(peer, it))}  # type: ignore[misc]
        found[name] = row
        for who, it in row.items():
            told = f"{it['solved']} solved, {it['evaluations']:g} evaluations, {it['ms_a_step']:.2f} ms a step"
            print(f"{name:24}{who:10}{told}")
    programs = [Path(__file__).name, "standard_problems.py"]
    write(RESULTS, {"problems": len(PROBLEMS), "scipy": version("scipy"), "methods": found}, programs)


if __name__ == "__main__":
    main()
