"""Points on curves: each fulfils its equation, whatever its left side does on the way."""

import mpmath as mp
import pytest
import sympy as sp

from calcref import implicit
from calcref.verify.on_curve import on_curve


@pytest.mark.parametrize("equation", ["x^2 + y^2 = 25", "x^3 + y^3 = 6x y", "x/y = 2", "ln(y) = x", "y^2 = x^3"])
def test_points_fulfil_the_equation(equation):
    question = implicit(equation).question
    with mp.workdps(50):
        found = list(on_curve(question))
        apart = sp.lambdify((question.var, question.y), question.expr - question.right, "mpmath")
        assert 4 <= len(found) <= 8
        for point in found:
            assert abs(apart(point[question.var], point[question.y])) < mp.mpf(10) ** -40, point


def test_a_curve_that_is_far_away_has_no_point():
    with mp.workdps(50):
        assert list(on_curve(implicit("x^2 + y^2 = 10^6").question)) == []
