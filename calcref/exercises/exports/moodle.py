"""Exercises as STACK questions in Moodle's XML, each with its tests."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from calcref.exercises.asks import tex
from calcref.exercises.exports.stack_tree import PENALTY, add_tests, add_tree, html_in, text_in
from calcref.exercises.records import Exercise
from calcref.parse import parse
from calcref.render.expression_maxima import maxima

VERSION = "2023010400"  # of STACK, whose format this is
MATHJAX, DISPLAY = ("\\(", "\\)"), ("\\[", "\\]")
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
    text_in(question, "name", f"{it.family.name}, level {it.level}, seed {it.seed}")
    html_in(question, "questiontext", asked)
    steps = [it.derivation.to_latex(), *map(tex, it.ask.closing(it.derivation))]
    html_in(question, "generalfeedback", "".join(f"<p>{_castext(step.join(DISPLAY))}</p>" for step in steps))
    for name, value in (("defaultgrade", "1"), ("penalty", PENALTY), ("hidden", "0"), ("idnumber", _id(it))):
        SubElement(question, name).text = value
    text_in(question, "stackversion", VERSION)
    variables = zip(["ta", *names], values, strict=True)
    text_in(question, "questionvariables", "\n".join(f"{name}:{value};" for name, value in variables))
    html_in(question, "specificfeedback", "<p>[[feedback:prt1]]</p>")
    html_in(question, "questionnote", f"{_castext(it.latex.join(MATHJAX))}: {{@ta@}}")
    html_in(question, "questiondescription", "")
    for name, value in QUESTION:
        if name.startswith("prt"):
            html_in(question, name, value)
        else:
            SubElement(question, name).text = value
    constant = "+c" if it.ask.asks == "antiderivative" else ""
    _input(SubElement(question, "input"), f"ta{constant}")
    add_tree(SubElement(question, "prt"), it, names)
    add_tests(question, names, constant)


def _id(it: Exercise) -> str:
    return f"{it.family.id}-{it.level}-{it.seed}"


def _castext(tex: str) -> str:
    """TeX in a text of STACK, where two brackets begin a block."""
    return escape(tex).replace("[[", "[ [").replace("]]", "] ]")


def _input(element: Element, answer: str) -> None:
    for name, value in (("name", "ans1"), ("type", "algebraic"), ("tans", answer), *INPUT):
        SubElement(element, name).text = value
