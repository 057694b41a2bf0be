"""Limits of the kind that textbooks ask: the formula, where to, from which side, and what it is.

Written down before any rule was tried on them. `None` says that there is no limit.
"""

BOTH, LEFT, RIGHT = "both", "left", "right"

CONTINUOUS = (
    ("3x^2 - 5x + 2", "2", BOTH, "4"),
    ("(x^2 + 1)/(x - 3)", "1", BOTH, "-1"),
    ("sqrt(x^2 + 9)", "4", BOTH, "5"),
    ("e^(2x) cos(x)", "0", BOTH, "1"),
    ("ln(1 + sin(x))", "pi/2", BOTH, "ln(2)"),
    ("|x - 2|/(x + 2)", "1", BOTH, "1/3"),
    ("atan(x^2)", "1", BOTH, "pi/4"),
)
CANCELLING = (
    ("(x^2 - 4)/(x - 2)", "2", BOTH, "4"),
    ("(x^3 - 1)/(x^2 - 1)", "1", BOTH, "3/2"),
    ("(x^2 + x - 6)/(x^2 - 3x + 2)", "2", BOTH, "5"),
    ("(1/x - 1/3)/(x - 3)", "3", BOTH, "-1/9"),
    ("((3 + h)^2 - 9)/h", "0", BOTH, "6"),
    ("(x^4 - 16)/(x - 2)", "2", BOTH, "32"),
)
ROOTS = (
    ("(sqrt(x + 4) - 2)/x", "0", BOTH, "1/4"),
    ("(sqrt(x) - 3)/(x - 9)", "9", BOTH, "1/6"),
    ("(sqrt(1 + x) - sqrt(1 - x))/x", "0", BOTH, "1"),
    ("sqrt(x^2 + x) - x", "oo", BOTH, "1/2"),
    ("sqrt(x^2 + 1) - x", "oo", BOTH, "0"),
    ("(x - 1)/(sqrt(x + 3) - 2)", "1", BOTH, "4"),
)
STANDARD = (
    ("sin(x)/x", "0", BOTH, "1"),
    ("sin(3x)/x", "0", BOTH, "3"),
    ("sin(5x)/sin(2x)", "0", BOTH, "5/2"),
    ("tan(x)/x", "0", BOTH, "1"),
    ("(1 - cos(x))/x^2", "0", BOTH, "1/2"),
    ("(1 - cos(x))/x", "0", BOTH, "0"),
    ("(e^x - 1)/x", "0", BOTH, "1"),
    ("(e^(3x) - 1)/sin(x)", "0", BOTH, "3"),
    ("(2^x - 1)/x", "0", BOTH, "ln(2)"),
    ("ln(1 + x)/x", "0", BOTH, "1"),
    ("ln(1 + 2x)/(e^x - 1)", "0", BOTH, "2"),
    ("(1 + 1/x)^x", "oo", BOTH, "e"),
    ("(1 + 3/x)^x", "oo", BOTH, "e^3"),
    ("(1 + x)^(1/x)", "0", BOTH, "e"),
    ("(1 + 2x)^(1/x)", "0", BOTH, "e^2"),
    ("sin(x^2)/x", "0", BOTH, "0"),
    ("asin(x)/x", "0", BOTH, "1"),
)
LHOPITAL = (
    ("(x - sin(x))/x^3", "0", BOTH, "1/6"),
    ("(e^x - 1 - x)/x^2", "0", BOTH, "1/2"),
    ("(tan(x) - x)/x^3", "0", BOTH, "1/3"),
    ("ln(x)/(x - 1)", "1", BOTH, "1"),
    ("(cos(x) - 1 + x^2/2)/x^4", "0", BOTH, "1/24"),
    ("(e^x - e^(-x))/sin(x)", "0", BOTH, "2"),
    ("(x cos(x) - sin(x))/(x sin(x)^2)", "0", BOTH, "-1/3"),
    ("1/x - 1/sin(x)", "0", BOTH, "0"),
    ("1/ln(x) - 1/(x - 1)", "1", BOTH, "1/2"),
    ("x ln(x)", "0", RIGHT, "0"),
    ("x^x", "0", RIGHT, "1"),
    ("sin(pi x)/(x - 1)", "1", BOTH, "-pi"),
    ("x*(pi/2 - atan(x))", "oo", BOTH, "1"),
    ("cos(x)^(1/x^2)", "0", BOTH, "e^(-1/2)"),
)
AT_INFINITY = (
    ("(3x^2 - x + 1)/(2x^2 + 5)", "oo", BOTH, "3/2"),
    ("(x + 1)/(x^2 + 1)", "oo", BOTH, "0"),
    ("(x^3 + 2)/(x^2 - 1)", "oo", BOTH, "oo"),
    ("x/sqrt(x^2 + 1)", "-oo", BOTH, "-1"),
    ("x^5/e^x", "oo", BOTH, "0"),
    ("ln(x)/sqrt(x)", "oo", BOTH, "0"),
    ("(ln(x))^3/x", "oo", BOTH, "0"),
    ("e^x/x^10", "oo", BOTH, "oo"),
    ("(2^x + 3^x)/(3^x - 2^x)", "oo", BOTH, "1"),
    ("atan(x)", "-oo", BOTH, "-pi/2"),
    ("tanh(x)", "oo", BOTH, "1"),
    ("x^(1/x)", "oo", BOTH, "1"),
    ("ln(x + 1) - ln(x)", "oo", BOTH, "0"),
    ("x - ln(x)", "oo", BOTH, "oo"),
    ("e^(-x)*(x^2 + 1)", "oo", BOTH, "0"),
    ("ln(1 + e^x)/x", "oo", BOTH, "1"),
    ("x sin(1/x)", "oo", BOTH, "1"),
    ("sigmoid(x)", "-oo", BOTH, "0"),
)
SQUEEZED = (
    ("x^2 sin(1/x)", "0", BOTH, "0"),
    ("x cos(1/x^2)", "0", BOTH, "0"),
    ("sin(x)/x", "oo", BOTH, "0"),
    ("(x + sin(x))/x", "oo", BOTH, "1"),
    ("e^(-x) cos(x)", "oo", BOTH, "0"),
    ("(2x + cos(x))/(3x - sin(x))", "oo", BOTH, "2/3"),
    ("sqrt(x) atan(1/x)", "0", RIGHT, "0"),
)
ONE_SIDED = (
    ("|x|/x", "0", LEFT, "-1"),
    ("|x|/x", "0", RIGHT, "1"),
    ("1/x", "0", RIGHT, "oo"),
    ("1/x", "0", LEFT, "-oo"),
    ("1/(x - 2)^2", "2", BOTH, "oo"),
    ("e^(1/x)", "0", LEFT, "0"),
    ("e^(1/x)", "0", RIGHT, "oo"),
    ("ln(x)", "0", RIGHT, "-oo"),
    ("tan(x)", "pi/2", LEFT, "oo"),
    ("atan(1/x)", "0", LEFT, "-pi/2"),
    ("|x^2 - 1|/(x - 1)", "1", LEFT, "-2"),
    ("sqrt(x)/x", "0", RIGHT, "oo"),
)
WITH_LETTERS = (
    ("sin(a x)/x", "0", BOTH, "a"),
    ("(x^2 - a^2)/(x - a)", "a", BOTH, "2a"),
    ("((x + h)^3 - x^3)/h", "0", BOTH, "3x^2"),
    ("(1 + a/x)^x", "oo", BOTH, "e^a"),
)
WITHOUT = (
    ("|x|/x", "0", BOTH, None),
    ("1/x", "0", BOTH, None),
    ("sin(1/x)", "0", BOTH, None),
    ("cos(x)", "oo", BOTH, None),
    ("e^(1/x)", "0", BOTH, None),
    ("x sin(x)", "oo", BOTH, None),
    ("atan(1/x)", "0", BOTH, None),
    ("tan(x)", "oo", BOTH, None),
)
LIMITS = (
    *CONTINUOUS,
    *CANCELLING,
    *ROOTS,
    *STANDARD,
    *LHOPITAL,
    *AT_INFINITY,
    *SQUEEZED,
    *ONE_SIDED,
    *WITH_LETTERS,
    *WITHOUT,
)
