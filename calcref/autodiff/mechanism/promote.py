"""What becomes of a value that is not real: complex ones on the way through a Fourier transform, all others refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from calcref.autodiff.mechanism.box import Box
from calcref.autodiff.mechanism.rule import ArrayRule
from calcref.core.errors import NoRuleApplies, OutsideDomain

TO_COMPLEX = ArrayRule(
    "to_complex",
    lambda x: np.asarray(x) + 0j,
    jvp="linear",
    vjp=lambda y_bar, y, x: np.real(y_bar),
    reads="shapes",
    complex_too=True,
)


def check_kind(rule: ArrayRule, y: Any) -> None:
    """Refuse a value that has no derivative.

    Raises:
        NoRuleApplies: it is complex, and the rule holds for real arrays only.
        OutsideDomain: it is neither real nor complex.
    """
    if y.dtype.kind == "c" and not rule.complex_too:
        raise NoRuleApplies(
            f"np.{rule.name} has a derivative rule for real arrays only, and met a complex one; compute with np.real "
            "and np.imag of it"
        )
    if y.dtype.kind not in "fc":
        raise OutsideDomain(
            f"{rule.name} of a traced array gave {y.dtype}, which has no derivative; an array of objects or integers, "
            "or a sparse matrix, among its arguments is the usual cause: convert it with np.asarray(a, float) or "
            "a.toarray() before"
        )


def promoted(rule: ArrayRule, args: Sequence[Any], y: Any) -> list[Any] | None:
    """The arguments with every traced real one made complex, where the value is; None where there is none.

    So that no rule has to take the real part of a cotangent: it is the rule of this one step.
    """
    check_kind(rule, y)
    real = [type(arg) is Box and arg.dtype.kind == "f" for arg in args]
    if rule is TO_COMPLEX or not any(real):
        return None
    return [TO_COMPLEX(arg) if is_real else arg for arg, is_real in zip(args, real, strict=True)]
