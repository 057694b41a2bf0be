"""The formula at the head of a rule's module is true: it is read as the pages' formulas are, and put to numbers."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from calcref.site.typed.equations import Equations

ROOT = Path(__file__).resolve().parents[2]
MODULES = [path for family in ("derivatives", "integrals") for path in sorted((ROOT / "calcref" / family).glob("*.py"))]
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿᵃᵇᶜˣᵗ", "0123456789+-nabcxt")
LOWERED = str.maketrans("ₐₓₙₜ", "axnt")
SIGNS = (("−", "-"), ("·", r"\cdot "), ("max(", r"\max("), ("ln ", r"\ln "), ("d²/dx² f", "f''"))
MARKS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ"
BY_READER = {
    "improper": "a limit in words",
    "substitution": "an antiderivative at u = g(x)",
}


def formula(path: Path) -> str:
    """What stands before and after the first sign of equality, if anything does."""
    said = (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").splitlines()[0]
    said = said.partition("part 1: ")[2] or said
    found = re.match(r"(?P<formula>(?:d²?/dx|∫|max).*? = .*?)(?:\.$|, (?:where|with|for|on|which)|: | for |; )", said)
    return found["formula"] if found else ""


def tex(said: str) -> str:
    """The formula in TeX; antiderivatives are compared by their slopes."""
    for sign, written in SIGNS:
        said = said.replace(sign, written)
    said = re.sub(r"∫([ₐᵃᵇᶜˣᵗ])([ₐᵃᵇᶜˣᵗ]) ", lambda it: rf"\int_{_plain(it[1])}^{_plain(it[2])} ", said)
    said = re.sub(rf"[{MARKS}]+", lambda it: f"^{{{it[0].translate(RAISED)}}}", said)
    said = re.sub(r"\|([^|]*)\|", r"\\lvert \1\\rvert ", said).replace("d/dx ", r"\frac{d}{dx} ")
    if "∫" in said:
        said = " = ".join(rf"\frac{{d}}{{dx}} ({side.strip()})" for side in said.replace("∫", r"\int_1^x ").split("="))
    return said


def _plain(mark: str) -> str:
    return mark.translate(LOWERED).translate(RAISED)


FORMULAS = {path: formula(path) for path in MODULES}


@pytest.mark.parametrize("path", [it for it in MODULES if FORMULAS[it]], ids=lambda path: path.stem)
def test_the_formula_at_the_head_of_a_module_is_true(path: Path) -> None:
    if path.stem in BY_READER:
        return
    wrong = list(Equations().read(tex(FORMULAS[path])))
    assert not wrong, f"{path.relative_to(ROOT).as_posix()}:1: {FORMULAS[path]}: {wrong[0]}"


@pytest.mark.parametrize(
    ("said", "false"),
    [
        ("d/dx (f g) = f' g − f g'", True),
        ("d/dx xⁿ = n xⁿ⁺¹", True),
        ("∫ xⁿ dx = xⁿ⁺¹/(n − 1)", True),
        ("∫ₐᵇ f dx = ∫ₐᶜ f dx − ∫ᶜᵇ f dx", True),
        ("d/dx (f/g) = (f' g − f g')/g²", False),
        ("∫ 1/x dx = ln |x|", False),
    ],
)
def test_a_false_one_is_told(said: str, false: bool) -> None:
    assert bool(list(Equations().read(tex(said)))) is false


def test_most_heads_are_read() -> None:
    read = [path.stem for path in MODULES if FORMULAS[path] and path.stem not in BY_READER]
    assert {"product_rule", "quotient_rule", "chain_rule", "power_rule", "sum", "constant_multiple"} <= set(read)
