"""How well scores rank, how far probabilities and forecasts can be trusted, and how far apart two samples are."""

from calcref.metrics.area import AREA, auc, check_auc, pair_probability
from calcref.metrics.area_interval import DELONG, AreaInterval, auc_interval
from calcref.metrics.brier_score import (
    BRIER_DECOMPOSITION,
    BRIER_SCORE,
    BrierDecomposition,
    brier_decomposition,
    brier_score,
)
from calcref.metrics.calibration import (
    CALIBRATION_ERROR,
    CalibrationCurve,
    calibration_curve,
    expected_calibration_error,
)
from calcref.metrics.crps import CRPS, CRPS_NORMAL, crps, crps_normal, crps_normal_gradient
from calcref.metrics.kolmogorov_smirnov import KOLMOGOROV_SMIRNOV, GapTest, kolmogorov_smirnov
from calcref.metrics.log_score import LOG_SCORE, log_score
from calcref.metrics.mann_whitney import MANN_WHITNEY, RankSum, mann_whitney
from calcref.metrics.metric import Metric, Score
from calcref.metrics.partial_area import PARTIAL_AREA, partial_auc
from calcref.metrics.precision_recall import (
    AVERAGE_PRECISION,
    PrecisionRecallCurve,
    average_precision,
    precision_recall_curve,
)
from calcref.metrics.roc import RocCurve, roc_curve
from calcref.metrics.squared_mmd import MMD, squared_mmd
from calcref.metrics.total_variation_distance import TOTAL_VARIATION, total_variation_distance
from calcref.metrics.wasserstein_1 import WASSERSTEIN, wasserstein_1

METRICS = (
    AREA,  # how often a positive is ranked above a negative
    MANN_WHITNEY,  # the same, by ranks
    DELONG,  # how far it may be off
    PARTIAL_AREA,  # where false positives are few
    AVERAGE_PRECISION,  # and where positives are
    LOG_SCORE,  # a probability, by the surprise
    BRIER_SCORE,  # by the square
    BRIER_DECOMPOSITION,  # and what the square is made of
    CALIBRATION_ERROR,  # the first part of it, by distances
    CRPS,  # a whole distribution
    CRPS_NORMAL,  # that is a bell
    TOTAL_VARIATION,  # two distributions, value by value
    KOLMOGOROV_SMIRNOV,  # by their distribution functions
    WASSERSTEIN,  # by how far mass is carried
    MMD,  # by a kernel
)

__all__ = [
    "AREA",
    "AVERAGE_PRECISION",
    "BRIER_DECOMPOSITION",
    "BRIER_SCORE",
    "CALIBRATION_ERROR",
    "CRPS",
    "CRPS_NORMAL",
    "DELONG",
    "KOLMOGOROV_SMIRNOV",
    "LOG_SCORE",
    "MANN_WHITNEY",
    "METRICS",
    "MMD",
    "PARTIAL_AREA",
    "TOTAL_VARIATION",
    "WASSERSTEIN",
    "AreaInterval",
    "BrierDecomposition",
    "CalibrationCurve",
    "GapTest",
    "Metric",
    "PrecisionRecallCurve",
    "RankSum",
    "RocCurve",
    "Score",
    "auc",
    "auc_interval",
    "average_precision",
    "brier_decomposition",
    "brier_score",
    "calibration_curve",
    "check_auc",
    "crps",
    "crps_normal",
    "crps_normal_gradient",
    "expected_calibration_error",
    "kolmogorov_smirnov",
    "log_score",
    "mann_whitney",
    "pair_probability",
    "partial_auc",
    "precision_recall_curve",
    "roc_curve",
    "squared_mmd",
    "total_variation_distance",
    "wasserstein_1",
]
