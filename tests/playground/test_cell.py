"""A block that a reader changed: what it prints is text or our own HTML, and an error says where."""

from __future__ import annotations

import sys
from html.parser import HTMLParser

import pytest

from calcref.core.records import Derivation
from calcref.playground.cell import cell
from calcref.playground.printed import to_html


def test_a_derivation_is_shown_as_one_among_text():
    found = cell(
        "d = differentiate('x^2')\nprint('So', d.to_html())", ["from calcref import differentiate"], "markdown"
    )
    assert found["html"].startswith("<p>So</p>\n<style")
    assert '<div class="cr-derivation">' in found["html"]
    assert cell("print(differentiate('x^2').to_markdown())", ["from calcref import differentiate"], "markdown")[
        "html"
    ] == found["html"].removeprefix("<p>So</p>\n")
    assert Derivation.to_html.__name__ == "to_html"


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.attributes = set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs


HURTS = "<img src=x onerror=hurt()>"


@pytest.mark.parametrize(
    "code",
    [
        f"print('{HURTS}')",
        f"print('| a |\\n|--|\\n| {HURTS} |')",
        f"print('- {HURTS}\\n\\n> {HURTS}')",
        f"print('$${HURTS}$$\\n\\n${HURTS}$ `{HURTS}` **{HURTS}**')",
        "print('[a](javascript:hurt()) [b](https://a\" onclick=\"hurt())')",
        "print('\\x1a0\\x1a')",
        f"import sympy\nfrom calcref import differentiate\nx = sympy.Symbol('{HURTS}')\n"
        "print(differentiate(x**2, x).to_html())",
        f"from calcref import judge\nprint(judge('x = 2 {HURTS} = 3').to_html())",
        f"raise ValueError('{HURTS}')",
    ],
)
def test_markup_of_a_reader_stays_text(code):
    html = cell(code, [], "markdown")["html"]
    reader = Reader()
    reader.feed(html)
    assert "img" not in reader.tags
    assert {name for name, _ in reader.attributes if name.startswith("on")} == set()
    assert [value for name, value in reader.attributes if name == "href" and not value.startswith("https://")] == []


def test_an_error_has_its_line_and_what_was_printed_before():
    assert cell("print(1)\n\nint('a')", [], "text") == {
        "text": "1\n",
        "error": "ValueError: invalid literal for int() with base 10: 'a'",
        "line": 3,
    }
    assert cell("x = (", [], "text")["line"] == 1
    assert cell("raise SystemExit", [], "text")["error"] == "SystemExit"
    assert cell("assert 1 > 2", [], "text")["error"] == "AssertionError"
    assert "runs in a notebook" in cell("import nothing", [], "text")["error"]
    assert cell("print(x)", ["x = y"], "text") == {
        "text": "",
        "error": "NameError: name 'y' is not defined",
        "line": 1,
        "above": True,
    }


def test_an_error_of_ours_is_told_as_it_is():
    found = cell("from calcref import differentiate\ndifferentiate('|x|', at=0)", [], "text")
    assert found["error"].startswith("OutsideDomain: |x| has no derivative at x = 0")
    assert found["line"] == 2


def test_what_only_prints_in_a_block_before_is_left_out():
    assert cell("print(x)", ["print(no)\nx = 1", "x += 1"], "text") == {"text": "2\n"}
    assert cell("print(y)", ["print(y := 5)"], "text") == {"text": "5\n"}


def test_a_run_leaves_nothing_behind():
    cell("x = 1", [], "text")
    assert cell("print(x)", [], "text")["error"] == "NameError: name 'x' is not defined"


def test_what_is_printed_without_end_is_cut(monkeypatch):
    monkeypatch.setattr(sys.modules[cell.__module__], "MOST", 10)
    found = cell("print('x' * 50)", [], "text")
    assert found["text"] == "x" * 10
    assert "only the first 10 characters" in found["error"]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("$$\na\n\nb\n$$\n\nc", '<div class="arithmatex">\\[a\n\nb\\]</div>\n<p>c</p>'),
        ("1. a\n2. `b|c`", "<ol><li>a</li><li><code>b|c</code></li></ol>"),
        ("> a\n> b", "<blockquote><p>a\nb</p></blockquote>"),
        ("3 * 4 $5 and $6", "<p>3 * 4 $5 and $6</p>"),
        ("[a](https://b/c)", '<p><a href="https://b/c">a</a></p>'),
    ],
)
def test_markdown(text, html):
    assert to_html(text, {}) == html
