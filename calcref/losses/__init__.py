"""Losses: how wrong a prediction is, and which way it should move."""

from calcref.core.kinks import Kink
from calcref.losses.check import check_loss
from calcref.losses.cross_entropy_loss import cross_entropy
from calcref.losses.hinge_loss import hinge
from calcref.losses.huber_loss import HUBER, huber
from calcref.losses.logistic_loss import logistic
from calcref.losses.loss import Curve, Loss
from calcref.losses.mean_absolute_error import mae
from calcref.losses.mean_squared_error import mse

LOSSES = (
    mse,  # squares
    mae,  # absolute values: the first kink
    HUBER,  # squares near 0, absolute values far out
    logistic,  # two classes, by the probability of the right one
    cross_entropy,  # any number of classes
    hinge,  # two classes, by the margin alone
)

__all__ = [
    "HUBER",
    "LOSSES",
    "Curve",
    "Kink",
    "Loss",
    "check_loss",
    "cross_entropy",
    "hinge",
    "huber",
    "logistic",
    "mae",
    "mse",
]
