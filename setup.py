"""Everything stands in pyproject.toml; this file is for a Python that is too old, which pip would tell of last."""

import sys

from setuptools import setup

NEEDED = (3, 11)

if sys.version_info[:2] < NEEDED:
    sys.exit(
        "calcref needs Python {}.{} or newer, and this is Python {}.{}: remove .venv, and make it with a newer one, "
        "as in python3.12 -m venv .venv".format(*NEEDED, *sys.version_info[:2])
    )

setup()
