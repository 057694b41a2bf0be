"""The part of a STACK question that judges: its tree of tests for an answer, and the tests of that tree."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from xml.etree.ElementTree import Element, SubElement

from calcref.exercises.records import Exercise

PENALTY = "0.1000000"


def text_in(parent: Element, name: str, text: str) -> None:
    """Add an element that holds a text."""
    SubElement(SubElement(parent, name), "text").text = text


def html_in(parent: Element, name: str, html: str) -> None:
    """Add an element that holds a text in HTML."""
    SubElement(SubElement(parent, name, format="html"), "text").text = html


def add_tree(tree: Element, it: Exercise, names: list[str]) -> None:
    """First whether the answer is right, then which of the mistakes it is."""
    for name, value in (("name", "prt1"), ("value", "1.0000000"), ("autosimplify", "1"), ("feedbackstyle", "1")):
        SubElement(tree, name).text = value
    text_in(tree, "feedbackvariables", "")
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
    html_in(node, f"{way}feedback", feedback)


def _note(number: int, way: str) -> str:
    return f"prt1-{number + 1}-{way}"


def add_tests(question: Element, names: list[str], constant: str) -> None:
    """A test for the answer, and one for each of the mistakes."""
    for case, (value, score, note) in enumerate(_tests(names, constant), 1):
        _test(SubElement(question, "qtest"), case, value, score, note)


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
