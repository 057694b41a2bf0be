"""Losses: how wrong a prediction is, and which way it should move."""

from calcref.core.kinks import Kink
from calcref.losses.check import check_loss
from calcref.losses.cross_entropy_loss import cross_entropy
from calcref.losses.ctc import ctc
from calcref.losses.focal_loss import FOCAL, focal
from calcref.losses.hinge_loss import hinge
from calcref.losses.huber_loss import HUBER, huber
from calcref.losses.info_nce_loss import INFO_NCE, info_nce
from calcref.losses.kl_divergence_loss import kl_divergence
from calcref.losses.label_smoothing_loss import LABEL_SMOOTHING, label_smoothing
from calcref.losses.log_cosh_loss import log_cosh
from calcref.losses.logistic_loss import logistic
from calcref.losses.loss import Curve, Loss
from calcref.losses.mean_absolute_error import mae
from calcref.losses.mean_squared_error import mse
from calcref.losses.poisson_loss import poisson
from calcref.losses.quantile_loss import QUANTILE, quantile
from calcref.losses.triplet_loss import TRIPLET, triplet
from calcref.losses.tukey_loss import TUKEY, tukey

LOSSES = (
    mse,  # squares
    mae,  # absolute values: the first kink
    HUBER,  # squares near 0, absolute values far out
    log_cosh,  # the same without a seam
    QUANTILE,  # absolute values with two prices
    TUKEY,  # that levels off: no longer convex
    poisson,  # counts
    logistic,  # two classes, by the probability of the right one
    FOCAL,  # the same, with less weight on what is right
    cross_entropy,  # any number of classes
    LABEL_SMOOTHING,  # with a target that keeps some doubt
    kl_divergence,  # less the entropy of the target
    INFO_NCE,  # classes that are other examples
    hinge,  # two classes, by the margin alone
    TRIPLET,  # distances, by their margin
)

__all__ = [
    "FOCAL",
    "HUBER",
    "INFO_NCE",
    "LABEL_SMOOTHING",
    "LOSSES",
    "QUANTILE",
    "TRIPLET",
    "TUKEY",
    "Curve",
    "Kink",
    "Loss",
    "check_loss",
    "cross_entropy",
    "ctc",
    "focal",
    "hinge",
    "huber",
    "info_nce",
    "kl_divergence",
    "label_smoothing",
    "log_cosh",
    "logistic",
    "mae",
    "mse",
    "poisson",
    "quantile",
    "triplet",
    "tukey",
]
