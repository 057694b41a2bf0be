"""Integrals of the level of a first textbook of calculus, by technique; the last third of each is as hard as it gets.

The list was fixed before any rule was tuned to it. A line is an integrand, or an integrand and two bounds after bars.
The variable is x; other letters are parameters.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Exercise:
    """One integral.

    Args:
        id: the technique and a number.
        technique: what a textbook would use.
        integrand: as a reader would type it.
        bounds: two bounds as a reader would type them, or none.
    """

    id: str
    technique: str
    integrand: str
    bounds: tuple[str, ...] = ()


_LINES = {
    "table": """
        3x^2 - 4x + 5
        (x^2 - 1)^2
        sqrt(x) (x - 2)
        (x^3 - 2 sqrt(x))/x
        2 cos(x) - 3 sin(x)
        e^x + 1/x
        3/(1 + x^2)
        5/sqrt(1 - x^2)
        sec(x) tan(x)
        csc(x)^2 + sec(x)^2
        2^x + x^2
        (1 + x)^2/sqrt(x) | 1 | 4
        (x^2 + x + 1)/x | 1 | 2
        x*(1 - x)^3 | 0 | 1
        (x - 1)(x - 2)(x - 3) | 1 | 3
        (1 - x^2)^4
        (x^2 + 3)/(x^2 + 1)
        x^2/(x^2 + 1)
        cos(2x)/cos(x)^2
        1/(1 + cos(2x))
        (2^x - 3^x)^2
    """,
    "substitution": """
        cos(3x + 1)
        (2x - 5)^7
        1/(3 - 5x)
        e^(-4x)
        x sqrt(x^2 + 1)
        x^2 (x^3 + 5)^9
        x e^(-x^2)
        sin(x)^3 cos(x)
        ln(x)^2/x
        e^x/(1 + e^x)
        cos(sqrt(x))/sqrt(x)
        (x + 1)/(x^2 + 2x + 7)
        sec(2x)^2
        tan(x)
        x/sqrt(1 - 4x^2)
        e^(1/x)/x^2
        x*(2x + 5)^8
        x sqrt(x - 1)
        x^3 sqrt(x^2 + 1)
        x^5 sqrt(1 + x^3) | 0 | 2
        atan(x)/(1 + x^2)
        1/(x ln(x))
        1/(x ln(x)^2) | e | oo
        sin(2x)/(1 + cos(x)^2)
        sin(2x)/(1 + sin(x)^4)
        e^(tan(x)) sec(x)^2
        x/(1 + x^4)
        cos(ln(x))/x
        (1 + x)/(1 + x^2)
        asin(x)/sqrt(1 - x^2) | 0 | 1/2
        x^3/sqrt(x^4 + 9)
        cot(x) ln(sin(x))
        sqrt(ln(x))/x | 1 | e^4
        x^2/sqrt(1 - x)
        sqrt(1 + sqrt(x))/sqrt(x)
        e^(2x)/(1 + e^x)
        (2x + 3) cos(x^2 + 3x)
        x^(n-1)/(1 + x^n)
        1/(sqrt(x) (1 + sqrt(x))^2) | 1 | 4
        x^3 e^(x^2)
        sin(ln(x))/x
        e^(e^x + x)
    """,
    "by parts": """
        x e^x
        x cos(x)
        x sin(3x)
        x e^(-2x)
        (x - 1) sin(pi x)
        x^2 e^x
        x^2 sin(x)
        x^2 cos(2x)
        x^3 e^(-x)
        (x^2 + 2x) cos(x)
        x cosh(x)
        x sinh(a x)
        x*2^x
        x sec(x)^2
        x csc(x)^2
        x^2 e^(-x) | 0 | 1
        x cos(pi x) | 0 | 1/2
        x tan(x)^2
        x sin(x) cos(x)
        x sin(x)^2
        x cos(x)^2
        x e^x/(1 + x)^2
        x e^(2x)/(1 + 2x)^2
        x^3 cos(x^2)
        x^5 e^(x^2)
        x^5 e^(x^3)
        e^(sqrt(x))
        cos(sqrt(x))
        sin(sqrt(x)) | 0 | pi^2
        x^4 e^x
        x^3 sin(2x)
        (x^3 + 1) e^(-x) | 0 | oo
        x^2 sinh(x)
        (3x^2 - 1) cos(5x)
        x e^x sin(x)
        x e^x cos(x)
        x^2 sin(a x)
        sin(x)^2 e^x
    """,
    "cyclic by parts": """
        e^x sin(x)
        e^x cos(x)
        e^(2x) sin(3x)
        e^(-x) cos(2x)
        e^(-x/2) sin(x/3)
        e^x sin(pi x)
        e^(a x) sin(b x)
        e^(a x) cos(b x)
        sin(ln(x))
        cos(ln(x))
        e^(-x) sin(x) | 0 | oo
        e^x sin(x) | 0 | pi
        sec(x)^3
        csc(x)^3
        e^(2x) cos(x)^2
        e^(3x) sin(2x) cos(2x)
        sin(3x) cos(5x)
        x^2 sin(ln(x))
        cosh(x) cos(x)
    """,
    "logarithms and inverse functions": """
        ln(x)
        x ln(x)
        x^2 ln(x)
        sqrt(x) ln(x)
        ln(x)/x^2
        ln(x)/sqrt(x) | 4 | 9
        ln(x)^2
        ln(2x + 1)
        x ln(1 + x)
        ln(x^2 + 1)
        ln(x^2 - 1)
        atan(x)
        x atan(x)
        asin(x)
        acos(x) | 0 | 1/2
        atan(4x)
        asin(2x)
        x^2 atan(x)
        atan(1/x) | 1 | sqrt(3)
        x^3 ln(x)
        ln(x)^3
        x^2 ln(x)^2
        ln(x)^2/x^3
        ln(x + sqrt(x^2 + 1))
        x asin(x)
        x^2 asin(x)
        asin(x)^2
        atan(sqrt(x))
        asin(sqrt(x))
        x asin(x)/sqrt(1 - x^2)
        x atan(x)/(1 + x^2)^2
        atan(x)/x^2
        asin(x)/x^2
        ln(1 + sqrt(x))
        x ln(x)/sqrt(x^2 - 1)
        ln(x^2 + x + 1)
        cos(x) ln(sin(x))
        sin(x) ln(cos(x))
        x^n ln(x)
        x ln((1 + x)/(1 - x))
        ln(ln(x))/x
        e^x ln(1 + e^x)
    """,
    "sines and cosines": """
        sin(x)^2
        cos(x)^2
        sin(x)^3
        cos(x)^5
        sin(x)^2 cos(x)^3
        sin(x)^3 cos(x)^2
        sin(x)^4
        cos(x)^4 | 0 | pi
        sin(x)^2 cos(x)^2
        sin(x)^5 cos(x)^2
        cos(3x)^2
        sin(2x)^3
        sin(pi x)^2 cos(pi x)^5
        cos(x)^3 sin(x)^3
        sin(x)^2 cos(x)^4
        cos(x)^6
        sin(x)^7
        (1 + cos(x))^2
        (2 - sin(x))^2
        sqrt(cos(x)) sin(x)^3
        cos(x)^5/sqrt(sin(x))
        sin(x)^3/sqrt(cos(x))
        cos(x)^3/sin(x)^2
        sin(x)^4 cos(x)^4
        cos(x) cos(sin(x))^3
        cos(x)^2 sin(2x)
        sin(x) cos(x/2)^3
        (cos(x) + sin(x))^2
        sin(x)^8
        sin(x)^6 cos(x)^3
        x cos(x)^3
        sin(x)^2 cos(x)^2 | 0 | pi/2
        (cos(x) + sin(2x))/sin(x)
        1/(sin(x) cos(x))
        1/(sin(x)^2 cos(x)^2)
        1/(sin(x) cos(x)^2)
        (1 - tan(x)^2)/sec(x)^2
        sin(x)^2/cos(x)
    """,
    "tangents and secants": """
        tan(x)^2
        tan(x)^3
        sec(x)
        sec(x)^4
        tan(x)^4
        tan(x)^5
        tan(x) sec(x)^3
        tan(x)^2 sec(x)^2
        tan(x)^3 sec(x)
        tan(x)^4 sec(x)^6
        tan(x)^5 sec(x)^4
        tan(x)^3 sec(x)^5
        cot(x)^2
        cot(x)^3
        csc(x)^4
        csc(x)
        cot(x)^3 csc(x)^3
        cot(x)^5 csc(x)^4
        cot(x)^2 csc(x)^4
        tan(x)^2 sec(x)
        tan(x)^4 sec(x)
        sec(x)^5
        csc(x)^5
        sec(2x)^3
        tan(x)^6
        sec(x)^6
        tan(x)^3 sec(x)^(3/2)
        sqrt(tan(x)) sec(x)^4
        tan(x)^3 sqrt(sec(x))
        cot(4x)^3
        sec(x)^4 sqrt(tan(x)) | 0 | pi/4
        tan(x)^5 sec(x)^3 | 0 | pi/3
        x sec(x) tan(x)
        sec(x)^2/(1 + tan(x))
        sin(x) sec(x)^5
        tan(x)^2 cos(x)^3
        sec(x)/tan(x)^2
        cot(x)^2 sec(x)
    """,
    "products to sums": """
        sin(4x) cos(5x)
        sin(8x) cos(5x)
        cos(7x) cos(5x)
        sin(2x) sin(6x)
        cos(pi x) cos(4 pi x)
        sin(5x) sin(x)
        cos(x) cos(2x) cos(3x)
        sin(x) sin(2x) sin(3x)
        sin(a x) cos(b x)
        sin(a x) sin(b x)
        cos(a x) cos(b x)
        sin(3x)^2 cos(2x)
        cos(x)^2 cos(3x)
        sin(2x)^2 cos(5x)^2
        sin(3x) cos(2x) | 0 | pi
        x sin(2x) cos(3x)
        sin(x + 1) sin(x - 1)
    """,
    "rational functions": """
        x/(x - 6)
        x^2/(x + 4)
        (x - 9)/((x + 5)(x - 2))
        1/(x^2 - 4)
        1/((x + 4)(x - 1))
        1/(x^2 + 3x - 4)
        (x^3 + 4)/(x^2 + 4)
        (x^3 - 4x - 10)/(x^2 - x - 6) | 0 | 1
        (4x^2 - 7x - 12)/(x*(x + 2)(x - 3))
        (x^2 + 2x - 1)/(2x^3 + 3x^2 - 2x)
        1/((x + 5)^2 (x - 1))
        (x^2 - 5x + 16)/((2x + 1)(x - 2)^2)
        10/((x - 1)(x^2 + 9))
        (x^2 - x + 6)/(x^3 + 3x)
        (4x)/(x^3 + x^2 + x + 1)
        1/(x^3 - 1)
        1/(x^3 + 1)
        x^3/(x^3 + 1)
        (x^4 - 2x^2 + 4x + 1)/(x^3 - x^2 - x + 1)
        (2x^2 - x + 4)/(x^3 + 4x)
        (4x^2 - 3x + 2)/(4x^2 - 4x + 3)
        (3x + 1)/(x^2 + 2x + 5)
        (x + 4)/(x^2 + 2x + 5)
        x/(x^2 + x + 1)
        1/(x^4 - x^2)
        1/(x^4 - 1)
        x^2/(x^4 - 1)
        1/(x^4 + 1)
        x^2/(x^4 + 1)
        1/(x^4 + x^2 + 1)
        x^3/(x^4 + 3x^2 + 2)
        1/(x*(x^4 + 1))
        1/(x^6 + 1)
        x^4/(x^10 + 16)
        (x^4 + 1)/(x^2 + 1)
        (x^5 + x - 1)/(x^3 + 1)
        1/(x^2 - a^2)
        1/((x - a)(x - b))
        x/((x + a)(x + b))
        1/(x^4 + 4)
        1/(x^3 + x) | 1 | oo
        x^4/(x - 1)^3
        (x^3 + x^2 + 1)/(x*(x - 1)(x^2 + x + 1)(x^2 + 1)^3)
        1/(x^5 + 1)
        1/(x^2 + 2)/(x^2 + 3)
        x^7/(1 + x^4)^2
    """,
    "powers of quadratics": """
        1/(x^2 + 1)^2
        1/(x^2 + 4)^2
        1/(x^2 - 1)^2
        x/(x^2 + 2x + 2)^2
        1/(x^2 + 2x + 2)^2
        (x^2 + 1)/(x^2 - 2x + 2)^2
        (1 - x + 2x^2 - x^3)/(x*(x^2 + 1)^2)
        (x^4 + 1)/(x*(x^2 + 1)^2)
        (x^2 - 3x + 7)/(x^2 - 4x + 6)^2
        (x^3 + 2x^2 + 3x - 2)/(x^2 + 2x + 2)^2
        1/(x^2 + 1)^3
        x^2/(x^2 + 1)^2
        x^4/(x^2 + 1)^3
        1/(x^2 + a^2)^2
        1/(x*(x^2 + 4)^2)
        (2x + 1)/(x^2 + x + 1)^2
        1/(x^3 - 1)^2
        1/(x^2 + 1)^2 | 0 | oo
    """,
    "roots of quadratics": """
        sqrt(9 - x^2)
        1/sqrt(x^2 + 9)
        1/sqrt(x^2 - 16)
        sqrt(x^2 + 4)
        sqrt(9 - x^2)/x^2
        1/(x^2 sqrt(x^2 + 4))
        x/sqrt(x^2 + 4)
        x^3/sqrt(x^2 + 9)
        1/(x^2 sqrt(x^2 - 9))
        sqrt(x^2 - 4)/x
        sqrt(x^2 - 1)/x^4
        x^3/(4x^2 + 9)^(3/2)
        x/sqrt(3 - 2x - x^2)
        x^2/sqrt(1 - x^2)
        x^2 sqrt(a^2 - x^2)
        1/(1 - x^2)^(3/2)
        1/(x^2 + 1)^(3/2)
        x^2/(x^2 + 1)^(3/2)
        1/(x sqrt(x^2 + 1))
        1/(x sqrt(x^2 - 1))
        1/(x sqrt(4 - x^2))
        sqrt(1 + x^2)/x
        sqrt(1 - x^2)/x
        x^3 sqrt(1 - x^2)
        x^2 sqrt(x^2 + 1)
        x^2/sqrt(x^2 - 7)
        (4 - x^2)^(3/2)
        (x^2 + 1)^(3/2)
        sqrt(25x^2 - 4)/x
        x^2/(3 + 4x - 4x^2)^(3/2)
        1/(x^2 - 6x + 13)^(3/2)
        sqrt(1 - x^2)/x^4
        1/(x^4 sqrt(x^2 - 2))
        x^2/(a^2 - x^2)^(3/2)
        1/(x^3 sqrt(x^2 - 1))
        1/(x^3 sqrt(x^2 + 1))
        x^5 sqrt(x^2 + 4)
        sqrt(a^2 - x^2) | 0 | a
        x^2 sqrt(4 - x^2) | 0 | 2
        x^3 sqrt(9 - x^2) | 0 | 3
        1/(x^2 sqrt(a^2 + x^2))
        x^4/sqrt(1 - x^2)
        1/(5 - 4x - x^2)^(5/2)
        x sqrt(1 - x^4)
    """,
    "completing the square": """
        1/(x^2 + 4x + 13)
        1/sqrt(x^2 + 2x + 5)
        1/sqrt(6x - x^2)
        sqrt(5 + 4x - x^2)
        sqrt(x^2 + 2x)
        x/sqrt(x^2 + x + 1)
        1/sqrt(4x - x^2)
        (x + 1)/sqrt(x^2 - 4x + 3)
        x/(x^2 + 6x + 13)
        (2x + 3)/sqrt(x^2 + 2x + 2)
        1/(9x^2 + 6x + 5)
        x sqrt(2x - x^2)
        x^2/sqrt(2x - x^2)
        (x^2 + 1)/sqrt(x^2 - 2x + 2)
        1/(x sqrt(x^2 + x + 1))
        sqrt(x^2 + 2x + 2) | 0 | 1
        e^x sqrt(9 - e^(2x))
        cos(x)/sqrt(1 + sin(x)^2)
        e^(2x)/sqrt(1 - e^(4x))
        1/((x + 1) sqrt(x^2 + 2x))
    """,
    "roots": """
        sqrt(x + 4)/x | 5 | 12
        1/(x sqrt(x + 1))
        1/(1 + sqrt(x))
        1/(x + 3 + sqrt(x))
        x/sqrt(x + 1)
        x^2 sqrt(x + 3)
        1/(2 sqrt(x + 3) + x)
        sqrt(x)/(x^2 + x)
        x^3/(x^2 + 1)^(1/3)
        1/(x - x^(1/3))
        1/(1 + x^(1/3))
        sqrt(x)/(x - 4) | 9 | 16
        1/(sqrt(x) - x^(1/3))
        sqrt(1 + sqrt(x))
        sqrt(1 + sqrt(x))/x
        1/(sqrt(x) + x sqrt(x))
        1/(x sqrt(4x + 1))
        1/(x^2 sqrt(4x + 1))
        sqrt((1 - x)/(1 + x))
        sqrt((1 + x)/(1 - x))
        sqrt((1 - x)/x)
        1/(1 + sqrt(x + 1))
        1/(sqrt(x + 1) + sqrt(x))
        x*(x + 1)^(1/3)
        sqrt(x)/(1 + x^(1/3))
        sqrt(x)/(1 + x^3)
        sqrt(x) atan(sqrt(x))
        1/(x^(1/2) + x^(1/4))
        x^3/sqrt(1 + x)
        1/((x - 2)^(4/3) (x + 1)^(2/3))
    """,
    "exponentials": """
        1/(1 + e^x)
        e^(2x)/(e^(2x) + 3 e^x + 2)
        1/(e^x + e^(-x))
        e^x/(e^(2x) + 1)
        1/(e^(3x) - e^x)
        sqrt(1 + e^x)
        1/sqrt(e^x - 1)
        1/sqrt(1 + e^x)
        e^(3x)/(1 + e^x)
        e^x/sqrt(1 - e^(2x))
        e^x sqrt(1 + e^x)
        (1 + e^x)/(1 - e^x)
        sqrt(e^x - 1)
        1/(1 + 2 e^x - e^(-x))
        e^(2x)/sqrt(e^x + 1)
        e^x/((e^x - 2)(e^(2x) + 1))
        1/sqrt(e^(2x) - 1)
        e^(2x) atan(e^x)
        e^x asin(e^x)
        2^x/(4^x + 1)
        1/(e^x*(1 + e^(2x)))
        sqrt(e^(2x) - 1)
        (e^x - 1)/(e^x + 1) | 0 | 1
    """,
    "hyperbolic functions": """
        sinh(x)
        cosh(2x)
        tanh(x)
        sinh(x)^2
        cosh(x)^2
        sinh(x)^3
        cosh(x)^3 sinh(x)^2
        tanh(x)^2
        tanh(x)^3
        1/cosh(x)
        1/cosh(x)^2
        1/sinh(x)
        sinh(x) cosh(x)^4
        sinh(x)^2 cosh(x)^2
        1/cosh(x)^3
        1/cosh(x)^4
        tanh(x)^4
        e^x cosh(x)
        e^(-x) sinh(2x)
        x cosh(x)^2
        sinh(3x) cosh(x)
        1/(1 + cosh(x))
        sinh(x)/(1 + cosh(x))
        asinh(x)
        atanh(x)
        x acosh(x)
    """,
    "half-angles": """
        1/(1 + cos(x))
        1/(1 - sin(x))
        1/(3 sin(x) - 4 cos(x))
        1/(1 + sin(x) - cos(x)) | pi/3 | pi/2
        sin(2x)/(2 + cos(x)) | 0 | pi/2
        1/(2 + cos(x))
        1/(5 + 4 sin(x))
        1/(1 + sin(x) + cos(x))
        cos(x)/(1 + cos(x))
        sin(x)/(1 + sin(x))
        1/(1 + sin(x)^2)
        1/(4 sin(x)^2 + 9 cos(x)^2)
        1/(a^2 sin(x)^2 + b^2 cos(x)^2)
        1/(sin(x) + tan(x))
        sec(x)/(1 + tan(x))
        1/(1 + tan(x))
        sin(x)/(sin(x) + cos(x))
        cos(x)/(2 - cos(x)) | 0 | 2 pi
        1/(sin(x) (2 + cos(x)))
        cos(x)/(sin(x)^2 + sin(x))
        sin(x) cos(x)/(sin(x)^4 + cos(x)^4)
        1/(1 + cos(x))^2
        1/(1 - cos(x)) | pi/2 | pi
    """,
    "absolute values and pieces": """
        |x|
        |x - 2| | 0 | 3
        |x^2 - 1| | -2 | 3
        |sin(x)| | 0 | 2 pi
        x |x|
        |2x - 1|
        max(x, x^2) | 0 | 2
        relu(3x - 2) | 0 | 2
        |x| e^(-|x|) | -1 | 2
        |cos(x)| | 0 | 3 pi/2
        |ln(x)| | 1/e | e
        |x^2 - 1|
        |x - 1| + |x + 1|
        e^(-|x|) | -oo | oo
        sign(x) x^2
        max(sin(x), cos(x)) | 0 | pi
        sqrt(1 - cos(x)^2) | 0 | 2 pi
        sqrt(x^2 - 2x + 1) | 0 | 3
        min(x, 2 - x) | 0 | 2
        relu(x) e^(-x)
        e^(-|x|)
    """,
    "improper integrals": """
        1/x^2 | 1 | oo
        e^(-x) | 0 | oo
        x e^(-x) | 0 | oo
        x e^(-x^2) | -oo | oo
        1/(1 + x^2) | -oo | oo
        1/sqrt(x) | 0 | 1
        ln(x) | 0 | 1
        1/sqrt(1 - x^2) | 0 | 1
        e^(-x^2) | -oo | oo
        x^2 e^(-x^2) | -oo | oo
        1/(x^2 + x) | 1 | oo
        ln(x)/x^2 | 1 | oo
        1/(sqrt(x) (1 + x)) | 0 | oo
        1/(x*(ln(x))^2) | e | oo
        e^(-x) sin(x)^2 | 0 | oo
        atan(x)/(1 + x^2) | 0 | oo
        x ln(x) | 0 | 1
        1/sqrt(x*(1 - x)) | 0 | 1
        1/(e^x + e^(-x)) | -oo | oo
        x^4 e^(-x^2) | 0 | oo
        x/(1 + x^2)^2 | 0 | oo
        1/(x^4 + 1) | -oo | oo
        x^2/(x^4 + 1) | 0 | oo
        ln(x)/(1 + x)^2 | 0 | 1
        sqrt(x) e^(-x) | 0 | oo
    """,
    "parameters": """
        1/(x^2 + a^2)
        1/(a + b x^2)
        1/sqrt(a^2 - x^2)
        sqrt(x^2 + a^2)
        (a x + b)^n
        e^(a x + b)
        sin(a x + b)
        x/(a x + b)
        x^2/(a x + b)
        1/(x*(a x + b))
        x sqrt(a x + b)
        x e^(a x)
        x^2 e^(a x)
        x cos(a x)
        cos(a x)^2
        sin(a x)^3
        tan(a x)
        a^x
        ln(a x)
        atan(x/a)
        x/(a x^2 + b)
        1/(a + e^x)
        sqrt(a x + b)/x
        1/(a + b e^(c x))
        x^3/(x^2 + a^2)
    """,
}


def _read(technique: str, lines: str) -> list[Exercise]:
    found = []
    for number, line in enumerate(lines.strip().splitlines(), 1):
        bars = line.count(" | ") >= 2
        integrand, *bounds = line.strip().rsplit(" | ", 2) if bars else (line.strip(),)
        found.append(Exercise(f"{technique.replace(' ', '-')}-{number:02}", technique, integrand, tuple(bounds)))
    return found


EXERCISES: tuple[Exercise, ...] = tuple(
    exercise for technique, lines in _LINES.items() for exercise in _read(technique, lines)
)
