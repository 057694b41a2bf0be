"""Lines in several variables: gradients, partial derivatives, vectors, double integrals. A wrong line is told first."""

import pytest

from calcref import judge

GIVEN = "f(x, y) = x^2 y\n"
LINES = [
    ("∇(x^2 y) = (2x y, x^2)", ["right"]),
    ("∇(x^2 y) = (2x y, x)", ["wrong: in entry 2, at x = 2, y = 3 the values are 4 and 2"]),
    ("∇(x^2 y) = 2x y", ["undecided: the left side is a vector of 2, and the right side a number"]),
    (r"\nabla (x^2 + y^2) = \begin{pmatrix} 2x \\ 2y \end{pmatrix} = 2 (x, y) = (2x, y)", ["wrong", "right", "right"]),
    ("∇_{x, y} (a x^2 y) = (2a x y, a x^2)", ["right"]),
    ("∇_x (a x^2) = 2a x", ["right: one entry agrees"]),
    ("∇·(x^2, x y) = 2x + x = 4x", ["wrong", "right"]),
    ("∇×(-y, x) = 2", ["right"]),
    ("∇² (x y) = 0", ["undecided: ∇² is the Hessian"]),
    (GIVEN + "∂f/∂x = 2x y\n∂f/∂x(1, 2) = 4\n∂²f/∂x∂y = 2x", ["right", "right", "right"]),
    (GIVEN + "f_x = 2x\nf_{xy} = 2x", ["wrong", "right"]),
    (GIVEN + "∇f = (2x y, x^2)\n∇f(1, 2) = (4, 1) = (4, 2)\nf(1, 2) = 2", ["wrong", "right", "right", "right"]),
    (
        r"\begin{bmatrix} 1 & 2 \\ 2 & 4 \end{bmatrix} = \begin{bmatrix} 1 & 2 \\ 2 & 5 \end{bmatrix}",
        ["wrong: in row 2"],
    ),
    ("d/dt (cos(t), sin(t)) = (-sin(t), cos(t))", ["right"]),
    ("sin((x, y)) = 3", ["undecided: a vector stands where a number belongs"]),
    ("(1, 2) + 3 = (4, 5)", ["undecided"]),
    ("g(x, y) = x y\nF(1, 2) = 3", ["undecided: a comma separates the arguments of a function, and F is not given"]),
    (GIVEN + "f(1, 2, 3) = 2", ["undecided: f has the arguments x, y; found 3"]),
    ("∫_0^1 ∫_0^x x y dy dx = ∫_0^1 x^3/2 dx = 1/4", ["wrong", "right"]),
]


@pytest.mark.parametrize(("text", "wanted"), LINES)
def test_lines(text, wanted):
    found = judge(text).lines
    assert len(found) == len(wanted), found
    for line, said in zip(found, wanted, strict=True):
        assert f"{line.kind}: {line.said}".startswith(said), line
