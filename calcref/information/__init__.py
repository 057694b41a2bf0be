"""Expectations and information: entropy, divergences, likelihood, and the gradients of expectations."""

from calcref.information.cross_entropy import CROSS_ENTROPY, cross_entropy
from calcref.information.entropy import ENTROPY, entropy
from calcref.information.evidence_lower_bound import EVIDENCE_LOWER_BOUND, evidence_lower_bound
from calcref.information.expectation import EXPECTATION, sampled_expectation
from calcref.information.exponential_family import EXPONENTIAL_FAMILIES, EXPONENTIAL_FAMILY, ExponentialFamily
from calcref.information.fisher_information import FISHER_INFORMATION, fisher_information
from calcref.information.jensen_shannon_divergence import JENSEN_SHANNON_DIVERGENCE, jensen_shannon_divergence
from calcref.information.jensens_inequality import JENSENS_INEQUALITY, jensen_gap
from calcref.information.kl_divergence import KL_DIVERGENCE, kl_divergence
from calcref.information.maximum_likelihood import MAXIMUM_LIKELIHOOD
from calcref.information.mutual_information import MUTUAL_INFORMATION, mutual_information
from calcref.information.reparameterized_gradient import REPARAMETERIZED_GRADIENT, reparameterized_gradient
from calcref.information.sample_mean import SampleMean, sample_mean
from calcref.information.score import SCORE, score
from calcref.information.score_function_gradient import SCORE_FUNCTION_GRADIENT, score_function_gradient

CONCEPTS = (
    EXPECTATION,  # what a function is on average
    JENSENS_INEQUALITY,  # and why that is not its value at the average
    ENTROPY,  # the average surprise
    CROSS_ENTROPY,  # by a model
    KL_DIVERGENCE,  # what of it is the model's fault
    JENSEN_SHANNON_DIVERGENCE,  # both ways, and never infinite
    MUTUAL_INFORMATION,  # of a joint distribution from independence
    SCORE,  # how a likelihood changes
    FISHER_INFORMATION,  # and how much that says
    MAXIMUM_LIKELIHOOD,  # where it changes no more
    EXPONENTIAL_FAMILY,  # where all of this is one function's slopes
    SCORE_FUNCTION_GRADIENT,  # the slope of an expectation, of anything
    REPARAMETERIZED_GRADIENT,  # and of what has slopes
    EVIDENCE_LOWER_BOUND,  # what both are for
)

__all__ = [
    "CONCEPTS",
    "EXPONENTIAL_FAMILIES",
    "ExponentialFamily",
    "SampleMean",
    "cross_entropy",
    "entropy",
    "evidence_lower_bound",
    "fisher_information",
    "jensen_gap",
    "jensen_shannon_divergence",
    "kl_divergence",
    "mutual_information",
    "reparameterized_gradient",
    "sample_mean",
    "sampled_expectation",
    "score",
    "score_function_gradient",
]
