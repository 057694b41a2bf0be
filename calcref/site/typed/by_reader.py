"""What no program here can judge, to the letter, each with the reason: a reader has, and an edit is made twice."""

CONDITIONS: dict[str, str] = {
    "$x$ on no border between two cases": "the borders are those of the expression; its own test decides there",
    "$f(x) \\neq 0$ or $g(x) > 0$": "two comparisons, of which one is enough",
    "$f(x) > 0$ close to $a$ on this side": "about values beside a place",
    "$f(x) > 0$ close to $a$": "about values beside a place",
}
ARGUMENTS = {  # formulas of proofs that hold for the letters of their sentence alone
    r"\ln|x| = \ln(-x)": "for x < 0, as its sentence says",
    r"\sin y = u": "says which y is meant",
    r"\cos y\,y' = 1": "follows for that y",
    r"\cos y = \sqrt{1-u^2} > 0": "follows for that y",
    r"g^y = f": "says which y is meant",
    r"y \ln g = \ln f": "follows for that y",
    r"\frac{d}{dx} F(g(x)) = f(g(x))\,g'(x)": "for an F with the slope f, as the sentence says before",
}
EXAMPLES = {  # what goes wrong at a counter-example, where it is about no number
    "no power of $1$ is $2$": "a fact of arithmetic",
    "without an antiderivative of $f$ there is nothing to put $g$ into": "says why there is no value to look at",
    "no antiderivative exists across $0$, and the integral from $-1$ to $1$ diverges": "about all antiderivatives",
    "the formula divides by zero; the integral is the logarithm of $|x|$": "about the formula",
}
GIVEN: dict[str, tuple[str, ...]] = {  # what must hold for a numeric record whose class does not refuse the rest
    "cross-entropy": ("every real $s_{ik}$",),
    "smoothing-penalty": ("$f$ a natural cubic spline, given by its values at its knots",),
    "relu-layer": ("every $x$; at its kink, $x = 0$, the slope is taken to be $0$",),
    "embedding-layer": ("every $k_b$ that is the number of a row of $E$",),
    "dropout-layer": ("$0 \\le p < 1$",),
    "layer-normalization": ("$\\varepsilon > 0$; for $\\varepsilon = 0$, entries that are not all equal",),
    "batch-normalization": ("$\\varepsilon > 0$; for $\\varepsilon = 0$, features that are not equal in all examples",),
    "rms-normalization": ("$\\varepsilon > 0$; for $\\varepsilon = 0$, entries that are not all $0$",),
    "max-pooling": ("windows with one largest entry; where several tie, they share the derivative equally",),
    "area-under-the-roc-curve": ("labels of both classes",),
}
_BOTH = ("$f$ and $g$ differentiable at $x$",)
HYPOTHESES: dict[str, tuple[str, ...]] = {  # what a law takes for granted; the questions that it opens decide it
    "definition": ("a limit that is a number",),
    "sum": _BOTH,
    "constant-multiple": ("$f$ differentiable at $x$",),
    "product-rule": _BOTH,
    "quotient-rule": _BOTH,
    "chain-rule": ("$g$ differentiable at $x$", "$f$ differentiable at $g(x)$"),
    "general-power": _BOTH,
    "change-of-base": _BOTH,
    "maximum": _BOTH,
    "case-by-case": _BOTH,
    "angle": _BOTH,
    "integral-of-a-sum": ("antiderivatives of $f$ and $g$ on one interval",),
    "integral-of-a-constant-multiple": ("an antiderivative of $f$ on the interval",),
    "derivatives-read-backwards": ("$f$ differentiable on the interval",),
    "quotient-of-waves": ("$a + \\cos x \\neq 0$",),
    "substitution": ("$f$ continuous on the range of $g$", "$g$ differentiable on the interval"),
    "split-an-integral": ("both parts converge",),
    "improper-integral": ("a finite limit",),
    "taylor-polynomial": ("$f$ differentiable at $a$ as often as its degree says",),
    "limit-of-a-continuous-function": ("$f$ continuous at $a$",),
    "limit-of-a-sum": ("limits of $f$ and $g$ that are no infinities of opposite signs",),
    "limit-of-a-product": ("limits of $f$ and $g$ that are not $0$ and infinite",),
    "limit-of-a-quotient": ("limits of $f$ and $g$ that are numbers, that of $g$ not $0$",),
    "limit-of-a-composition": ("$f$ continuous at the limit of $g$",),
    "cancel-a-common-factor": ("$g \\neq 0$ beside $a$",),
    "multiply-by-the-conjugate": ("$\\sqrt f + g \\neq 0$ beside $a$",),
    "common-denominator": ("$f$ and $g$ that are not $0$ beside the place",),
    "squeeze": ("a bounded factor, and a rest that tends to $0$",),
    "dominant-term": ("a quotient $g/f$ that tends to $0$",),
    "lhopital": (
        "limits of $f$ and $g$ that are both $0$ or both infinite",
        "$g'(x) \\neq 0$ beside $a$",
        "a limit of the quotient of slopes",
    ),
    "infinite-limit": ("values beyond every bound, close enough to the end",),
}
