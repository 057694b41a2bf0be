"""The 34 problems of Moré, Garbow and Hillstrom: the known minima are reached, as often as by SciPy, and as cheaply."""

import warnings
from statistics import median

import numpy as np
import pytest
import scipy.optimize

from benchmarks.standard_problems import PROBLEMS
from calcref import autodiff
from calcref.optimization import BFGS, LBFGS, LevenbergMarquardt, Newton, TrustRegion, minimize

ROUGH = 1e-5  # of the gradient: SciPy's own tolerance for BFGS
LOST = {  # what a method does not reach
    ("Newton", "Meyer"),
    ("TrustRegion", "Biggs EXP6"),  # it ends in a valley that falls towards infinity
}
METHODS = (BFGS(), LBFGS(), LevenbergMarquardt(), TrustRegion(), Newton())


def run(method, problem, tolerance=1e-8):
    """The sum of squares where the method ends, and how often it asked."""
    start = np.array(problem.start, dtype=float)
    if isinstance(method, LevenbergMarquardt):
        found = minimize(None, start, method, 1000, "autodiff", tolerance, residuals=problem.residuals)
        return 2 * found.value, found.evaluations
    found = minimize(problem.value, start, method, 1000, "autodiff", tolerance)
    return found.value, found.evaluations


PAIRS = [
    pytest.param(problem, method, id=f"{problem.name}-{name}")
    for method in METHODS
    for problem in PROBLEMS
    if ((name := type(method).__name__), problem.name) not in LOST
]


@pytest.mark.parametrize(("problem", "method"), PAIRS)
def test_the_minimum_is_reached(problem, method):
    found, _ = run(method, problem)
    assert problem.reached(found), found


def test_bfgs_asks_no_more_often_than_that_of_scipy():
    ours = [run(BFGS(), problem, ROUGH) for problem in PROBLEMS]
    theirs = [of_scipy(problem) for problem in PROBLEMS]
    reached = [[p.reached(value) for p, (value, _) in zip(PROBLEMS, of, strict=True)] for of in (ours, theirs)]
    assert sum(reached[0]) >= sum(reached[1])
    assert median(times for _, times in ours) <= median(times for _, times in theirs)


def of_scipy(problem):
    """Where SciPy's BFGS ends with its own tolerance, and how often it asked."""
    start, both = np.array(problem.start, dtype=float), autodiff.value_and_grad(problem.value)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        found = scipy.optimize.minimize(both, start, jac=True, method="BFGS")
    return float(found.fun), found.nfev
