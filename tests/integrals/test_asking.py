"""Asking SymPy in a process that can be ended: bounded, pure, and gone when this one is."""

import os
import subprocess
import sys
import time

import pytest
import sympy as sp

from calcref.core import apart
from calcref.core.letters import a, b, x
from calcref.integrals import answering, asking, fitting
from calcref.integrals.asking import answered
from calcref.integrals.methods import METHODS

pytestmark = pytest.mark.skipif(not asking.can_ask(), reason="no process can be made here")
RATIONAL = 0


def test_what_never_ends_is_ended():
    start = time.monotonic()
    status, answer, _ = asking._PROCESS.ask(RATIONAL, 1 / (x**5 + x + 1), x)
    assert (status, answer) == ("stopped", None)
    assert time.monotonic() - start < apart.WALL


def test_all_methods_together_have_a_bounded_time(monkeypatch):
    used = []

    def spend(number, expr, var, seconds):
        used.append(seconds)
        return "stopped", None, seconds

    monkeypatch.setattr(asking._PROCESS, "ask", spend)
    assert answered.__wrapped__(x**x, x) == ("stopped", None)
    assert sum(used) == asking.IN_ALL
    assert max(used) == answering.SECONDS


def test_answers_do_not_depend_on_what_was_asked_before():
    by_patterns = [method.__name__ for method in METHODS].index("_by_patterns")
    found = [asking._PROCESS.ask(by_patterns, sp.exp(x) * sp.sin(x), x)[:2] for _ in range(5)]
    assert len(set(found)) == 1


def test_an_ended_process_is_started_again():
    asking._PROCESS.ask(RATIONAL, 1 / x, x)
    asking._PROCESS.end()
    assert asking._PROCESS.ask(RATIONAL, 1 / x, x)[:2] == ("found", sp.log(sp.Abs(x)))


def test_a_process_that_dies_is_no_answer_and_no_hang():
    asking._PROCESS.ask(RATIONAL, 1 / x, x)
    asking._PROCESS.running.kill()
    with pytest.raises((EOFError, OSError)):
        asking._PROCESS.ask(RATIONAL, 1 / x, x)
    assert asking._PROCESS.ask(RATIONAL, 1 / x, x)[0] == "found"


def test_without_a_process_nothing_is_asked(monkeypatch):
    monkeypatch.setattr(asking, "can_ask", lambda: False)
    assert answered(1 / (x**7 + x + 3), x) == ("unasked", None)
    answered.cache_clear()


CODE = """
import os
from calcref import integrate
print(integrate("sqrt(tan(x))").answer)
from calcref.integrals.asking import _PROCESS
mine = _PROCESS.running.pid
child = os.fork()
if child == 0:
    assert integrate("floor(x)").answer is not None and _PROCESS.running.pid != mine
    _PROCESS.end()
    os._exit(0)
assert os.waitpid(child, 0)[1] == 0 and integrate("x floor(x)").answer is not None
print(mine)
"""


def test_a_script_without_a_main_guard_and_its_forks_leave_no_process_behind(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(CODE)
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with pytest.raises(ProcessLookupError):
        os.kill(int(done.stdout.split()[-1]), 0)


@pytest.mark.parametrize(
    "integrand",
    [
        1 / (a + b * x**2),
        1 / (a + b * sp.cos(x)),
        1 / (a * x**2 + b * x + 1),
        sp.exp(x) / (sp.exp(2 * x) + a * sp.exp(x) + 1),
    ],
    ids=str,
)
def test_an_answer_for_some_signs_of_the_letters_is_none(integrand):
    letters = {a: sp.Symbol("a", real=True), b: sp.Symbol("b", real=True)}
    assert answered(integrand.xreplace(letters), x)[1] is None


def test_what_is_constant_between_jumps_is_a_letter():
    for integrand in (1 / sp.Abs(x), sp.Abs(sp.cos(x)), x - sp.floor(x), sp.Max(x, x**2), sp.atan(sp.tan(x))):
        status, answer = answered(integrand, x)
        assert status == "found"
        for place in (-5.2, -0.3, 0.4, 2.3):
            gain = (answer.subs(x, place + 1e-6) - answer.subs(x, place - 1e-6)) / 2e-6
            assert float(gain) == pytest.approx(float(integrand.subs(x, place)), rel=1e-6)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [(sp.log(sp.Abs(x)), sp.log(x)), (sp.atan(x), sp.atan(x) / 2), (x * sp.Abs(x) / 2, x**2 / 2)],
    ids=str,
)
def test_only_what_has_the_right_slope_on_both_sides_fits(right, wrong):
    integrand = {sp.atan(x): 1 / (1 + x**2), sp.log(sp.Abs(x)): 1 / x}.get(right, sp.Abs(x))
    assert fitting.fits(right, integrand, x, {}) is True
    assert fitting.fits(wrong, integrand, x, {}) is False
