"""The command line: what it prints, its exit codes, and that nothing ends in a traceback."""

import io
import json
import os
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import calcref
from calcref.cli import main
from calcref.cli.colors import painted
from calcref.core.evidence import Evidence


@pytest.fixture
def run(capsys):
    def call(*arguments):
        code = main(arguments)
        out, err = capsys.readouterr()
        return code, out, err

    return call


def test_prints_the_derivation_of_the_library(run):
    assert run("differentiate", "x^2 sin(x)") == (0, calcref.differentiate("x^2 sin(x)").to_text() + "\n", "")


@pytest.mark.parametrize("name", ["latex", "markdown", "json"])
def test_prints_every_format(run, name):
    expected = getattr(calcref.differentiate("x^3"), f"to_{name}")()
    assert run("differentiate", "x^3", "--format", name) == (0, expected.rstrip() + "\n", "")


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (["-x^2"], "-2*x"),
        (["x^2", "--at", "-1"], "-2"),
        (["x^2", "--at=-pi/2"], "-pi"),
        (["x^3", "--order", "2"], "6*x"),
        (["w x", "--variable", "w"], "x"),
        (["7", "--variable", "t"], "0"),
    ],
)
def test_reads_its_options(run, arguments, answer):
    code, out, _ = run("differentiate", *arguments)
    chain = out.partition("\n\n")[0]
    assert code == 0
    assert chain.rpartition(" = ")[2].partition("  ")[0].strip() == answer


def test_integrates(run):
    expected = calcref.integrate("x cos(x^2)").to_text()
    assert run("integrate", "x cos(x^2)") == (0, expected + "\n", "")
    code, out, _ = run("integrate", "1/x", "--from", "1", "--to", "2")
    assert (code, out) == (0, calcref.integrate("1/x", lower=1, upper=2).to_text() + "\n")


def test_an_answer_that_does_not_pass_its_check_ends_in_exit_code_5(run, monkeypatch):
    def fail(*arguments, **options):
        raise calcref.CheckFailed("the answer does not pass its check")

    monkeypatch.setattr(calcref, "integrate", fail)
    assert run("integrate", "x") == (5, "", "calcref: the answer does not pass its check\n")


@pytest.mark.parametrize(
    ("name", "part"),
    [("text", "\n\nCheck: proved: "), ("latex", "\n% Check: proved: "), ("markdown", "\n\n**Check:** proved: ")],
)
def test_says_how_it_was_checked(run, name, part):
    code, out, _ = run("differentiate", "x^2", "--check", "--format", name)
    assert code == 0
    assert part in out


def test_puts_the_check_into_the_json(run):
    _, out, _ = run("differentiate", "x^2", "--check", "--format", "json")
    assert json.loads(out)["check"]["verdict"] == "proved"


def test_what_a_check_refutes_ends_in_exit_code_5(run, monkeypatch):
    monkeypatch.setattr(calcref.Derivation, "check", lambda self: Evidence("refuted", "by numbers", 3, 0.5))
    code, out, _ = run("differentiate", "x^2", "--check")
    assert code == 5
    assert "Check: refuted: by numbers" in out


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        ([], "required: verb"),
        (["frobnicate"], "invalid choice: 'frobnicate'"),
        (["diferentiate", "x"], "did you mean `differentiate`?"),
        (["differentiate"], "required: formula"),
        (["differentiate", "x", "--format", "yaml"], "invalid choice: 'yaml'"),
        (["differentiate", "x", "--order", "z"], "invalid int value: 'z'"),
        (["differentiate", "x", "--order", "0"], "whole number from 1"),
        (["differentiate", "x", "--form", "json"], "unrecognized arguments"),
        (["differentiate", "x y"], "the variables x, y; name one, as in --variable x"),
        (["differentiate", "x", "--variable", "2"], "a variable is one letter"),
        (["integrate", "x", "--from", "1"], "upper is missing"),
        (["integrate", "x", "--from", "1", "--to", "sin x^2"], "the power could belong"),
        (["differentiate", "9^9^9^9"], "largest exponent"),
        (["differentiate", "__import__('os')"], "cannot be read"),
        (["differentiate", ""], "there is no formula"),
    ],
)
def test_bad_input_gets_one_clear_line(run, arguments, part):
    code, out, err = run(*arguments)
    first, *place = err.splitlines()
    assert (code, out) == (2, "")
    assert first.startswith("calcref: ")
    assert part in first
    assert len(place) in (0, 2)


@pytest.mark.parametrize(
    ("arguments", "expected", "part"),
    [
        (["differentiate", "ln(x)", "--at", "-1"], 4, "no real value at x = -1"),
        (["differentiate", "|x|", "--at", "0"], 4, "no derivative at x = 0"),
        (["integrate", "1/x", "--from", "0", "--to", "1"], 4, "diverges"),
        (["integrate", "sin(sin(x))"], 3, "sin(sin(x))"),
    ],
)
def test_kinds_of_refusal_have_exit_codes_of_their_own(run, arguments, expected, part):
    code, out, err = run(*arguments)
    assert (code, out) == (expected, "")
    assert part in err


def test_reads_a_formula_from_standard_input(run, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("x^3\n"))
    assert run("differentiate", "-") == run("differentiate", "x^3")


def test_prints_html_and_notebooks(run):
    derivation = calcref.differentiate("x^3")
    assert run("differentiate", "x^3", "--format", "html")[1] == derivation.to_html() + "\n"
    assert json.loads(run("differentiate", "x^3", "--format", "notebook")[1]) == derivation.to_notebook()
    _, out, _ = run("differentiate", "x^3", "--format", "notebook", "--check")
    assert json.loads(out)["cells"][-1]["source"].startswith("**Check:** proved")


def test_a_text_that_is_no_formula_shows_the_place(run):
    _, _, err = run("differentiate", "1 + sin x^2")
    assert err.splitlines()[1:] == ["  1 + sin x^2", "           ^"]


@given(st.lists(st.text(max_size=12), max_size=4))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_arguments_end_in_a_traceback(arguments):
    assert main(arguments) in (0, 2, 3, 4)


def test_a_fault_of_our_own_is_one_line_too(run, monkeypatch):
    def fail(*arguments, **options):
        raise AssertionError("impossible")

    monkeypatch.setattr(calcref, "differentiate", fail)
    code, _, err = run("differentiate", "x")
    assert code == 70
    assert err.splitlines() == [
        "calcref: a fault of calcref's own, please report it with what you typed (AssertionError: impossible)"
    ]


def test_lists_every_rule(run):
    code, out, _ = run("rules")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == [rule.id for rule in calcref.catalogue.rules]


def test_lists_the_rules_in_every_format(run):
    rules = calcref.catalogue.rules
    listed = json.loads(run("rules", "--format", "json")[1])
    assert [(row["id"], row["name"]) for row in listed] == [(rule.id, rule.name) for rule in rules]
    table = run("rules", "--format", "markdown")[1].splitlines()
    assert len(table) == len(rules) + 2
    assert {line.count("|") for line in table} == {4}
    assert run("rules", "--format", "latex")[1].count("} && ") == len(rules)


def test_colors_on_a_terminal_only(run, monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    plain = run("differentiate", "x^2 sin(x)", "--check")[1]
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    colored = run("differentiate", "x^2 sin(x)", "--check")[1]
    assert "\x1b" not in plain
    assert "\x1b[36mProduct rule\x1b[0m" in colored
    assert "\x1b[32mproved\x1b[0m" in colored
    monkeypatch.setenv("NO_COLOR", "1")
    assert run("differentiate", "x^2 sin(x)", "--check")[1] == plain


def test_only_names_of_rules_are_painted():
    text = "sum\n  = x  Sum rule, Sine\n\n1. Sum rule, f = Sum rules\n"
    shown = painted(text, ["Sum rule", "Sine"], lambda part, style: f"<{part}>")
    assert shown == "sum\n  = <x>  <Sum rule>, <Sine>\n\n1. <Sum rule>, f = Sum rules\n"


def command(*arguments, **options):
    code = "from calcref.cli import main; raise SystemExit(main())"
    return subprocess.run([sys.executable, "-c", code, *arguments], stderr=subprocess.PIPE, timeout=60, **options)


def test_a_reader_that_leaves_is_no_error():
    reading, writing = os.pipe()
    os.close(reading)
    done = command("rules", stdout=writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="the system has no /dev/full")
def test_a_full_disk_is_one_line():
    with open("/dev/full", "w") as full:
        done = command("rules", stdout=full)
    assert done.returncode == 74
    assert done.stderr.decode().startswith("calcref: the output cannot be written: ")


def test_a_terminal_without_unicode_gets_question_marks():
    done = command("rules", stdout=subprocess.PIPE, env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert b"?" in done.stdout


def test_version_and_help(run):
    assert run("--version") == (0, f"calcref {calcref.__version__}\n", "")
    assert "differentiate" in run("--help")[1]


def test_finds_limits(run):
    expected = calcref.limit("1/x", "x", 0, "left").to_text()
    assert run("limit", "1/x", "--to", "0", "--side", "left") == (0, expected + "\n", "")
    code, out, err = run("limit", "1/x", "--to", "0")
    assert (code, out) == (4, "")
    assert "from the left" in err
    code, out, err = run("limit", "a x", "--to", "-oo")
    assert (code, out) == (2, "")
    assert "--variable" in err
