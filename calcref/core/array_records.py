"""The derivation of an answer about arrays: what every derivation has, and code that computes the answer.

A backward pass is several of them, one for each variable.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import sympy as sp

from calcref.core.array_questions import VjpOf
from calcref.core.arrays import Array
from calcref.core.errors import CalcrefError
from calcref.core.evidence import Evidence, weakest
from calcref.core.records import Derivation
from calcref.core.shown import Brief


@dataclass(frozen=True, eq=False, repr=False)
class ArrayDerivation(Derivation):
    """A derivation whose answer is a formula in arrays.

    Args:
        names: the arrays that the function is given, in their order.

    The other arguments are those of `Derivation`.
    """

    names: tuple[Array, ...] = ()

    # What follows crosses layers: one line each, imported when called.

    @property
    def shapes(self) -> dict[str, str]:
        """The shape of every name, and of every expression in the steps, as they are written."""
        from calcref.render.array_shapes import shapes

        return shapes(self)

    def to_numpy(self) -> str:
        """The source of a function in NumPy that computes the answer; what occurs twice is computed once."""
        from calcref.render.array_code import NUMPY, source

        return source(self, NUMPY)

    def to_torch(self) -> str:
        """The source of a function in PyTorch that computes the answer.

        Of a backward pass it is a `torch.autograd.Function`, with its check by `gradcheck`.
        """
        from calcref.render.array_code import TORCH, source
        from calcref.render.backward_code import autograd_function

        return autograd_function([self]) if isinstance(self.question, VjpOf) else source(self, TORCH)

    def to_jax(self) -> str:
        """The source of a function in JAX that computes the answer."""
        from calcref.render.array_code import JAX, source

        return source(self, JAX)


@dataclass(frozen=True, slots=True, repr=False)
class BackwardPass(Brief):
    """The backward pass of a function: for each variable the derivation of what the cotangents become there.

    Args:
        derivations: in the order of the variables.
    """

    derivations: tuple[ArrayDerivation, ...]

    def __getitem__(self, name: str) -> ArrayDerivation:
        for derivation in self.derivations:
            if derivation.question.args[1].name == name:
                return derivation
        raise CalcrefError(f"there is no variable {name!r}; those of this backward pass are {', '.join(self.answers)}")

    @property
    def answers(self) -> Mapping[str, sp.Expr]:
        """The formula of each variable, by its name."""
        return {it.question.args[1].name: it.answer for it in self.derivations}

    # What follows crosses layers: one line each, imported when called.

    def check(self) -> Evidence:
        """Evidence for all derivations, with a part for each."""
        parts = tuple(it.check() for it in self.derivations)
        worst = weakest(parts)
        errors = [it.error for it in parts if it.error is not None]
        return Evidence(worst.verdict, worst.how, min(it.points for it in parts), max(errors, default=None), parts)

    def to_text(self) -> str:
        """The formulas of all variables as plain text; the steps are those of `derivations`."""
        from calcref.render.backward_formulas import formulas_text

        return formulas_text(self.derivations)

    def to_html(self) -> str:
        """The formulas of all variables as HTML; the steps are those of `derivations`."""
        from calcref.render.backward_formulas import formulas_html

        return formulas_html(self.derivations)

    def to_numpy(self) -> str:
        """The source of a function in NumPy that computes all cotangents; what occurs twice is computed once."""
        from calcref.render.array_code import NUMPY
        from calcref.render.backward_code import backward_source

        return backward_source(self.derivations, NUMPY)

    def to_torch(self) -> str:
        """The source of a `torch.autograd.Function`, with its check by `gradcheck`."""
        from calcref.render.backward_code import autograd_function

        return autograd_function(self.derivations)

    def to_jax(self) -> str:
        """The source of a function in JAX that computes all cotangents."""
        from calcref.render.array_code import JAX
        from calcref.render.backward_code import backward_source

        return backward_source(self.derivations, JAX)
