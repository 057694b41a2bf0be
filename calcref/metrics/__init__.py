"""How well a score puts positives before negatives."""

from calcref.metrics.area import AREA, auc, check_auc, pair_probability
from calcref.metrics.metric import Metric
from calcref.metrics.roc import RocCurve, roc_curve

METRICS = (AREA,)  # how often a positive is ranked above a negative

__all__ = ["AREA", "METRICS", "Metric", "RocCurve", "auc", "check_auc", "pair_probability", "roc_curve"]
