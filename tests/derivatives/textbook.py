"""The textbook's derivatives, read by Python alone: what the library is compared with."""

import re
from dataclasses import dataclass
from pathlib import Path

import mpmath as mp

LINE = re.compile(r"(?P<hard>! )?(\[(?P<order>\d+)\] )?(?P<text>.*)")
NUMBER = re.compile(r"(?<![\w.])(\d+(\.\d+)?)")
PLACES = (0.43, 0.81, 1.37, 2.29, 3.61, 5.3, 0.17, -0.37, -1.21, -2.7)
LETTERS = {"a": 1.375, "b": 0.6875, "c": 2.125, "d": 0.4375, "n": 3.25, "s": 0.875, "w": 1.625, "y": 0.3125}
DIGITS = 40
LEAK = mp.mpf("0.01")


@dataclass(frozen=True)
class Asked:
    """One line: a formula in x, an order, the technique that it is listed under, and whether it is hard."""

    text: str
    order: int
    technique: str
    hard: bool

    def __str__(self):
        return f"{self.text} order {self.order}" if self.order > 1 else self.text

    def value(self, place):
        """The function at a place."""
        code = NUMBER.sub(r"mpf('\1')", self.text.replace("^", "**"))
        here = mp.mpf(place)
        return eval(code, FUNCTIONS | {"x": here, "log_x": _to_base(here)})

    def slopes(self, most=3):
        """Places, and the derivative there by differences at 40 digits; so many of them as have a real value."""
        found = {}
        with mp.workdps(DIGITS):
            for place in PLACES:
                try:
                    slope = mp.diff(self.value, mp.mpf(place), self.order)
                except (ValueError, ZeroDivisionError):
                    continue  # it has no real value here
                if isinstance(slope, mp.mpf) and mp.isfinite(slope):
                    found[place] = slope
                if len(found) == most:
                    break
        return found


def _root(value):
    return mp.sign(value) * mp.cbrt(abs(value))


def _sigmoid(value):
    return 1 / (1 + mp.exp(-value))


def _elu(value, alpha=1):
    return value if value > 0 else alpha * mp.expm1(value)


def _leaky(value, alpha=LEAK):
    return value if value > 0 else alpha * value


def _selu(value):
    scale, alpha = mp.mpf("1.0507009873554804934193349852946"), mp.mpf("1.6732632423543772848170429916717")
    return scale * _elu(value, alpha)


def _log_of_sum(*values):
    return mp.log(mp.fsum(map(mp.exp, values)))


def _share(k, *values):
    return mp.exp(values[k - 1]) / mp.fsum(map(mp.exp, values))


def _logarithm(value):
    if isinstance(value, mp.mpc) or value <= 0:
        raise ValueError
    return mp.log(value)


def _to_base(base):
    return lambda value: _logarithm(value) / mp.log(base)


def _log_gamma(value):
    if value <= 0:
        raise ValueError
    return mp.loggamma(value)


def _digamma_of(order, value):
    return mp.polygamma(int(order), value)


SAME_IN_MPMATH = (
    "mpf pi e sqrt exp sin cos tan sec csc cot asin acos atan asec acsc sinh cosh tanh sech csch coth asinh acosh "
    "atanh asech acsch acoth erf erfc gamma digamma beta fresnels fresnelc besselj besseli floor ceil sign atan2"
)
ARCS = "sin cos tan sec csc sinh cosh tanh sech csch coth"
_SOURCE = {name: getattr(mp, name) for name in SAME_IN_MPMATH.split()}
_ARC = {
    f"{prefix}{name}": _SOURCE[f"a{name}"]
    for name in ARCS.split()
    for prefix in (("arc",) if name[-1] != "h" else ("arc", "ar"))
}
FUNCTIONS = {
    **_SOURCE,
    **_ARC,
    **LETTERS,
    "acot": mp.acot,
    "arccot": mp.acot,
    "ln": _logarithm,
    **{f"log_{base}": _to_base(base) for base in (2, 5, 10)},
    "log_a": _to_base(LETTERS["a"]),
    "cbrt": _root,
    "abs": abs,
    "max": max,
    "min": min,
    "clip": lambda value, low, high: min(max(value, low), high),
    "heaviside": lambda value: mp.mpf(value > 0),
    "lgamma": _log_gamma,
    "loggamma": _log_gamma,
    "polygamma": _digamma_of,
    "Si": mp.si,
    "Ci": mp.ci,
    "Ei": mp.ei,
    "li": mp.li,
    "Li_2": lambda value: mp.polylog(2, value),
    "sigmoid": _sigmoid,
    "softplus": lambda value: mp.log1p(mp.exp(value)),
    "relu": lambda value: max(value, mp.mpf(0)),
    "hardtanh": lambda value: min(max(value, mp.mpf(-1)), mp.mpf(1)),
    "softsign": lambda value: value / (1 + abs(value)),
    "logit": lambda value: mp.log(value / (1 - value)),
    "silu": lambda value: value * _sigmoid(value),
    "swish": lambda value: value * _sigmoid(value),
    "gelu": lambda value: value * mp.ncdf(value),
    "gelu_tanh": lambda value: value * (1 + mp.tanh(mp.sqrt(2 / mp.pi) * (value + mp.mpf("0.044715") * value**3))) / 2,
    "mish": lambda value: value * mp.tanh(mp.log1p(mp.exp(value))),
    "leaky_relu": _leaky,
    "elu": _elu,
    "selu": _selu,
    "logsumexp": _log_of_sum,
    "softmax_1": lambda *values: _share(1, *values),
    "softmax_2": lambda *values: _share(2, *values),
}


def textbook():
    """Every line of the file."""
    technique, found = "", []
    for line in Path(__file__).with_suffix(".txt").read_text("utf-8").splitlines():
        if line.startswith(";") or not line:
            continue
        if line.startswith("[") and line[1].isalpha():
            technique = line.strip("[]")
            continue
        parts = LINE.fullmatch(line)
        found.append(Asked(parts["text"], int(parts["order"] or 1), technique, bool(parts["hard"])))
    return found
