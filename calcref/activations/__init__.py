"""Activations: values without overflow, slopes, bounds, and what they do to signals and gradients through depth."""

from calcref.activations.activation import Activation, Corner, JointActivation, Naive
from calcref.activations.check import check_activation
from calcref.activations.constants import extent, fixed_points, lipschitz_constant, steepest
from calcref.activations.gated_units import geglu, glu, swiglu
from calcref.activations.initialization import (
    Initialization,
    derived_sizes,
    he,
    mean_square,
    mean_square_slope,
    measured_sizes,
    xavier,
)
from calcref.activations.rectifiers import ELU, LEAKY_RELU, elu, leaky_relu, prelu, relu, relu6, selu
from calcref.activations.s_shaped import hard_sigmoid, hard_tanh, sigmoid, softplus, tanh
from calcref.activations.self_gated import gelu, gelu_tanh, hard_swish, mish, silu
from calcref.activations.softmax_family import log_softmax, softmax, sparsemax, sparsemax_threshold

ACTIVATIONS = (
    sigmoid,  # the first, and the one that shows why it was given up
    tanh,  # the same, centered
    softplus,  # whose slope is the sigmoid
    hard_sigmoid,  # and what stands in for it without an exponential
    hard_tanh,
    relu,  # one corner
    relu6,  # two
    LEAKY_RELU,  # no flat side
    ELU,  # a bent one
    selu,  # so bent that sizes are kept
    gelu,  # x times a gate
    gelu_tanh,
    silu,
    mish,
    hard_swish,
)
JOINT = (
    softmax,  # scores into probabilities
    log_softmax,  # and into their logarithms
    sparsemax,  # probabilities that may be 0
    glu,  # one half is the gate of the other
    geglu,
    swiglu,
)
INITIALIZATIONS = (
    xavier,  # for a slope of 1
    he,  # for ReLU
)
CONCEPTS = (*ACTIVATIONS, *JOINT, *INITIALIZATIONS)

__all__ = [
    "ACTIVATIONS",
    "CONCEPTS",
    "ELU",
    "INITIALIZATIONS",
    "JOINT",
    "LEAKY_RELU",
    "Activation",
    "Corner",
    "Initialization",
    "JointActivation",
    "Naive",
    "check_activation",
    "derived_sizes",
    "elu",
    "extent",
    "fixed_points",
    "geglu",
    "gelu",
    "gelu_tanh",
    "glu",
    "hard_sigmoid",
    "hard_swish",
    "hard_tanh",
    "he",
    "leaky_relu",
    "lipschitz_constant",
    "log_softmax",
    "mean_square",
    "mean_square_slope",
    "measured_sizes",
    "mish",
    "prelu",
    "relu",
    "relu6",
    "selu",
    "sigmoid",
    "silu",
    "softmax",
    "softplus",
    "sparsemax",
    "sparsemax_threshold",
    "steepest",
    "swiglu",
    "tanh",
    "xavier",
]
