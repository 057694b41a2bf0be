"""Which functions are convex, with what shows it, and the conditions for a minimum under constraints."""

from calcref.convex.bounds import CurvatureBounds
from calcref.convex.kkt_records import KKT, Candidate
from calcref.convex.records import Convexity, CurvatureRule, HessianCertificate, Reason, Refutation
from calcref.convex.rules import RULES

__all__ = [
    "KKT",
    "RULES",
    "Candidate",
    "Convexity",
    "CurvatureBounds",
    "CurvatureRule",
    "HessianCertificate",
    "Reason",
    "Refutation",
]
