"""What a line of matrices says: its sides as expressions, or as derivatives of expressions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

import sympy as sp

from calcref.core.arrays import Array, is_scalar, shape_of
from calcref.core.errors import ParseError
from calcref.core.expr import substitute
from calcref.matrix.reading.text import node_from_text

Asked = Literal["value", "gradient", "jacobian", "hessian"]

# ∇_x, \nabla_{x}, grad_x; ∇²_x, hessian_x; d/dx, ∂/∂x, \frac{\partial}{\partial x}; df/dx, ∂f/∂x, with a name f
NAME = r"[A-Za-z\u0370-\u03ff][A-Za-z0-9\u0370-\u03ff]*"
GRADIENT = re.compile(rf"\s*(?:∇|\\nabla|grad(?:ient)?)\s*_\s*\{{?\s*(?P<wrt>{NAME})\s*\}}?\s*(?P<rest>.+)$", re.DOTALL)
HESSIAN = re.compile(
    rf"\s*(?:∇\s*[²]|∇\s*\^\s*\{{?2\}}?|\\nabla\s*\^\s*\{{?2\}}?|hess(?:ian)?)\s*_\s*\{{?\s*(?P<wrt>{NAME})\s*\}}?\s*(?P<rest>.+)$",
    re.DOTALL,
)
SLOPE = re.compile(
    rf"\s*(?:\\frac\s*\{{\s*(?:d|\\partial)\s*(?P<f>{NAME})?\s*\}}\s*\{{\s*(?:d|\\partial)\s*(?P<wrt>{NAME})\s*\}}"
    rf"|(?:d|∂)\s*(?P<f2>{NAME})?\s*/\s*(?:d|∂)\s*(?P<wrt2>{NAME}))\s*(?P<rest>.*)$",
    re.DOTALL,
)
LATEX = (
    (re.compile(r"\\(?:left|right|[bB]igg?[lr]?|displaystyle|,|;|!|quad|qquad)(?![A-Za-z])"), " "),
    (re.compile(r"\\(?:operatorname|mathrm|text|mathbf|boldsymbol)\s*\{([^{}]*)\}"), r"\1"),
    (re.compile(r"\^\s*\{?\s*-\s*\\(?:top|intercal)\s*\}?"), "^{-T}"),
    (re.compile(r"\^\s*\{?\s*\\(?:top|intercal)\s*\}?"), "'"),
    (re.compile(r"\\(?:lVert|rVert|Vert|\|)"), " || "),
    (re.compile(r"\\odot(?![A-Za-z])"), " .* "),
    (re.compile(r"\\otimes(?![A-Za-z])"), " ⊗ "),
    (re.compile(r"\\cdot(?![A-Za-z])"), " * "),
    (re.compile(r"\\frac\s*\{(?!\s*(?:\\partial|d)\s*[A-Za-z]?\s*\})([^{}]*)\}\s*\{([^{}]*)\}"), r"((\1)/(\2))"),
    (re.compile(r"\\(log|ln|det|exp|tanh|tr|sin|cos)(?![A-Za-z])"), r" \1 "),
)


@dataclass(frozen=True)
class Side:
    """A side of a line.

    Args:
        text: as it is written.
        asked: what is asked of the expression.
        node: the expression.
        var: in which name it is differentiated.
        inner: the expression, as it is written.
    """

    text: str
    asked: Asked
    node: sp.Expr
    var: Array | None = None
    inner: str = ""


@dataclass
class Reader:
    """Reads sides; definitions that stand above are put in.

    Args:
        arrays: the names with a shape.
        defined: what the other names stand for.
    """

    arrays: Mapping[str, Array]
    defined: dict[str, sp.Expr] = field(default_factory=dict)

    def read(self, text: str) -> Side:
        """The side that `text` is.

        Raises:
            CalcrefError: it is none, or shapes do not fit.
        """
        plain = without_latex(text)
        for pattern, asked in ((HESSIAN, "hessian"), (GRADIENT, "gradient"), (SLOPE, "slope")):
            found = pattern.match(plain)
            if found is None:
                continue
            groups = found.groupdict()
            name = groups.get("wrt") or groups.get("wrt2") or ""
            inner = f"{groups.get('f') or groups.get('f2') or ''} {groups['rest']}".strip()
            if name not in self.arrays:
                raise ParseError(f'the name {name} has no shape; say it, as in "{name}: n"', text, text.find(name))
            node = self.node(inner)
            if asked == "slope":
                asked = "gradient" if is_scalar(node) else "jacobian"
            if asked != "jacobian" and not is_scalar(node):
                raise ParseError(f"a {asked} is of a number, and this is no number", text, 0)
            return Side(text, asked, node, self.arrays[name], inner)  # type: ignore[arg-type]
        return Side(text, "value", self.node(plain))

    def node(self, text: str) -> sp.Expr:
        """The expression that `text` is."""
        known = {name: Array(name, _dims(node)) for name, node in self.defined.items()}
        node = node_from_text(text.strip(), {**self.arrays, **known})
        return substitute(node, {known[name]: held for name, held in self.defined.items()}) if known else node


def _dims(node: sp.Expr) -> tuple[sp.Expr, ...]:
    rows, columns = shape_of(node)
    return () if is_scalar(node) else (rows,) if columns == 1 else (rows, columns)


def without_latex(text: str) -> str:
    """`text` with what LaTeX has its own words for as it is typed.

    >>> without_latex(r"2 A^\\top (A x - y)").split()
    ['2', "A'(A", 'x', '-', 'y)']
    """
    for pattern, plain in LATEX:
        text = pattern.sub(plain, text)
    return text


def sides(text: str) -> Iterator[tuple[int, str, str]]:
    """The equalities of `text`: the number of the line, and what stands left and right; one that begins with = goes on.

    >>> list(sides("f = x' x\\n  = ||x||^2"))
    [(1, 'f', "x' x"), (2, "x' x", '||x||^2')]
    """
    before = ""
    for number, line in enumerate(re.split(r"\n|\\\\", text), 1):
        plain = re.sub(r"\\(?:begin|end)\{[^{}]*\}|\$\$?|\\[\[\]()]|(?<!\\)&|\\nonumber", " ", line).strip(" .,;")
        if "=" not in plain:
            continue
        first, *rest = (part.strip() for part in plain.split("="))
        before = first or before
        for part in rest:
            if before and part:
                yield number, before, part
            before = part or before


__all__ = ["Reader", "Side", "sides", "without_latex"]
