"""Methods that minimize, and the traces of their runs."""

from calcref.core.methods import Method, State, Trace
from calcref.optimization.adadelta import Adadelta
from calcref.optimization.adagrad import AdaGrad
from calcref.optimization.adam import Adam
from calcref.optimization.adamax import Adamax
from calcref.optimization.adamw import AdamW
from calcref.optimization.amsgrad import AMSGrad
from calcref.optimization.batches import minibatches
from calcref.optimization.bfgs import BFGS
from calcref.optimization.conjugate_gradient import ConjugateGradient
from calcref.optimization.descent import minimize
from calcref.optimization.duals import DUALS
from calcref.optimization.fista import FISTA
from calcref.optimization.gauss_newton import GaussNewton
from calcref.optimization.gradient_descent import GradientDescent
from calcref.optimization.ista import ISTA
from calcref.optimization.lbfgs import LBFGS
from calcref.optimization.levenberg_marquardt import LevenbergMarquardt
from calcref.optimization.line_search import Armijo, StrongWolfe
from calcref.optimization.momentum import Momentum
from calcref.optimization.nadam import NAdam
from calcref.optimization.nelder_mead import NelderMead
from calcref.optimization.nesterov import Nesterov
from calcref.optimization.newton import Newton
from calcref.optimization.radam import RAdam
from calcref.optimization.rmsprop import RMSProp
from calcref.optimization.sgd import SGD
from calcref.optimization.theorems import THEOREMS
from calcref.optimization.training import train
from calcref.optimization.trust_region import TrustRegion

METHODS = (
    GradientDescent,  # down the gradient
    SGD,  # down the gradient of a batch, with momentum
    Momentum,  # a ball that keeps a part of its speed
    Nesterov,  # which looks where it is about to be
    AdaGrad,  # a rate for every entry, which falls as gradients add up
    RMSProp,  # the gradient over its recent size
    Adadelta,  # steps as long as recent steps were
    Adam,  # momentum over the recent size of the gradient
    AdamW,  # with weights that shrink by themselves
    AMSGrad,  # with a divisor that never falls
    Adamax,  # by the largest gradient in place of the mean square
    NAdam,  # with Nesterov's look ahead
    RAdam,  # that waits until its averages can be trusted
    Newton,  # to the bottom of the parabola that fits best
    BFGS,  # with a matrix that is learned on the way
    LBFGS,  # from the last few steps alone
    ConjugateGradient,  # with directions that do not undo each other
    GaussNewton,  # least squares by their slopes
    LevenbergMarquardt,  # held back where the model is wrong
    TrustRegion,  # no step longer than the model has been right
    NelderMead,  # without any gradient
    ISTA,  # with the proximal map of a penalty
    FISTA,  # with momentum, too
)

__all__ = [
    "BFGS",
    "DUALS",
    "FISTA",
    "ISTA",
    "LBFGS",
    "METHODS",
    "SGD",
    "THEOREMS",
    "AMSGrad",
    "AdaGrad",
    "Adadelta",
    "Adam",
    "AdamW",
    "Adamax",
    "Armijo",
    "ConjugateGradient",
    "GaussNewton",
    "GradientDescent",
    "LevenbergMarquardt",
    "Method",
    "Momentum",
    "NAdam",
    "NelderMead",
    "Nesterov",
    "Newton",
    "RAdam",
    "RMSProp",
    "State",
    "StrongWolfe",
    "Trace",
    "TrustRegion",
    "minibatches",
    "minimize",
    "train",
]
