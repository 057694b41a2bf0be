"""Which functions are convex, with what shows it, and the conditions for a minimum under constraints."""

from calcref.convex.bounds import CurvatureBounds
from calcref.convex.records import Convexity, CurvatureRule, HessianCertificate, Reason, Refutation
from calcref.convex.rules import RULES

__all__ = ["RULES", "Convexity", "CurvatureBounds", "CurvatureRule", "HessianCertificate", "Reason", "Refutation"]
