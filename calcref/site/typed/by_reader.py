"""What no program here can judge, to the letter, each with the reason: a reader has, and an edit is made twice."""

CONDITIONS: dict[str, str] = {
    "$x$ on no border between two cases": "the borders are those of the expression; its own test decides there",
    "$f(x) \\neq 0$ or $g(x) > 0$": "two comparisons, of which one is enough",
    "$f(x) > 0$ close to $a$ on this side": "about values beside a place",
}
ARGUMENTS = {  # formulas of proofs that hold for the letters of their sentence alone
    r"\ln|x| = \ln(-x)": "for x < 0, as its sentence says",
    r"\sin y = u": "says which y is meant",
    r"\cos y\,y' = 1": "follows for that y",
    r"\cos y = \sqrt{1-u^2} > 0": "follows for that y",
    r"g^y = f": "says which y is meant",
    r"y \ln g = \ln f": "follows for that y",
    r"\frac{d}{dx} F(g(x)) = f(g(x))\,g'(x)": "for an F with the slope f, as the sentence says before",
    "u p + v q = 1": "for the u and v that there are",
    r"\frac{dx}{x} = \frac{1}{n}\frac{du}{u}": "about the widths of bars, for u a power of x",
    r"\tan^2 x + 1 = \sec^2 x": "the reader of formulas knows no secant",
    r"\sec^2 x = \tan' x": "the reader of formulas knows no secant",
    r"\sec^2 x = 1 + \tan^2 x": "the reader of formulas knows no secant",
}
EXAMPLES = {  # what goes wrong at a counter-example, where it is about no number
    "no power of $1$ is $2$": "a fact of arithmetic",
    "without an antiderivative of $f$ there is nothing to put $g$ into": "says why there is no value to look at",
    "no antiderivative exists across $0$, and the integral from $-1$ to $1$ diverges": "about all antiderivatives",
    "the formula divides by zero; the integral is the logarithm of $|x|$": "about the formula",
    "the formula divides by zero; the integral is $\\ln|\\sec x + \\tan x|$": "about the formula",
    "the formula divides by zero; the integral is the arctangent": "about the formula",
    "the formula divides by zero, and there is nothing to substitute": "about the formula",
    "a root that counts twice has no $A/x + B/x$: it needs a term with $1/x^2$": "about the formula",
    "$f = \\operatorname{sign} x$ and $g = x + 1$ lose the jump: from $-1$ to $1$ the left side is $0$, $f g$ gains "
    "$2$, and $f'$ is $0$ wherever it has a value": "about two functions, which its page puts in",
    "no factor $\\sin x$ is left over: $\\sqrt{1 - u^2}$ would have to stand for it, with a sign that changes": "it "
    "is about the substitution",
    "no $\\sec^2 x$ can be kept, and in $u = \\tan x$ the rest has a root with a sign that changes": "about the "
    "substitution",
    "the integrand is smooth, and the antiderivative in $\\tan\\frac{x}{2}$ jumps": "its page puts them in",
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
    "integration-by-parts": ("$f$ and $g$ differentiable on the interval, with continuous slopes",),
    "polynomial-division": ("a denominator other than $0$",),
    "partial-fractions": ("factors without a common root",),
    "split-off-the-slope": ("a quadratic other than $0$",),
    "odd-power-of-a-wave": ("an odd power of the sine or of the cosine",),
    "substitution-of-a-tangent": ("an even power of the secant, at least the second",),
    "pythagorean-identity": ("whole exponents",),
    "function-of-the-absolute-value": ("a value at $0$",),
    "split-an-integral": ("both parts converge",),
    "improper-integral": ("a finite limit",),
    "infinite-limit": ("values beyond every bound, close enough to the end",),
}
