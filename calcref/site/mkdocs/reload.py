"""While a site is being served, an edit of calcref's sources is seen by the next build."""

from __future__ import annotations

import sys

from calcref.site.markdown.follows import Library

_loaded = Library.now()


def forget_changed_modules() -> None:
    """Drop calcref's modules if their sources changed since they were imported, so that blocks import the new ones."""
    if Library.now() != _loaded:
        forget_modules()


def forget_modules() -> None:
    """Drop calcref's modules: whoever imports one gets a new one."""
    for name in [name for name in sys.modules if name == "calcref" or name.startswith("calcref.")]:
        del sys.modules[name]
