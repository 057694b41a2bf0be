"""Exercises as STACK questions in Moodle's XML, each with its tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from calcref.exercises.asks import tex
from calcref.exercises.records import Exercise
from calcref.parse import parse
from calcref.render.expression_maxima import maxima

VERSION = "2023010400"  # of STACK, whose format this is
PENALTY = "0.1000000"
MEANT = {
    "sigmoid(": r"Here \(\sigma(u) = \frac{1}{1 + e^{-u}}\); type it so.",
    "softplus(": r"Here \(\operatorname{softplus}(u) = \ln(1 + e^u)\).",
}
QUESTION = (
    ("questionsimplify", "1"),
    ("assumepositive", "0"),
    ("assumereal", "1"),
    ("prtcorrect", "Right."),
    ("prtpartiallycorrect", "Right in part."),
    ("prtincorrect", "Not right."),
    ("decimals", "."),
    ("multiplicationsign", "dot"),
    ("sqrtsign", "1"),
    ("complexno", "i"),
    ("inversetrig", "arccos"),
    ("logicsymbol", "lang"),
    ("matrixparens", "["),
    ("variantsselectionseed", ""),
)
INPUT = (
    ("boxsize", "30"),
    ("strictsyntax", "1"),
    ("insertstars", "0"),
    ("syntaxhint", ""),
    ("syntaxattribute", "0"),
    ("forbidwords", "int, diff, integrate, limit, taylor"),
    ("allowwords", ""),
    ("forbidfloat", "1"),
    ("requirelowestterms", "0"),
    ("checkanswertype", "0"),
    ("mustverify", "1"),
    ("showvalidation", "1"),
    ("options", ""),
)


def to_moodle(exercises: Iterable[Exercise]) -> str:
    """A quiz to import into Moodle with the plugin STACK: a category for each run of a family.

    Each question has one answer, a tree that tells the expected mistakes apart, and a test for the answer and for each
    of them.

    Raises:
        CheckFailed: an exercise could not be verified.

    >>> from calcref import exercises
    >>> quiz = to_moodle([exercises.exercise("power-rule", 3)])
    >>> quiz.count("<qtest>"), "ta:72*x^8;" in quiz
    (4, True)
    """
    quiz = Element("quiz")
    for family, members in groupby(exercises, key=lambda it: it.family):
        category = SubElement(SubElement(quiz, "question", type="category"), "category")
        SubElement(category, "text").text = f"$course$/top/calcref/{family.name.replace('/', '//')}"
        for it in members:
            it.verify()
            _write(SubElement(quiz, "question", type="stack"), it)
    indent(quiz)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(quiz, encoding="unicode") + "\n"


def _write(question: Element, it: Exercise) -> None:
    names = [f"m{k}" for k in range(1, len(it.mistakes) + 1)]
    values = [maxima(it.result), *(maxima(parse(one.answer)) for one in it.mistakes)]
    meant = "".join(f"<p>{escape(said)}</p>" for name, said in MEANT.items() if name in it.ask.function)
    asked = f"<p>{it.ask.shown(*MATHJAX, escape)}</p>{meant}<p>[[input:ans1]] [[validation:ans1]]</p>"
    _text(question, "name", f"{it.family.name}, level {it.level}, seed {it.seed}")
    _html(question, "questiontext", asked)
    steps = [it.derivation.to_latex(), *map(tex, it.ask.closing(it.derivation))]
    _html(question, "generalfeedback", "".join(f"<p>{_castext(step.join(DISPLAY))}</p>" for step in steps))
    for name, value in (("defaultgrade", "1"), ("penalty", PENALTY), ("hidden", "0"), ("idnumber", _id(it))):
        SubElement(question, name).text = value
    _text(question, "stackversion", VERSION)
    variables = zip(["ta", *names], values, strict=True)
    _text(question, "questionvariables", "\n".join(f"{name}:{value};" for name, value in variables))
    _html(question, "specificfeedback", "<p>[[feedback:prt1]]</p>")
    _html(question, "questionnote", f"{_castext(it.latex.join(MATHJAX))}: {{@ta@}}")
    _html(question, "questiondescription", "")
    for name, value in QUESTION:
        if name.startswith("prt"):
            _html(question, name, value)
        else:
            SubElement(question, name).text = value
    constant = "+c" if it.ask.asks == "antiderivative" else ""
    _input(SubElement(question, "input"), f"ta{constant}")
    _tree(SubElement(question, "prt"), it, names)
    for case, (value, score, note) in enumerate(_tests(names, constant), 1):
        _test(SubElement(question, "qtest"), case, value, score, note)


MATHJAX, DISPLAY = ("\\(", "\\)"), ("\\[", "\\]")


def _id(it: Exercise) -> str:
    return f"{it.family.id}-{it.level}-{it.seed}"


def _castext(tex: str) -> str:
    """TeX in a text of STACK, where two brackets begin a block."""
    return escape(tex).replace("[[", "[ [").replace("]]", "] ]")


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(SubElement(parent, name), "text").text = text


def _html(parent: Element, name: str, html: str) -> None:
    SubElement(SubElement(parent, name, format="html"), "text").text = html


def _input(element: Element, answer: str) -> None:
    for name, value in (("name", "ans1"), ("type", "algebraic"), ("tans", answer), *INPUT):
        SubElement(element, name).text = value


def _tree(tree: Element, it: Exercise, names: list[str]) -> None:
    """First whether the answer is right, then which of the mistakes it is."""
    for name, value in (("name", "prt1"), ("value", "1.0000000"), ("autosimplify", "1"), ("feedbackstyle", "1")):
        SubElement(tree, name).text = value
    _text(tree, "feedbackvariables", "")
    for number, (value, said) in enumerate([("ta", ""), *zip(names, (one.said for one in it.mistakes), strict=True)]):
        is_last = number == len(names)
        integral = it.ask.asks == "antiderivative"
        parts = (
            ("name", str(number)),
            ("description", it.mistakes[number - 1].id if number else "right"),
            ("answertest", "Int" if integral else "AlgEquiv"),
            ("sans", "ans1"),
            ("tans", value),
            ("testoptions", "x" if integral else ""),
            ("quiet", "1" if number else "0"),
        )
        node = SubElement(tree, "node")
        for name, text in parts:
            SubElement(node, name).text = text
        _branch(node, "true", "0" if number else "1", "-1", _note(number, "T"), _sentence(said) if said else "")
        _branch(node, "false", "0", "-1" if is_last else str(number + 1), _note(number, "F"), "")


def _sentence(said: str) -> str:
    return f"<p>{escape(said[:1].upper() + said[1:])}.</p>"


def _branch(node: Element, way: str, score: str, following: str, note: str, feedback: str) -> None:
    for name, value in (("scoremode", "="), ("score", score), ("penalty", ""), ("nextnode", following)):
        SubElement(node, way + name).text = value
    SubElement(node, f"{way}answernote").text = note
    _html(node, f"{way}feedback", feedback)


def _note(number: int, way: str) -> str:
    return f"prt1-{number + 1}-{way}"


def _tests(names: list[str], constant: str) -> Iterator[tuple[str, str, str]]:
    """What is put in, its score, and the note of the node at which the tree ends."""
    yield f"ta{constant}", "1.0000000", _note(0, "T")
    for number, name in enumerate(names, 1):
        yield f"{name}{constant}", "0.0000000", _note(number, "T")


def _test(test: Element, case: int, value: str, score: str, note: str) -> None:
    SubElement(test, "testcase").text = str(case)
    SubElement(test, "description").text = "the answer" if case == 1 else "an expected mistake"
    given, expected = SubElement(test, "testinput"), SubElement(test, "expected")
    for name, text in (("name", "ans1"), ("value", value)):
        SubElement(given, name).text = text
    penalty = "0.0000000" if score.startswith("1") else PENALTY
    for name, text in (("name", "prt1"), ("expectedscore", score), ("expectedpenalty", penalty)):
        SubElement(expected, name).text = text
    SubElement(expected, "expectedanswernote").text = note
