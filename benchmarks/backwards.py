"""`python -m benchmarks.backwards [how many] [first]`: integrals built backwards, and whether any answer is wrong.

A random expression with parameters is differentiated, and its slope is integrated. The answer's own slope is compared
with the integrand by mpmath alone, at parameters of either sign.
"""

from __future__ import annotations

import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator

import mpmath as mp
import sympy as sp

from calcref import CalcrefError, integrate
from calcref.integrals import LAST

LIMIT = 8  # seconds of processor time for one integral
MOST = 60  # operations of an integrand
POINTS = 12
STEP = mp.mpf(10) ** -15
WRONG = 1e-9

x, a, b = sp.symbols("x a b", real=True)
INNER = (x, 2 * x + 1, a * x, x**2, x**2 + 1, 1 - x, x + a)
HEADS = (sp.sin, sp.cos, sp.exp, sp.log, sp.atan, sp.sqrt, sp.tanh, sp.Abs, sp.sinh, lambda u: 1 / u)
FACTORS = (x, x**2, a * x + b, sp.Integer(3), a, x - 1)


class OutOfTime(BaseException):
    """One integral took longer than the limit."""


def _stop(*ignored: object) -> None:
    raise OutOfTime


def built(number: int) -> sp.Expr:
    """The random expression of this number, the same wherever it is built."""
    chosen = random.Random(number)

    def part() -> sp.Expr:
        found = chosen.choice(HEADS)(chosen.choice(INNER))
        if chosen.random() < 0.2:
            found = chosen.choice(HEADS[:3])(found)
        return found * chosen.choice(FACTORS) if chosen.random() < 0.5 else found

    first = part()
    kind = chosen.random()
    if kind < 0.35:
        return first
    return first + part() if kind < 0.75 else first * part()


def questions(first: int = 0) -> Iterator[tuple[int, sp.Expr]]:
    """Integrands that vary, are not too long and have real values, from that of `first` on."""
    number = first
    while True:
        slope = sp.diff(built(number), x)
        if slope.has(x) and not slope.has(sp.zoo, sp.nan, sp.Derivative) and slope.count_ops() <= MOST:
            yield number, slope
        number += 1


def is_wrong(integrand: sp.Expr, answer: sp.Expr, number: int) -> bool:
    """Whether the slope of `answer` is another than `integrand` at one of several points where both are real."""
    chosen = random.Random(number)
    letters = (x, a, b)
    functions = [sp.lambdify(letters, expr, "mpmath") for expr in (integrand, answer)]
    for _ in range(POINTS):
        place = [mp.mpf(chosen.uniform(-3, 3)) for _ in letters]
        with mp.workdps(50):
            try:
                value = functions[0](*place)
                near = [functions[1](place[0] + side * STEP, *place[1:]) for side in (1, -1)]
                slope = (near[0] - near[1]) / (2 * STEP)
            except (ZeroDivisionError, ValueError, TypeError, OverflowError, NameError):
                continue
        real = all(mp.isfinite(it) and not mp.im(it) for it in (value, slope))
        if real and abs(value - slope) > WRONG * max(1, abs(value)):
            return True
    return False


def answered(number: int, integrand: sp.Expr) -> str:
    """How the integral of this number is answered: "own", "handed over", "unsolved", "out of time" or "wrong"."""
    signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, LIMIT)
    try:
        found = integrate(integrand, x)
    except CalcrefError:
        return "unsolved"
    except OutOfTime:
        return "out of time"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    if is_wrong(integrand, found.answer.doit(), number):
        return "wrong"
    return "handed over" if LAST.id in {step.rule.id for step in found.steps} else "own"


def main() -> None:
    """Answer so many integrals, and print the shares; what is wrong or not answered is named on the way."""
    count, first = (int(given) for given in (*sys.argv[1:], *("2000", "0")[len(sys.argv) - 1 :]))
    told: Counter[str] = Counter()
    start = time.process_time()
    for number, integrand in questions(first):
        if told.total() == count:
            break
        how = answered(number, integrand)
        told[how] += 1
        if how not in ("own", "handed over"):
            print(f"{how:<12} {number:>6}  {integrand}", file=sys.stderr, flush=True)
    spent = time.process_time() - start
    print(", ".join(f"{how} {100 * shares / count:.1f} %" for how, shares in told.most_common()))
    print(f"{count} in all, {1000 * spent / count:.0f} ms each")


if __name__ == "__main__":
    main()
