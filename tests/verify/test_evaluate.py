"""The evaluator is abstract over its algebra: here integers modulo a prime, with slopes, and matrices of them."""

import itertools
import random

import pytest
import sympy as sp

from calcref import differentiate
from calcref.core.expr import mul, negative, raw
from calcref.core.letters import x
from calcref.core.questions import Antideriv, At, Between, Diff, Head
from calcref.verify.evaluate import Evaluator

PRIME = 1_000_003
y = sp.Symbol("y", real=True)
A, B = sp.symbols("A B", commutative=False)


class Dual:
    """a + b·ε modulo a prime, with ε² = 0: a value and a slope, both exact."""

    def __init__(self, value, slope=0):
        self.value, self.slope = value % PRIME, slope % PRIME

    def __eq__(self, other):
        return (self.value, self.slope) == (other.value, other.slope)

    def __hash__(self):
        return hash((self.value, self.slope))

    def __repr__(self):
        return f"{self.value} + {self.slope}ε"

    def __add__(self, other):
        return Dual(self.value + other.value, self.slope + other.slope)

    def __neg__(self):
        return Dual(-self.value, -self.slope)

    def __mul__(self, other):
        return Dual(self.value * other.value, self.value * other.slope + self.slope * other.value)

    def inverse(self):
        if not self.value:
            raise ZeroDivisionError
        found = pow(self.value, -1, PRIME)
        return Dual(found, -self.slope * found * found)


class DualEvaluator(Evaluator):
    """Rational expressions and their first derivatives, exactly."""

    nothing = None

    def number(self, node):
        return Dual(int(node.p)) * Dual(int(node.q)).inverse()

    def power(self, base, exponent):
        whole = exponent.value if exponent.value < PRIME // 2 else exponent.value - PRIME
        factor = base if whole >= 0 else base.inverse()
        return self.multiply([Dual(1), *itertools.repeat(factor, abs(whole))])

    def function(self, head, inside):
        raise ArithmeticError(f"{head} is not rational")

    def derivative(self, expr, var):
        if any(value.slope for value in self.values.values()):
            raise ArithmeticError("the slope of a slope")
        return Dual(self.at(var, Dual(self.values[var].value, 1))(expr).slope)


class MatrixEvaluator(Evaluator):
    """Square matrices modulo a prime; sums and products only."""

    nothing = None

    def number(self, node):
        return sp.eye(2) * int(node)

    def add(self, values):
        return self.reduced(sum(values[1:], values[0]))

    def multiply(self, values):
        return self.reduced(sp.prod(values))

    def power(self, base, exponent):
        return self.reduced(base ** exponent[0, 0])

    def function(self, head, inside):
        raise ArithmeticError

    @staticmethod
    def reduced(matrix):
        return matrix.applyfunc(lambda entry: entry % PRIME)


def points():
    draw = random.Random(7)
    for _ in range(3):
        yield DualEvaluator({x: Dual(draw.randrange(2, PRIME)), y: Dual(draw.randrange(2, PRIME))})


RATIONAL = (x**3 / (x**2 + 1), (x + 1 / x) ** 5, (x**2 + 3) ** -2 * x, x * y / (x + y))


@pytest.mark.parametrize("expr", RATIONAL, ids=str)
def test_steps_of_a_derivation_hold_exactly_modulo_a_prime(expr):
    for step in differentiate(expr, x).steps:
        known = {u: Dual(k) for k, u in enumerate(sorted(step.before.free_symbols - {x, y}, key=str), 11)}
        for here in points():
            at = DualEvaluator({**here.values, **known})
            assert at(step.before) == at(step.after)


@pytest.mark.parametrize("expr", RATIONAL, ids=str)
def test_a_wrong_sign_does_not(expr):
    answer = differentiate(expr, x).answer
    assert all(here(raw(Diff, expr, x)) == here(answer) != here(negative(answer)) for here in points())


def test_closing_heads_read_their_insides_in_any_algebra():
    here = next(points())
    three, one = Dual(3), Dual(1)
    assert here(At(x**2, x, sp.Integer(3))) == three * three
    assert here(Between(x**2, x, sp.Integer(1), sp.Integer(3))) == three * three + -(one * one)


def test_what_an_algebra_does_not_have_has_no_value():
    here = next(points())
    assert here(sp.sin(x)) is None
    assert here(Antideriv(x, x)) is None


def test_products_of_matrices_keep_their_order():
    here = MatrixEvaluator({A: sp.Matrix([[1, 2], [3, 4]]), B: sp.Matrix([[0, 1], [1, 1]])})
    one, other = mul(A, B), mul(B, A)
    assert here(one) != here(other)
    assert here(one - other) == MatrixEvaluator.reduced(here(one) - here(other))
    assert here(raw(sp.Pow, raw(sp.Add, A, B), sp.Integer(2))) == here((A + B) * (A + B))


@pytest.mark.parametrize("head", [sp.Mul, sp.Add])
def test_nothing_commutes_behind_the_back_of_a_matrix(head):
    assert raw(head, x, y).is_commutative
    assert not raw(head, A, B).is_commutative
    assert not raw(sp.Pow, raw(head, A, B), sp.Integer(2)).is_commutative
    assert not raw(Diff, raw(head, x, A), x).is_commutative
    assert sp.expand(raw(sp.Mul, A, B) - raw(sp.Mul, B, A)) != 0


def test_a_head_may_say_that_it_does_not_commute():
    class Turned(Head):
        __slots__ = ()
        commutes = False

    assert not raw(sp.Mul, Turned(x), Turned(y)).is_commutative
    assert Diff(x, x).is_commutative


def test_a_head_of_its_own_is_written_and_evaluated_as_it_says():
    from calcref.render import latex, text

    class Doubled(Head):
        __slots__ = ()
        entered = (0,)

        def text(self):
            yield "twice "
            yield from Head.text(self)

        def valued(self, here, *entered):
            return entered[0] + entered[0]

    assert text(Doubled(x)) == "twice Doubled(x)"
    assert latex(Doubled(x)) == r"\operatorname{Doubled}(x)"
    assert DualEvaluator({x: Dual(4)})(Doubled(x)) == Dual(8)
