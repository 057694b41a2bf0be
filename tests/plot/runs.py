"""Runs for the figure of a race."""

import numpy as np

from calcref.core.methods import Trace
from calcref.optimization import BFGS, Adam, GradientDescent, minimize


def runs_down_a_bowl() -> dict[str, Trace]:
    """Three methods on x^2/2 + 2 y^2, one of which arrives on the way."""
    curvature, start = np.array([1.0, 4.0]), np.array([2.0, 1.0])
    methods = {"descent": GradientDescent(0.3), "Adam": Adam(0.2), "BFGS": BFGS()}
    return {
        name: minimize(lambda x: curvature @ x**2 / 2, start, method, 12, lambda x: curvature * x)
        for name, method in methods.items()
    }
