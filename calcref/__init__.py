"""calcref: calculus for machine learning, executed."""

__version__ = "0.1.0"
