"""What somebody meets who types a command for the first time: help at once, advice on typos, codes that say what
happened, and an end without a traceback however it is ended."""

import io
import json
import re
import subprocess
import sys

import pytest

import calcref
from calcref.cli import main
from calcref.cli.arguments import EXIT_CODES
from calcref.cli.verb import DERIVATION_FORMATS
from calcref.cli.verbs import VERBS

WITHOUT_ONE_CHAIN = {"critical-points", "lagrange"}  # which a notebook would show
WITHOUT_A_FORMULA = {"exercises", "rules"}
PRINTING = [verb.name for verb in VERBS if verb.name != "mcp"]  # which serves
NEEDED = {
    "limit": ["--to", "1"],
    "check": ["1"],
    "parametric": ["x^2", "--variable", "x"],
    "matrix": ["--wrt", "x", "--shapes", "x:"],
    "double-integral": ["--inner", "y", "0", "x", "--outer", "x", "0", "1"],
    "jacobian": ["--wrt", "x"],
    "divergence": ["--wrt", "x"],
    "curl": ["y", "--wrt", "x,y"],
    "directional": ["--wrt", "x,y", "--along", "3,4", "--unit"],
    "total-derivative": ["--along", "x=cos(t)"],
    "lagrange": ["--on", "x^2 + y^2 = 1", "--variables", "x y"],
}  # what a verb does not run without, beside a formula
EQUATIONS = {"implicit": "y = x^3", "directional": "x^3 y"}  # where a formula is none
DERIVING = [verb.name for verb in VERBS if verb.name not in {*WITHOUT_A_FORMULA, "ask", "check", "judge", "mcp"}]
START = [sys.executable, "-m", "calcref"]


@pytest.fixture
def run(capsys):
    def call(*arguments):
        code = main(arguments)
        out, err = capsys.readouterr()
        return code, out, err

    return call


def test_help_and_complaints_import_neither_sympy_nor_numpy():
    asked = [["--help"], ["--version"], [], ["differentiat"], ["--chek"], ["differentiate", "x", "--order", "z"]]
    asked += [[verb.name, *rest] for verb in VERBS for rest in (["--help"], ["--format", "htm"], ["--chek", "x"])]
    code = (
        f"import sys\nfrom calcref.cli import main\ncodes = {{main(each) for each in {asked}}}\n"
        "assert codes == {0, 2}, codes\n"
        "print({'sympy', 'numpy', 'mpmath', 'lark', 'dataclasses'} & set(sys.modules), file=sys.__stderr__)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines()[-1] == "set()"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("differentate", "differentiate"),
        ("diff", "differentiate"),
        ("derive", "differentiate"),
        ("DERIVATIVE", "differentiate"),
        ("int", "integrate"),
        ("integral", "integrate"),
        ("intergrate", "integrate"),
        ("rule", "rules"),
        ("help", "--help"),
        ("version", "--version"),
    ],
)
def test_a_typo_of_a_verb_gets_a_suggestion(run, typed, meant):
    code, out, err = run(typed, "x")
    assert (code, out) == (2, "")
    assert f"did you mean `{meant}`?" in err


def test_a_formula_without_a_verb_is_told_that_one_comes_first(run):
    assert 'a verb comes first, as in calcref differentiate "x^2"' in run("x^2 sin(x)")[2]


@pytest.mark.parametrize("verb", PRINTING)
def test_a_typo_of_an_option_or_a_format_gets_a_suggestion(run, verb):
    formula = [] if verb in WITHOUT_A_FORMULA else ["x", *NEEDED.get(verb, [])]
    assert "did you mean `--format`?" in run(verb, *formula, "--fromat", "json")[2]
    assert "did you mean `json`?" in run(verb, *formula, "--format", "jsn")[2]


CODES = {
    0: {"differentiate": ["x^2"], "integrate": ["x^2"], "rules": []},
    2: {"differentiate": ["x +"], "integrate": ["x", "--from", "1"], "rules": ["x"]},
    3: {"differentiate": ["besselj(x, 2)"], "integrate": ["gamma(x)", "--from", "1", "--to", "2"]},
    4: {"differentiate": ["|x|", "--at", "0"], "integrate": ["1/x", "--from", "0", "--to", "1"]},
}


@pytest.mark.parametrize(
    ("code", "verb", "rest"), [(code, verb, rest) for code, told in CODES.items() for verb, rest in told.items()]
)
def test_exit_codes_are_those_that_the_help_documents(run, code, verb, rest):
    assert str(code) in re.findall(r"\d+", EXIT_CODES)
    found, out, err = run(verb, *rest)
    assert found == code
    assert (out == "") == (code != 0)
    assert (err == "") == (code == 0)


@pytest.mark.parametrize("verb", DERIVING)
@pytest.mark.parametrize(("verdict", "code"), [("refuted", 5), ("unknown", 3)])
def test_a_refuted_answer_and_one_without_confirmation_are_told_apart(run, monkeypatch, verb, verdict, code):
    def fail(*arguments, **options):
        raise calcref.CheckFailed("so", calcref.Evidence(verdict, "by numbers"))

    monkeypatch.setattr(calcref, {"matrix": "matrix_gradient"}.get(verb, verb.replace("-", "_")), fail)
    assert run(verb, "x", *NEEDED.get(verb, [])) == (code, "", "calcref: so\n")


@pytest.mark.parametrize("rest", [["gamma(x)", "--from", "1", "--to", "2"], ["x^x"], ["e^(-x^2) ln(x)"]])
def test_a_refusal_says_whether_sympy_was_asked(run, monkeypatch, rest):
    monkeypatch.setattr("calcref.integrals.by_sympy.answered", lambda expr, var: ("nothing", None))
    code, _, err = run("integrate", *rest)
    assert code == 3
    assert re.search("SymPy was (not )?asked", err)


def test_a_derivative_is_never_asked_of_sympy_and_the_refusal_says_so(run):
    assert "SymPy was not asked" in run("differentiate", "besselj(x, 2)")[2]


@pytest.mark.parametrize("verb", DERIVING)
@pytest.mark.parametrize("name", DERIVATION_FORMATS)
def test_each_verb_that_derives_reads_standard_input_and_prints_every_format(run, monkeypatch, verb, name):
    if name == "notebook" and verb in WITHOUT_ONE_CHAIN:
        return
    formula = EQUATIONS.get(verb, "x^3")
    monkeypatch.setattr(sys, "stdin", io.StringIO(f" {formula}\n"))
    rest = [*NEEDED.get(verb, []), "--format", name]
    assert run(verb, "-", *rest) == run(verb, formula, *rest)
    assert run(verb, formula, *rest)[0] == 0


@pytest.mark.parametrize("name", ["text", "latex"])
def test_the_error_function_is_written_as_a_reader_would(run, name):
    shown = {"text": "sqrt(pi)*erf(x)/2", "latex": r"\frac{\sqrt{\pi} \operatorname{erf}(x)}{2}"}
    assert shown[name] in run("integrate", "e^(-x^2)", "--format", name)[1]


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        (r"\int x dx", "calcref.parse.question"),
        ("$x$", "without dollar signs"),
        (r"\weird{x}", "type the formula as in"),
        (r"\frac{1}{x", "never closed"),
    ],
)
def test_latex_that_is_not_read_is_told_what_to_type(run, typed, advice):
    code, _, err = run("differentiate", typed)
    assert code == 2
    assert advice in err


def test_a_question_is_answered_as_its_verb_would(run):
    assert run("ask", r"\frac{d}{dx}\left(x^2\sin x\right)") == run("differentiate", "x^2 sin(x)")
    assert run("ask", "∫_0^1 x^2 dx", "--check") == run("integrate", "x^2", "--from", "0", "--to", "1", "--check")
    assert run("ask", "lim x->0+ x ln(x)") == run("limit", "x ln(x)", "--to", "0", "--side", "right")
    code, out, err = run("ask", "x^2")
    assert (code, out) == (2, "")
    assert "this asks nothing that is known" in err


def test_an_answer_is_checked(run):
    assert run("check", "∫ 2x dx", "x^2 + C")[0] == 0
    code, out, _ = run("check", "d/dx x^3", "3x", "--format", "json")
    assert (code, json.loads(out)["verdict"]) == (5, "wrong")
    assert run("check", "d/dx -x^2", "-2x")[0] == 0


def shell(line, **options):
    return subprocess.run(["bash", "-c", line, "bash", *START], capture_output=True, text=True, timeout=120, **options)


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ('"$@" differentiate x^3 --format json | head -c 5; exit ${PIPESTATUS[0]}', 0, ""),
        ('"$@" --help | true; exit ${PIPESTATUS[0]}', 0, ""),
        ('"$@" differentiate - <&-', 2, "calcref: standard input is closed"),
        (r'printf "x\xff" | PYTHONIOENCODING=utf-8:strict "$@" differentiate -', 2, "not text in UTF-8"),
        ('"$@" differentiate - </dev/null', 2, "there is no formula"),
        ('"$@" differentiate x >&-', 74, "the output cannot be written"),
        ('"$@" differentiate "x +" 2>&-', 2, ""),
    ],
)
def test_streams_that_end_or_are_closed_are_no_tracebacks(line, code, said):
    done = shell(line)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert (done.stderr == "") == (said == "")


class Interrupted:
    """Where Ctrl-C is pressed while it reads, or is looked for."""

    def read(self):
        raise KeyboardInterrupt

    def find_spec(self, name, path=None, target=None):
        if name == "calcref.cli.running":
            raise KeyboardInterrupt


def test_an_interrupt_says_nothing(run, monkeypatch):
    monkeypatch.setattr(sys, "stdin", Interrupted())
    assert run("integrate", "-") == (130, "", "")
    monkeypatch.delitem(sys.modules, "calcref.cli.running")
    monkeypatch.setattr(sys, "meta_path", [Interrupted(), *sys.meta_path])
    assert run("--help") == (130, "", "")
