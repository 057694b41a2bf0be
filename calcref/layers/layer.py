"""The record of a layer: what it computes, and what its derivative does to tangents and cotangents."""

from __future__ import annotations

from dataclasses import dataclass

from calcref.autodiff import ArrayRule
from calcref.core.about import Facts, Formula, Stated, equations


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Layer(Stated):
    """A layer of a network, with a backward pass that was derived by hand.

    Args:
        backward_latex: what its backward pass computes, in TeX, a bar over a cotangent.
        rule: its value, jvp and vjp. The value is plain NumPy, so that the tape can differentiate it too.

    The other arguments are those of `Stated`.
    """

    backward_latex: str
    rule: ArrayRule

    @property
    def domain(self) -> tuple[str, ...]:
        """What has to hold; of most layers, that their arguments fit together."""
        return self.given or ("arguments of shapes that fit",)

    @property
    def facts(self) -> Facts:
        """Its backward pass, an equation a line."""
        return (("Backward", tuple((Formula.of(tex),) for tex in equations(self.backward_latex))),)
