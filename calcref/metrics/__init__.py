"""How well a score puts positives before negatives."""

from calcref.metrics.auc import auc, check_auc, pair_probability
from calcref.metrics.roc_curve import RocCurve, roc_curve

__all__ = ["RocCurve", "auc", "check_auc", "pair_probability", "roc_curve"]
