"""What is done once, before the memory of a running Python is kept for browsers: everything is imported and tried."""

from __future__ import annotations

import gc
import json
import linecache
import re
import sys
import zipimport
from importlib import import_module
from pkgutil import walk_packages

from sympy.core.cache import clear_cache

import calcref
from calcref.playground.serve import serve

LATER = (  # what SymPy imports when it is asked for an integral that no rule of ours answers
    "sympy.integrals.heurisch",
    "sympy.integrals.manualintegrate",
    "sympy.integrals.meijerint",
    "sympy.integrals.risch",
)
TRIED = (
    "d/dx x^2 sin(x)",
    "d/dx tanh(w x + b)",
    "d^2/dx^2 e^(-x^2/2)",
    "d/dx x^x",
    "∫ x e^x dx",
    "∫ 1/(x^2 - 1) dx",
    "∫ sin(x)^2 dx",
    "∫_0^1 x^2 dx",
    "∫_0^oo e^(-x^2) dx",
    "∫_-1^1 1/x^2 dx",
    "lim x->0 sin(x)/x",
    "lim x->oo (1 + 1/x)^x",
    "d/dx sin 2x",
    "grad_x ||A x - y||^2 where A: m n, x: n, y: m",
)

CELL = """from dataclasses import dataclass
from math import pi
from calcref import differentiate
print(f"| a |\\n|--:|\\n| {pi:.3f} |\\n\\n", differentiate("x^2").to_html())"""


def warm() -> None:
    """Import all of the library that runs here, answer one question of each kind, and forget what was computed."""
    for module in walk_packages(calcref.__path__, "calcref."):
        try:
            import_module(module.name)
        except ModuleNotFoundError as error:
            if error.name != "numpy":
                raise
    for name in LATER:
        import_module(name)
    for question in TRIED:
        serve("echo", json.dumps([question]))
        serve("whole", json.dumps([question]))
    serve("drill", '["2x", "d/dx x^2", "2x"]')
    serve("cell", json.dumps([CELL, [], "markdown"]))
    serve("judged", '["d/dx x^2 = 2x = 3x"]')
    serve("judged", '["grad_x x\' A x = 2 A x", "A: n n, x: n"]')
    clear_cache()
    sys.path_importer_cache.clear()
    zipimport._zip_directory_cache.clear()  # type: ignore[attr-defined]
    linecache.clearcache()
    re.purge()
    gc.collect()


def tidy() -> None:
    """Overwrite what Python has set free, so that the memory packs small."""
    for size in range(16, 513, 16):
        kept = [bytes(max(0, size - 21)) for _ in range(200_000 // size)]
        kept.clear()
