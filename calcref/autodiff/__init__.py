"""Automatic differentiation of functions written in plain NumPy.

    >>> import numpy as np
    >>> from calcref.autodiff import grad
    >>> grad(lambda x: np.sum(np.tanh(x) ** 2))(np.array([0.5, 1.0])).round(4)
    array([0.7269, 0.6397])

The package is three kinds of files. `mechanism` holds the box that NumPy takes for an array and the traces that
remember what was computed; it knows no rule. `rules` is the table: what each NumPy function does to a tangent and to a
cotangent. `verbs` are the functions below, which put the two together.

The first gradient of a process raises the thresholds of glibc's heap, which spares plain NumPy page faults too; the
environment variable CALCREF_HEAP=0 opts out.
"""

from calcref.autodiff.mechanism.rule import ArrayRule
from calcref.autodiff.verbs.assign import assign
from calcref.autodiff.verbs.check import check_grad
from calcref.autodiff.verbs.checkpoint import checkpoint
from calcref.autodiff.verbs.elementwise import elementwise_grad
from calcref.autodiff.verbs.grad import grad, value_and_grad
from calcref.autodiff.verbs.graph import Graph, Node, trace_graph
from calcref.autodiff.verbs.matrices import hessian, jacobian
from calcref.autodiff.verbs.products import hvp, jvp, vjp
from calcref.autodiff.verbs.stop import stop_gradient

__all__ = [
    "ArrayRule",
    "Graph",
    "Node",
    "assign",
    "check_grad",
    "checkpoint",
    "elementwise_grad",
    "grad",
    "hessian",
    "hvp",
    "jacobian",
    "jvp",
    "stop_gradient",
    "trace_graph",
    "value_and_grad",
    "vjp",
]
