"""LaTeX as it is pasted from a page, rewritten as it would be typed; the grammar then reads it, as strictly as ever.

Only what has one meaning is rewritten. Each character of the result knows where it came from, so that what is wrong
with it is shown in the text that was given.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from calcref.parse.latex_sums import counted
from calcref.parse.limits import DEEPEST_NESTING
from calcref.parse.names import FUNCTIONS, GREEK, INDEXED
from calcref.parse.refusal import Refusal

IS_LATEX = re.compile(r"\\|[\^_]\{")
SUBSCRIPT = re.compile(r"\{[A-Za-zα-ω0-9]+\}")  # of a name, which the grammar reads
FRACTIONS = ("frac", "dfrac", "tfrac", "cfrac")
SIGNS = {"cdot": "*", "times": "*", "ast": "*", "div": "/"}
SPACES = ("", ",", ";", ":", "!", " ", "quad", "qquad", "thinspace", "displaystyle", "limits", "nolimits")
OPEN = {"(": "(", "[": "(", r"\{": "(", r"\lbrace": "(", "|": "abs(", r"\lvert": "abs(", r"\vert": "abs("}
CLOSE = {")", "]", r"\}", r"\rbrace", "|", r"\rvert", r"\vert"}
NAMES = {"varepsilon": "epsilon", "vartheta": "theta", "varphi": "phi", "varrho": "rho", "infty": "∞"}
UPRIGHT = ("operatorname", "mathrm", "text", "mathit", "rm")
_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|[^\\]", re.DOTALL)

Token = tuple[str, int]  # and where it stands


@dataclass
class _Typed:
    """What was written so far, and where each character of it came from."""

    text: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)

    def add(self, written: str, place: int) -> None:
        self.text.extend(written)
        self.places.extend([place] * len(written))

    def word(self, name: str, place: int) -> None:
        """A name, apart from what stands before and behind it."""
        if self.text and (self.text[-1].isalnum() or self.text[-1] in ")}"):
            self.add(" ", place)
        self.add(f"{name} ", place)


def typed(text: str) -> tuple[str, list[int]]:
    """`text` as it would be typed, and where each character of that stands in `text`.

    Raises:
        Refusal: a command is not known, or what it needs is missing.

    >>> typed(r"\\frac{x^{2}}{2}\\sin x")[0]
    '((x^(2))/2) sin  x'
    """
    tokens = [(found[0], found.start()) for found in _TOKEN.finditer(text)]
    written = _Typed()
    rest = Reader(tokens, written)
    rest.all()
    return "".join(written.text), [*written.places, len(text)]


class Reader:
    """Reads tokens from left to right; braces within one another are counted, and are few."""

    def __init__(self, tokens: list[Token], out: _Typed) -> None:
        self.tokens, self.out, self.at, self.depth = tokens, out, 0, 0

    def all(self) -> None:
        while self.at < len(self.tokens):
            self.one()

    def here(self) -> Token:
        """The next token, or an end."""
        return self.tokens[self.at] if self.at < len(self.tokens) else ("", self.tokens[-1][1] + 1)

    def skip_spaces(self) -> None:
        while self.here()[0].isspace() or (self.here()[0][:1] == "\\" and self.here()[0][1:] in SPACES):
            self.at += 1

    def one(self) -> None:
        token, place = self.here()
        if token == "{":
            self.group("(", ")")
        elif token == "}":
            raise Refusal("this `}` closes nothing", place)
        elif token == "^":
            self.at += 1
            self.raised(place)
        elif token == "_":
            self.at += 1
            self.lowered(place)
        elif token[:1] == "\\":
            self.at += 1
            self.command(token[1:], place)
        else:
            self.at += 1
            self.out.add(" " if token == "~" else token, place)

    def group(self, before: str, after: str) -> None:
        """What stands in braces, or the one token that stands in their place."""
        self.skip_spaces()
        token, place = self.here()
        self.out.add(before, place)
        self.depth += 1
        if self.depth > DEEPEST_NESTING:
            raise Refusal(f"braces are nested more than {DEEPEST_NESTING} deep", place)
        if token == "{":
            self.at += 1
            start = self.at
            while self.here()[0] != "}":
                if self.at >= len(self.tokens):
                    raise Refusal("this `{` is never closed", place)
                self.one()
            if start == self.at:
                raise Refusal("there is nothing between these braces", place)
            self.at += 1
        elif not token or token in "^_}":
            raise Refusal("something in braces is missing here", place)
        else:
            self.one()
        self.depth -= 1
        self.out.add(after, self.here()[1])

    def apart(self, read: Callable[[], None]) -> str:
        """What `read` writes, kept apart from the rest."""
        kept, self.out = self.out, _Typed()
        read()
        kept, self.out = self.out, kept
        return "".join(kept.text).strip()

    def side(self) -> None:
        """A side of a fraction: one letter or digit needs no parentheses."""
        self.skip_spaces()
        following = [token for token, _ in self.tokens[self.at : self.at + 3]]
        one = following[:1] if following[0:1] != ["{"] else following[1:2] if following[2:] == ["}"] else [""]
        alone = bool(one) and one[0].isalnum()
        self.group("" if alone else "(", "" if alone else ")")

    def raised(self, place: int) -> None:
        self.skip_spaces()
        token = self.here()[0]
        following = self.tokens[self.at + 1][0] if self.at + 1 < len(self.tokens) else ""
        if token.isdigit() and following.isdigit():
            raise Refusal("in LaTeX only the first digit is raised; write ^{…} around all that is", place)
        self.out.add("^", place)
        if token == "{" or token[:1] == "\\":
            self.group("(", ")")

    def lowered(self, place: int) -> None:
        """A subscript: of `log` its base, else a part of a name."""
        self.skip_spaces()
        is_base = "".join(self.out.text[-4:]).strip() == "log"
        if is_base:
            while self.out.text[-1] == " ":
                self.out.text.pop()
                self.out.places.pop()
            self.out.add("_", place)
            if self.here()[0] == "{":
                self.group("(", ")")
            else:
                self.one()
            self.out.add(" ", place)
            return
        name = "".join(token for token, _ in self.tokens[self.at :])[: 2 + 100]
        found = SUBSCRIPT.match(name)
        following = self.tokens[self.at + 1][0] if self.at + 1 < len(self.tokens) else ""
        if found:
            self.out.add(f"_{found[0]}", place)
            self.at += len(found[0])
        elif self.here()[0].isalnum():
            if self.here()[0].isdigit() and following.isdigit():
                raise Refusal("in LaTeX only the first digit is lowered; write _{…} around all that is", place)
            self.out.add(f"_{{{self.here()[0]}}}", place)
            self.at += 1
        else:
            raise Refusal("a subscript is a letter, or letters and digits in braces", place)

    def command(self, name: str, place: int) -> None:
        if name in SPACES:
            self.out.add(" ", place)
        elif name in SIGNS:
            self.out.add(SIGNS[name], place)
        elif name in FRACTIONS:
            self.out.add("(", place)
            self.side()
            self.out.add("/", place)
            self.side()
            self.out.add(")", place)
        elif name in INDEXED:
            counted(self, name, place)
        elif name == "sqrt":
            self.root(place)
        elif name in ("left", "bigl", "Bigl", "right", "bigr", "Bigr"):
            self.delimiter(name in ("left", "bigl", "Bigl"), place)
        elif name in ("lvert", "rvert", "{", "}"):
            self.out.add({"lvert": "abs(", "rvert": ")", "{": "(", "}": ")"}[name], place)
        elif name in UPRIGHT:
            self.upright(place)
        elif name in FUNCTIONS:
            self.out.word(name, place)
        elif NAMES.get(name, name) in GREEK or name in ("pi", "infty"):
            self.out.word(NAMES.get(name, name), place)
        else:
            raise Refusal(_advice(name), place)

    def root(self, place: int) -> None:
        self.skip_spaces()
        if self.here()[0] != "[":
            self.out.word("sqrt", place)
            self.group("(", ")")
            return
        inside = ""
        self.at += 1
        while self.here()[0] not in ("]", ""):
            inside += self.here()[0]
            self.at += 1
        if not inside.strip().isdigit():
            raise Refusal("the index of a root is a whole number, as in \\sqrt[3]{x}", place)
        self.at += 1
        self.out.add("(", place)
        self.group("(", ")")
        self.out.add(f"^(1/{inside.strip()}))", place)

    def delimiter(self, opens: bool, place: int) -> None:
        self.skip_spaces()
        token = self.here()[0]
        if opens and token in OPEN:
            self.out.add(OPEN[token], place)
        elif not opens and token in CLOSE:
            self.out.add(")", place)
        else:
            raise Refusal("\\left and \\right stand before a parenthesis, a bracket or a bar", place)
        self.at += 1

    def upright(self, place: int) -> None:
        """A name in upright letters, such as `\\operatorname{relu}`."""
        self.skip_spaces()
        if self.here()[0] == "*":
            self.at += 1
        name = re.match(r"\{\s*([A-Za-z]+)\s*\}", "".join(token for token, _ in self.tokens[self.at :])[:100])
        if name is None:
            raise Refusal("a name in braces is missing here, as in \\operatorname{relu}", place)
        self.at += len(name[0])
        self.out.word(name[1], place)


def _advice(name: str) -> str:
    """What to say of a command that is not read in a formula."""
    if name in ("int", "lim", "partial"):
        return f"`\\{name}` asks a question, and here a formula is read; ask it with calcref.parse.question"
    return f"the command `\\{name}` is not known; type the formula as in sin(x)^2/(2*x)"
