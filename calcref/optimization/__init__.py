"""Methods that minimize, and the traces of their runs."""

from calcref.core.methods import Method, State, Trace
from calcref.optimization.adam import Adam
from calcref.optimization.batches import minibatches
from calcref.optimization.descent import minimize
from calcref.optimization.gradient_descent import GradientDescent
from calcref.optimization.sgd import SGD
from calcref.optimization.training import train

METHODS = (
    GradientDescent,  # down the gradient
    SGD,  # down the gradient of a batch, with momentum
    Adam,  # momentum over the recent size of the gradient
)

__all__ = [
    "METHODS",
    "SGD",
    "Adam",
    "GradientDescent",
    "Method",
    "State",
    "Trace",
    "minibatches",
    "minimize",
    "train",
]
