"""A check ends: what cannot be decided in bounded work is said to be undecided."""

import sys
from dataclasses import replace

import mpmath as mp
import pytest
import sympy as sp

from calcref.core.letters import t, x
from calcref.core.questions import DefiniteIntegral, Diff, LimitOf
from calcref.core.records import Step
from calcref.verbs.differentiate import differentiate
from calcref.verbs.integrate import integrate
from calcref.verify import check_numbers, numbers, proof
from calcref.verify.answers import check_answer
from calcref.verify.contexts import contexts, moved
from calcref.verify.evaluate import Work
from calcref.verify.fast import FastEvaluator
from calcref.verify.precise import PreciseEvaluator
from tests.render.derivations import chain, factors, sum_of


def test_nothing_has_a_value_when_the_work_is_spent():
    expr = sp.sin(x) + sp.exp(x)
    for kind, one in ((FastEvaluator, 1 + 0j), (PreciseEvaluator, mp.mpf(1))):
        found = kind({x: one}, work=Work(most=2))(expr)
        assert found != found


def test_what_was_not_compared_is_unknown(monkeypatch):
    monkeypatch.setattr(numbers, "MOST_WORK", 500)
    derivation = differentiate("atan(x)", order=4)
    assert check_numbers(derivation)[-1].how == numbers.SPENT
    assert derivation.check().verdict == "unknown"


def test_a_tower_of_powers_is_decided_soon():
    work = Work()
    with mp.workdps(50):
        there = PreciseEvaluator({x: mp.mpf("4.1")}, work=work)
        there(sp.Pow(-x, x ** (x**x), evaluate=False) + x ** (x ** (x ** (x**x))))
    assert work.spent < 200
    assert differentiate("x^x^x^x^x^x", order=2).check().verdict in ("agrees", "proved")


def test_large_whole_powers_keep_their_sign():
    with mp.workdps(50):
        here = PreciseEvaluator({x: mp.mpf("-1.0001"), t: mp.mpf(100001)})
        assert here(x**t) < 0
        assert abs(here(x**t) / mp.mpf("-1.0001") ** 100001 - 1) < mp.mpf(10) ** -40


def test_a_step_inside_a_limit_is_claimed_close_to_where_it_tends():
    limit = LimitOf(DefiniteIntegral(1 / (2 + sp.cos(x)), x, t, 2 * sp.pi), t, sp.pi, "+")
    assert all(mp.pi < moved({t: 0.3}, (limit,), k)[t] < mp.pi + 0.1 for k in range(7))
    derivation = integrate("1/x^(2/3)", lower=-1, upper=1)
    inside = [context for context in contexts(derivation).values() if context]
    assert {context[0].side for context in inside} == {"+", "-"}


@pytest.mark.parametrize("text", ["softplus(500x)", "sin(x^20)", "e^(e^(e^x))", "ln(1 - cos(x))", "x^50"])
def test_steep_functions_are_confirmed(text):
    assert differentiate(text).check().verdict in ("agrees", "proved")


def calls(work):
    """How many functions of Python `work` calls."""
    found = 0

    def count(frame, event, argument):
        nonlocal found
        found += event == "call"

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return found


def test_twice_the_size_is_checked_with_twice_the_work():
    sizes = (80, 80, 160)  # the first is for what is loaded and learned once
    _, small, large = (calls(replace(chain(size)).check) for size in sizes)
    assert large < 2.1 * small


def test_a_sum_of_like_terms_is_proved_once(monkeypatch):
    asked = []
    monkeypatch.setattr(proof, "_is_identity", lambda before, after: asked.append((before, after)) or True)
    assert sum_of(40).check().verdict in ("proved", "agrees")
    assert len(asked) <= 5  # powers, multiples and the sum


def test_a_letter_stands_for_a_number_only_before_both_sides():
    wrong = Step(None, Diff(3 * x**2, x), 4 * Diff(x**2, x))
    assert not proof.is_proved(wrong, {})
    assert not proof.is_proved(Step(None, Diff(x**5, x), 5 * x**5), {})


@pytest.mark.parametrize("count", [175, 200])  # the values of the first are doubles, and their sizes are not
def test_values_that_doubles_have_no_room_for_decide_an_answer(count):
    right = factors(count)
    assert right.check().verdict in ("proved", "agrees")
    wrong = replace(right, answer=2 * right.answer)
    assert "refuted" in (check_numbers(wrong)[1].verdict, check_answer(wrong).verdict)
