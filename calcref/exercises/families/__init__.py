"""Every family, in the order of the lessons."""

from calcref.exercises.families import antiderivatives, areas, elementary, learning, limits, rules, slopes, techniques

FAMILIES = (
    *rules.FAMILIES,  # the rules of differentiation
    *elementary.FAMILIES,  # what they are applied to
    *slopes.FAMILIES,  # what slopes are used for
    *limits.FAMILIES,  # where no rule holds
    *antiderivatives.FAMILIES,  # read from a table
    *techniques.FAMILIES,  # found by a technique
    *areas.FAMILIES,  # with two ends
    *learning.FAMILIES,  # in machine learning
)
