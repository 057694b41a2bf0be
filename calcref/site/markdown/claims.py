"""What a page says in typed formulas and numbers is put to numbers, or declared as what only a reader can judge.

An equation in prose is compared at points. What cannot be read, or holds only under a condition, is listed in the
page's front matter under `by_hand`; a typed number that no block of the page prints is listed under `facts`. An edit
of either then has to be made in both places.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import takewhile
from textwrap import dedent
from typing import Any

import yaml

from calcref.site.markdown.page import Page
from calcref.site.markdown.source import code_lines, fences
from calcref.site.typed.equations import Equations

FORMULA = re.compile(r"\$\$(.+?)\$\$|(?<![\\$])\$([^$\n]+?)\$", re.DOTALL)
QUIET = re.compile(r"`[^`]*`|\]\([^)]*\)|<[^>]*>|https?://\S+|\{[^}]*\}")
TAG = re.compile(r"<[^>]*>")  # the coordinates of a figure are no numbers for a reader
TYPED = re.compile(r"-?(\d[\d.]*(?:\{?,\}?\d{3})*)(?:\\,?\\?%)?")
NUMBER = re.compile(r"(?<![\w.,])\d(?:[\d,]*\d)?(?:\.\d+)?(?![\w])")


def check_claims(page: Page) -> None:
    """Every typed equation and number of the page is confirmed, or declared; else it is a problem of the page."""
    declared = front_matter(page.lines)
    code = code_lines(page.lines)
    prose = ["" if index in code or index < _end(page.lines) else line for index, line in enumerate(page.lines)]
    _check_formulas(page, prose, [_plain(it) for it in declared.get("by_hand", ())])
    shown = [*(TAG.sub(" ", it) for it in page.outputs.values()), *(page.lines[index] for index in code)]
    facts = {str(it) for it in declared.get("facts", ())}
    _check_numbers(page, prose, "\n".join(shown), facts)
    _check_captions(page, code, facts)


def front_matter(lines: Sequence[str]) -> dict[str, Any]:
    """What stands between the first two lines of dashes.

    >>> front_matter(["---", "facts: [42]", "---", "# Page"])
    {'facts': [42]}
    """
    return yaml.safe_load("\n".join(lines[1 : _end(lines) - 1])) or {} if _end(lines) else {}


def _end(lines: Sequence[str]) -> int:
    """The number of lines that the front matter takes."""
    return lines.index("---", 1) + 1 if lines and lines[0] == "---" and "---" in lines[1:] else 0


def _check_formulas(page: Page, prose: list[str], by_hand: list[str]) -> None:
    equations, seen = Equations(), set()
    for line, tex in formulas(prose):
        seen.add(_plain(tex))
        if _plain(tex) not in by_hand:
            for wrong in equations.read(tex):
                page.problem(f"the formula {_plain(tex)!r}: {wrong}; list it under by_hand if only a reader can", line)
    for missing in sorted(set(by_hand) - seen):
        page.problem(f"by_hand lists {missing!r}, which is no formula of the page", 1)


def _check_numbers(page: Page, prose: list[str], shown: str, facts: set[str]) -> None:
    typed = list(numbers(prose))
    for line, number in typed:
        if number not in facts and not re.search(rf"(?<![\d.]){re.escape(number)}(?!\d)", shown):
            page.problem(f"no block prints the typed number {number}; list it under facts if it is one", line)
    for missing in sorted(facts - {number for _, number in typed}):
        page.problem(f"facts lists {missing}, which is no number of the page", 1)


def _check_captions(page: Page, code: set[int], facts: set[str]) -> None:
    """The numbers and equations in captions; the caption itself does not count as what shows a number."""
    said = list(captions(page.lines))
    own = {line - 1 for first, last, _ in said for line in range(first, last + 1)}
    shown = "\n".join(TAG.sub(" ", it) for it in page.outputs.values())
    for _, _, text in said:
        shown = shown.replace(text.strip(), " ").replace(escape(text.strip()), " ")
    shown += "\n".join(page.lines[index] for index in code - own)
    for line, _, text in said:
        for _, number in numbers([text]):
            if number not in facts and not re.search(rf"(?<![\d.]){re.escape(number)}(?!\d)", shown):
                page.problem(f"the caption's number {number} is shown by nothing else", line)
        for _, tex in formulas([text]):
            for wrong in Equations().read(tex):
                page.problem(f"the caption's formula {_plain(tex)!r}: {wrong}", line)


def captions(lines: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The words of the captions in the blocks of a page, each with its first and last line.

    >>> list(captions(["```python", 'caption = f"From {a} to 12."', "```"]))
    [(2, 2, 'From '), (2, 2, ' to 12.')]
    """
    for fence in fences(lines):
        inside = list(takewhile(lambda line: line.strip() != "```", lines[fence.line :]))
        if fence.language != "python" or not any("caption" in line for line in inside):
            continue
        for node in ast.walk(ast.parse(dedent("\n".join(inside)))):
            match node:
                case ast.keyword("caption", words) | ast.Assign([ast.Name("caption")], words):
                    parts = list(ast.walk(words))
                case _:
                    parts = []
            for part in parts:
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield fence.line + part.lineno, fence.line + (part.end_lineno or part.lineno), part.value


def formulas(prose: list[str]) -> Iterator[tuple[int, str]]:
    """The formulas of a text, each with the number of its first line."""
    text = "\n".join(re.sub(r"`[^`]*`", "", line) for line in prose)
    for found in FORMULA.finditer(text):
        yield text.count("\n", 0, found.start()) + 1, found[1] or found[2]


def numbers(prose: list[str]) -> Iterator[tuple[int, str]]:
    """The numbers of two and more digits in the words of a text; a formula that is one number is one of them."""
    text = FORMULA.sub(_as_words, "\n".join(prose))
    for line, words in enumerate(text.splitlines(), 1):
        for found in NUMBER.findall(QUIET.sub("", words)):
            if sum(char.isdigit() for char in found) > 1:
                yield line, found


def _as_words(formula: re.Match[str]) -> str:
    found = TYPED.fullmatch((formula[1] or formula[2]).replace(r"\%", ""))
    return found[1].replace("{,}", ",") if found else "\n" * formula[0].count("\n")


def _plain(tex: str) -> str:
    return " ".join(str(tex).split())
