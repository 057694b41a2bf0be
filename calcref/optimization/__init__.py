"""Methods that minimize, and the traces of their runs."""

from calcref.core.methods import Method, State, Trace
from calcref.optimization.gradient_descent import GradientDescent
from calcref.optimization.minimize import minimize

__all__ = ["GradientDescent", "Method", "State", "Trace", "minimize"]
