"""Methods that minimize, and the traces of their runs."""

from calcref.core.methods import Method, State, Trace
from calcref.optimization.adadelta import Adadelta
from calcref.optimization.adagrad import AdaGrad
from calcref.optimization.adam import Adam
from calcref.optimization.adamax import Adamax
from calcref.optimization.adamw import AdamW
from calcref.optimization.amsgrad import AMSGrad
from calcref.optimization.augmented_lagrangian import AugmentedLagrangian
from calcref.optimization.averaged import Averaged
from calcref.optimization.batches import minibatches
from calcref.optimization.bfgs import BFGS
from calcref.optimization.clipped import Clipped
from calcref.optimization.conjugate_gradient import ConjugateGradient
from calcref.optimization.constrained import Multipliers
from calcref.optimization.coordinate_descent import CoordinateDescent
from calcref.optimization.descent import minimize
from calcref.optimization.duals import DUALS
from calcref.optimization.fista import FISTA
from calcref.optimization.gauss_newton import GaussNewton
from calcref.optimization.gradient_descent import GradientDescent
from calcref.optimization.ista import ISTA
from calcref.optimization.keeping import Every, Last
from calcref.optimization.lbfgs import LBFGS
from calcref.optimization.levenberg_marquardt import LevenbergMarquardt
from calcref.optimization.line_search import Armijo, StrongWolfe
from calcref.optimization.linear_conjugate_gradient import LinearConjugateGradient
from calcref.optimization.lion import Lion
from calcref.optimization.mirror_descent import MirrorDescent
from calcref.optimization.momentum import Momentum
from calcref.optimization.muon import Muon
from calcref.optimization.nadam import NAdam
from calcref.optimization.natural_gradient import NaturalGradient, normal_fisher, softmax_fisher
from calcref.optimization.nelder_mead import NelderMead
from calcref.optimization.nesterov import Nesterov
from calcref.optimization.newton import Newton
from calcref.optimization.projected import Projected
from calcref.optimization.quadratic_penalty import QuadraticPenalty
from calcref.optimization.radam import RAdam
from calcref.optimization.rmsprop import RMSProp
from calcref.optimization.scheduled import Scheduled
from calcref.optimization.schedules import SCHEDULES, Constant, Cosine, OneCycle, Schedule, StepDecay, WarmUp
from calcref.optimization.sets import Ball, Box, ConvexSet, Simplex
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
    Lion,  # by the sign of an average
    Muon,  # along a momentum that is made orthogonal
    MirrorDescent,  # by factors, for probabilities
    NaturalGradient,  # by how much a distribution changes
    Scheduled,  # any of them, with a rate that changes
    Clipped,  # with gradients that are never too long
    Projected,  # held in a set
    Averaged,  # and what it is on average
    Newton,  # to the bottom of the parabola that fits best
    BFGS,  # with a matrix that is learned on the way
    LBFGS,  # from the last few steps alone
    ConjugateGradient,  # with directions that do not undo each other
    LinearConjugateGradient,  # on a parabola, in as many steps as it has curvatures
    CoordinateDescent,  # one variable at a time
    GaussNewton,  # least squares by their slopes
    LevenbergMarquardt,  # held back where the model is wrong
    TrustRegion,  # no step longer than the model has been right
    NelderMead,  # without any gradient
    ISTA,  # with the proximal map of a penalty
    FISTA,  # with momentum, too
    QuadraticPenalty,  # what breaks a constraint costs its square
    AugmentedLagrangian,  # and a price that is learned
)
CONCEPTS = (*METHODS, *SCHEDULES)

__all__ = [
    "BFGS",
    "CONCEPTS",
    "DUALS",
    "FISTA",
    "ISTA",
    "LBFGS",
    "METHODS",
    "SCHEDULES",
    "SGD",
    "THEOREMS",
    "AMSGrad",
    "AdaGrad",
    "Adadelta",
    "Adam",
    "AdamW",
    "Adamax",
    "Armijo",
    "AugmentedLagrangian",
    "Averaged",
    "Ball",
    "Box",
    "Clipped",
    "ConjugateGradient",
    "Constant",
    "ConvexSet",
    "CoordinateDescent",
    "Cosine",
    "Every",
    "GaussNewton",
    "GradientDescent",
    "Last",
    "LevenbergMarquardt",
    "LinearConjugateGradient",
    "Lion",
    "Method",
    "MirrorDescent",
    "Momentum",
    "Multipliers",
    "Muon",
    "NAdam",
    "NaturalGradient",
    "NelderMead",
    "Nesterov",
    "Newton",
    "OneCycle",
    "Projected",
    "QuadraticPenalty",
    "RAdam",
    "RMSProp",
    "Schedule",
    "Scheduled",
    "Simplex",
    "State",
    "StepDecay",
    "StrongWolfe",
    "Trace",
    "TrustRegion",
    "WarmUp",
    "minibatches",
    "minimize",
    "normal_fisher",
    "softmax_fisher",
    "train",
]
