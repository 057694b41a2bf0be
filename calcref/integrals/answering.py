"""What SymPy's integrators answer, over the reals: what runs inside the process that is asked (see `asking`).

An answer is offered only if its slope is the integrand at points on both sides of 0 and for every sign of its letters.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
import sys
from collections.abc import Callable, Iterator
from itertools import product
from typing import IO, Any

import mpmath as mp
import sympy as sp

from calcref.core.expr import substitute, varies
from calcref.core.functions import relu, step
from calcref.integrals.rationalize import substitutions

SECONDS = 2.0  # of processor time for each method
WALL = 60  # seconds by the clock, for a machine that is busy with other things
PLACES = (-5.3, -2.17, -1.31, -0.83, -0.37, 0.29, 0.71, 1.43, 2.61, 4.9)
LETTERS = ((1.3, 2.9, 0.7, 3.7), (2.3, 0.6, 1.9, 0.45))  # sizes of other letters, with every sign of the first three
SIGNED = 3
TOLERANCE = 1e-12
_UNFINISHED = (
    *(sp.Integral, sp.RootSum, sp.I, sp.re, sp.im, sp.arg, sp.zoo, sp.nan, sp.oo, sp.Dummy),
    *(sp.meijerg, sp.hyper, sp.Heaviside, sp.polar_lift, sp.exp_polar),
)

Method = Callable[[sp.Expr, sp.Symbol], Any]


def _rational(expr: sp.Expr, var: sp.Symbol) -> Any:
    from sympy.integrals.rationaltools import ratint

    return ratint(expr, var) if expr.is_rational_function(var) else None


def _by_patterns(expr: sp.Expr, var: sp.Symbol) -> Any:
    from sympy.integrals.manualintegrate import manualintegrate

    return manualintegrate(expr, var)


def _risch(expr: sp.Expr, var: sp.Symbol) -> Any:
    from sympy.integrals.risch import risch_integrate

    return risch_integrate(expr, var)


def _heuristic(expr: sp.Expr, var: sp.Symbol) -> Any:
    from sympy.integrals.heurisch import heurisch

    return heurisch(expr, var, hints=[])


def _half_angle(expr: sp.Expr, var: sp.Symbol) -> Any:
    """A rational function of sin and cos of the variable, by t = tan(x/2)."""
    from sympy.integrals.rationaltools import ratint

    t = sp.Dummy("t")
    whole = sp.expand_trig(expr.rewrite(sp.cos).replace(sp.cos, lambda u: sp.cos(sp.expand(u))))
    inner = whole.xreplace({sp.sin(var): 2 * t / (1 + t**2), sp.cos(var): (1 - t**2) / (1 + t**2)})
    if inner.has(var):
        return None
    found = ratint(sp.cancel(sp.together(2 * inner / (1 + t**2))), t)
    return found.xreplace({t: sp.tan(var / 2)})


def _substituted(expr: sp.Expr, var: sp.Symbol) -> Any:
    """By a classical substitution that leaves a function which the other methods decide."""
    for inner, t, new in substitutions(expr, var):
        for method in (_rational, _by_patterns):
            found = method(inner, t)
            if found is not None and not found.has(sp.Integral):
                return found.xreplace({t: new})
    return None


def _everything(expr: sp.Expr, var: sp.Symbol) -> Any:
    return sp.integrate(expr, var)


METHODS: tuple[Method, ...] = (
    _rational,  # decides
    _substituted,  # after one of the classical substitutions
    _by_patterns,  # as by hand
    _risch,  # decides for exponentials and logarithms
    _half_angle,  # for circular functions
    _heuristic,  # guesses a form
    _everything,  # whatever else SymPy knows
)


def on_a_piece(expr: sp.Expr, var: sp.Symbol) -> tuple[sp.Expr, dict[sp.Symbol, sp.Expr]]:
    """`expr` with a letter for each part that is constant between jumps, and what the letters stand for.

    >>> x = sp.Symbol("x", real=True)
    >>> on_a_piece(x - sp.floor(x), x)
    (-c0 + x, {c0: floor(x)})
    """
    steps: dict[sp.Symbol, sp.Expr] = {}

    def letter(node: sp.Expr) -> sp.Expr:
        known = {value: name for name, value in steps.items()}
        name = known.get(node, sp.Symbol(f"c{len(steps)}", real=True))
        steps[name] = node
        return name

    plain = expr.replace(sp.Max, lambda *args: _larger(args, 1)).replace(sp.Min, lambda *args: _larger(args, -1))
    plain = plain.replace(sp.acos, lambda u: sp.pi / 2 - sp.asin(u)).replace(sp.atan, _saw).replace(sp.asin, _zigzag)
    plain = plain.replace(sp.Abs, lambda u: u * sp.sign(u, evaluate=False)).replace(relu, lambda u: u * step(u))
    plain = plain.replace(
        lambda node: isinstance(node, (sp.sign, step, sp.floor, sp.ceiling)) and varies(node, var), letter
    )
    return plain, steps


def _saw(u: sp.Expr) -> sp.Expr:
    """atan(tan u) is u, less π at each pole on the way."""
    inside = u.args[0] if isinstance(u, sp.tan) else None
    return sp.atan(u) if inside is None else inside - sp.pi * sp.floor(inside / sp.pi + sp.S.Half)


def _zigzag(u: sp.Expr) -> sp.Expr:
    """asin(sin u) runs to and fro with slope ±1."""
    if not isinstance(u, (sp.sin, sp.cos)):
        return sp.asin(u)
    inside = u.args[0] if isinstance(u, sp.sin) else sp.pi / 2 - u.args[0]
    return sp.sign(sp.cos(inside)) * (inside - sp.pi * sp.floor(inside / sp.pi + sp.S.Half))


def _larger(args: tuple[sp.Expr, ...], way: int) -> sp.Expr:
    found, *others = args
    for other in others:
        found = (found + other + way * sp.Abs(found - other)) / 2
    return found


def over_the_reals(expr: sp.Expr, var: sp.Symbol) -> sp.Expr:
    """`expr` with log |u| for log u, and for the inverse functions that are logarithms: slopes that hold on all sides.

    >>> over_the_reals(sp.log(x), x)
    log(Abs(x))
    """

    def log(u: sp.Expr) -> sp.Expr:
        return sp.log(sp.Abs(u)) if varies(u, var) else sp.log(u)

    ratio = sp.Lambda(var, (1 + var) / (1 - var))
    return (
        expr.replace(sp.log, log)
        .replace(sp.atanh, lambda u: log(ratio(u)) / 2)
        .replace(sp.acoth, lambda u: log(ratio(u)) / 2)
        .replace(sp.acosh, lambda u: log(u + sp.sqrt(u**2 - 1)))
        .replace(sp.atan, _without_jumps)
    )


def _without_jumps(inside: sp.Expr) -> sp.Expr:
    """atan(p + q tan u) with q > 0 and 4 q > p², less a step at each pole of the tangent: continuous everywhere.

    The angle of the vector (cos u, p cos u + q sin u), measured from u on, never reaches a right angle.
    """
    tangents = list(inside.atoms(sp.tan))
    if len(tangents) != 1:
        return sp.atan(inside)
    slope = sp.expand(inside).coeff(tangents[0])
    shift, u = sp.expand(inside - slope * tangents[0]), tangents[0].args[0]
    if slope.is_number and slope < 0:
        return -_without_jumps(-inside)
    if not (slope.is_number and shift.is_number and slope > 0 and 4 * slope > shift**2):
        return sp.atan(inside)
    up = shift / 2 + shift / 2 * sp.cos(2 * u) + (slope - 1) / 2 * sp.sin(2 * u)
    along = (1 + slope) / 2 + (1 - slope) / 2 * sp.cos(2 * u) + shift / 2 * sp.sin(2 * u)
    return u + sp.atan(up / along)


def branches(expr: sp.Expr) -> Iterator[sp.Expr]:
    """`expr`, or with each branch of its first cases in turn: which one is right is measured."""
    cases = sorted(expr.atoms(sp.Piecewise), key=sp.default_sort_key)
    if not cases:
        yield expr
        return
    for branch, _ in cases[0].args:
        yield from branches(expr.xreplace({cases[0]: branch}))


def candidates(found: sp.Expr, expr: sp.Expr, var: sp.Symbol) -> Iterator[sp.Expr]:
    """Real forms of SymPy's answer; for an even or odd integrand also that of the right half, mirrored."""
    for branch in branches(found):
        answer = over_the_reals(branch, var)
        if answer.has(*_UNFINISHED):
            continue
        yield answer
        mirrored = substitute(expr, {var: -var})
        if sp.simplify(mirrored + expr) == 0:
            yield substitute(answer, {var: sp.Abs(var)})
        elif sp.simplify(mirrored - expr) == 0:
            yield sp.sign(var) * substitute(answer, {var: sp.Abs(var)})


def fits(answer: sp.Expr, expr: sp.Expr, var: sp.Symbol, steps: dict[sp.Symbol, sp.Expr]) -> bool | None:
    """Whether the slope of `answer` is `expr` where that is real; None where so for some signs of the letters only.

    `steps` says what stands for which parts that are constant between jumps.
    """
    slope, value, wanted = (form.xreplace(steps).doit() for form in (answer.diff(var), answer, expr))
    letters = sorted((wanted.free_symbols | value.free_symbols) - {var}, key=str)
    between_jumps = [{"DiracDelta": lambda *args: 0}, "mpmath"]
    slope, value, wanted = (sp.lambdify([var, *letters], form, between_jumps) for form in (slope, value, wanted))
    right: dict[tuple[int, ...], bool] = {}
    with mp.workdps(30):
        for signs in product((1, -1), repeat=min(len(letters), SIGNED)):
            for sizes in LETTERS:
                values = [
                    mp.mpf(sizes[k % len(sizes)] + k // len(sizes)) * (signs[k] if k < SIGNED else 1)
                    for k in range(len(letters))
                ]
                if any(letter.is_positive and number < 0 for letter, number in zip(letters, values, strict=True)):
                    continue
                for place in PLACES:
                    verdict = _agree(wanted, slope, value, (mp.mpf(place), *values))
                    if verdict is not None:
                        key = (*signs, LETTERS.index(sizes)) if letters else ()
                        right[key] = right.get(key, True) and verdict
    if not right or not any(right.values()):
        return False
    return True if all(right.values()) else None if letters else False


def _agree(
    wanted: Callable[..., Any], slope: Callable[..., Any], value: Callable[..., Any], at: tuple[Any, ...]
) -> bool | None:
    """Whether slope and integrand agree at one point; None where the integrand has no real value."""
    try:
        right = mp.mpmathify(wanted(*at))
    except (ArithmeticError, ValueError, TypeError):
        return None
    if not _is_real(right):
        return None
    try:
        found, here = mp.mpmathify(slope(*at)), mp.mpmathify(value(*at))
    except (ArithmeticError, ValueError, TypeError, NameError):
        return False
    if not (_is_real(found) and _is_real(here)):
        return False
    return bool(abs(found - right) <= TOLERANCE * max(abs(found), abs(right), mp.mpf(10) ** -12))


def _is_real(value: Any) -> bool:
    return bool(mp.isfinite(value) and abs(mp.im(value)) <= TOLERANCE * max(1, abs(mp.re(value))))


def antiderivative(method: Method, expr: sp.Expr, var: sp.Symbol) -> tuple[sp.Expr | None, bool]:
    """What `method` answers if it fits, and whether an answer was found that holds for some signs of the letters only.

    SymPy's integrators raise what they like: whatever it is, they have no answer.
    """
    real = {symbol: sp.Symbol(symbol.name, real=True) for symbol in expr.free_symbols if symbol.is_real is None}
    own = sp.Dummy(var.name, real=True)
    function = substitute(expr, {**real, var: own})
    back, partly = {own: var}, False
    smooth, steps = on_a_piece(function, own)
    piece, named = smooth.xreplace(back), {name: node.xreplace(back) for name, node in steps.items()}
    bare = sp.Dummy(var.name)  # without assumptions: some integrators work over the complex numbers alone
    for symbol in (bare, own):
        try:
            found = method(smooth.xreplace({own: symbol}), symbol)
            if found is None:
                continue
            for answer in candidates(sp.sympify(found).xreplace({symbol: var}), piece, var):
                verdict = fits(answer, piece, var, named)
                if verdict:
                    whole = answer.xreplace(named)
                    return whole.xreplace({plain: symbol for symbol, plain in real.items()}), partly
                partly = partly or verdict is None
        except Exception:  # noqa: BLE001: SymPy's, of any kind
            continue
    return None, partly


def send(stream: IO[bytes], message: object) -> None:
    """Write one message: its length, then itself."""
    data = pickle.dumps(message)
    stream.write(struct.pack(">I", len(data)) + data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """The next message.

    Raises:
        EOFError: the other side has ended.
    """
    head = stream.read(4)
    data = stream.read(struct.unpack(">I", head)[0]) if len(head) == 4 else b""
    if not data:
        raise EOFError
    return pickle.loads(data)


def _in_a_fork(number: int, expr: sp.Expr, var: sp.Symbol) -> tuple[str, sp.Expr | None]:
    """What one method answers, in a process of its own that ends with it, or is ended: nothing is remembered."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        signal.alarm(WALL)
        with os.fdopen(writing, "wb") as stream:
            send(stream, antiderivative(METHODS[number], expr, var))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        try:
            answer, partly = receive(stream)
        except EOFError:
            answer, partly = None, False
    _, status = os.waitpid(child, 0)
    ended = "stopped" if os.WIFSIGNALED(status) else "partly" if partly else "nothing"
    return ("found" if answer is not None else ended), answer


def serve() -> None:
    """Answer questions from the standard input, a fork each, until it ends."""
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    for number in range(2):  # imports what SymPy imports late, once
        antiderivative(METHODS[2 * number], 1 / (sp.Symbol("x", real=True) ** 2 + 1), sp.Symbol("x", real=True))
    send(answers, "ready")
    while True:
        try:
            number, expr, var = receive(questions)
        except EOFError:
            return
        send(answers, _in_a_fork(number, expr, var))
