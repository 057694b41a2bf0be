r"""A text as rows of equalities: formulas between dollar signs and in environments, or plain lines with words.

Nothing is moved: what is no formula is put out by spaces, so that every part knows the line that it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import accumulate

from calcref.judging.words import parted

ENVIRONMENTS = (
    "align|aligned|equation|gather|gathered|eqnarray|multline|split|flalign|alignat|alignedat|displaymath|math|"
    "IEEEeqnarray"
)
NAMES = ("relu", "softplus", "sigmoid", "silu", "gelu", "erf", "sgn", "sign", "tanh")  # of functions, in upright words
MATH = re.compile(
    rf"\$\$(?P<a>.+?)\$\$|\\\[(?P<b>.+?)\\\]|\\begin\{{(?P<name>{ENVIRONMENTS})\*?\}}(?P<c>.*?)\\end\{{(?P=name)\*?\}}"
    r"|\\\((?P<d>.+?)\\\)|(?<![\\$])\$(?P<e>[^$\n]+?)(?<!\\)\$",
    re.DOTALL,
)
CODE = re.compile(r"^(```|~~~).*?^\1[^\n]*$", re.DOTALL | re.MULTILINE)
COLUMN = re.compile(r"\\begin\{(?P<kind>[pb]?matrix)\}(?P<inside>.*?)\\end\{(?P=kind)\}", re.DOTALL)
COMMENT = re.compile(r"(?<!\\)%[^\n]*")
LAYOUT = re.compile(
    r"(?<!&)&(?!&)|\\(?:nonumber|notag|displaystyle|textstyle|allowbreak|par|noindent|hline)(?![A-Za-z])|\\(?:label|tag|vspace|hspace)\*?\{[^{}]*\}"
    rf"|\\(?:begin|end)\{{(?:{ENVIRONMENTS})\*?\}}(?:\{{[^{{}}]*\}})?|\\(?:overset|stackrel)\s*\{{(?:[^{{}}]|\{{[^{{}}]*\}})*\}}"
)
SAID = re.compile(r"\\(?:text|textrm|textit|textbf|mbox|intertext|shortintertext)\s*\{([^{}]*)\}")
MARKER = re.compile(
    r"^\s*(?:[-*•]\s+(?=[A-Za-z\\∫])(?=.*=)|\d+[.)]\s+|\(\d+\)\s+|[Ss]tep\s*\d+\s*[.:)]?\s*|>\s+|#+\s+)"
)
BOLD = re.compile(r"(?<![\w)\]])\*\*(?=[A-Za-z][^*]*\*\*)|(?<=[a-z][a-z.:])\*\*(?=[\s,;]|$)")  # Markdown, and no power
RELATION = re.compile(
    r"(?P<implies>\\implies|\\Longrightarrow|\\Rightarrow|⇒|⟹|(?<![<=])=>)"
    r"|(?P<iff>\\iff|\\Longleftrightarrow|\\Leftrightarrow|⇔|⟺|<=>)"
    r"|(?P<approx>\\approx|\\simeq|≈)|(?P<define>:=|\\coloneqq|\\triangleq|\\equiv|≡)"
    r"|(?P<order>\\neq?(?![a-z])|\\leq?(?![a-z])|\\geq?(?![a-z])|\\lt(?![a-z])|\\gt(?![a-z])|\\in(?![a-z])|!=|<=|>=|≠|≤|≥|<|(?<!-)>|∈)|(?P<equal>==?)"
)
SEPARATOR = re.compile(r"&&+|[,;]|\\q?quad(?![A-Za-z])|:(?!=)|\.(?=\s|$)|\\(?:because|therefore|since)(?![A-Za-z])|∴|∵")
OPENING = re.compile(r"\\(?:left|right|[bB]igg?[lr]?)\s*(?:\\[{}|]|.)|\\[{}]|[(\[{]|[)\]}]|\\.")


@dataclass(frozen=True, slots=True)
class Part:
    """A side of an equality: the kind of sign before it ("" at the start of a clause), its text, and its line."""

    sign: str
    text: str
    line: int
    written: str = ""  # the sign itself


@dataclass(frozen=True, slots=True)
class Clause:
    """Sides between which signs stand; a `link` such as "implies" ties it to the clause before."""

    parts: tuple[Part, ...]
    link: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a derivation.

    Args:
        clauses: what it says, one after the other.
        words: the words in it and just before it, in small letters.
        line: the number of its first line.
        inline: whether it stands inside of a sentence.
    """

    clauses: tuple[Clause, ...]
    words: str
    line: int
    inline: bool = False


def rows(text: str) -> Iterator[Row]:
    """The rows of a text, from top to bottom.

    >>> [len(row.clauses[0].parts) for row in rows("a = b\\n= c")]
    [2, 2]
    """
    text = CODE.sub(_blank, text)
    if "\\" in text:
        text = COLUMN.sub(_in_one_line, text)
        text = COMMENT.sub(_blank, text)
    place, words = 0, ""
    for found in MATH.finditer(text):
        for row in _plain(text, place, found.start()):
            words = row.words
            if row.clauses:
                yield row
        group = next(name for name in "abcde" if found[name] is not None)
        inline = group in "de"
        yield from _rows_of(text, found.start(group), found.end(group), words, inline)
        place = found.end()
        words = words if inline else ""
    yield from (row for row in _plain(text, place, len(text)) if row.clauses)


def _in_one_line(found: re.Match[str]) -> str:
    """A vector or a matrix of TeX as text: (a, b), ((a, b), (c, d)), with the line breaks that it had."""
    lines = [line.split("&") for line in re.split(r"\\\\(?:\[[^\]]*\])?", found["inside"]) if line.strip()]
    rows = [", ".join(" ".join(part.split()) for part in line) for line in lines]
    wide = max(map(len, lines), default=1) > 1
    inside = ", ".join(f"({row})" if wide and len(rows) > 1 else row for row in rows)
    return f"({inside})" + "\n" * found[0].count("\n")


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def _plain(text: str, start: int, end: int) -> Iterator[Row]:
    """The rows of lines without dollar signs; one without a formula hands on its words."""
    place = start
    for line in text[start:end].split("\n"):
        whole = MARKER.sub(lambda found: " " * len(found[0]), line, count=1)
        whole = BOLD.sub("  ", whole)
        if whole.strip().startswith(("//", "#")):
            whole = " " * len(whole)
        alone = place > start or start == 0 or text[start - 1] == "\n"
        blanked, words = parted(SAID.sub(_kept_words, whole)) if whole.strip() else (whole, "")
        words = " ".join((*_words(whole), words)).strip()
        inner = _clauses(text, blanked, place) if alone or "=" in blanked else ()
        if words and not any(len(clause.parts) > 1 for clause in inner):
            inner = ()
        if inner or words:
            yield Row(inner, words, _line(text, place))
        place += len(line) + 1


def _rows_of(text: str, start: int, end: int, words: str, inline: bool) -> Iterator[Row]:
    place = start
    for piece in re.split(r"(\\\\(?:\s*\[[^\]]*\])?)", text[start:end]):
        if not piece.startswith("\\\\"):
            said = " ".join((words, *_words(piece))).strip()
            blanked = LAYOUT.sub(_blank, SAID.sub(_kept_words, piece))
            inner = _clauses(text, blanked, place)
            if inline:
                inner = tuple(clause for clause in inner if len(clause.parts) > 1)
            if inner:
                yield Row(inner, said, inner[0].parts[-1].line, inline)
                words = words if inline else ""
            else:
                words = said
        place += len(piece)


def _words(piece: str) -> list[str]:
    return [word.lower() for found in SAID.finditer(piece) for word in re.findall(r"[^\W\d_]{2,}", found[1])]


def _kept_words(found: re.Match[str]) -> str:
    """Words in a formula, put out, unless they name a function."""
    if found[1].strip().lower() in NAMES and re.match(r"\s*[({\\]", found.string[found.end() :]):
        return found[0]
    return ";" + re.sub(r"[^\n]", " ", found[0])[1:]


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def _clauses(text: str, blanked: str, place: int) -> tuple[Clause, ...]:
    """What a row says: cut at commas and words, then at signs, outside of all parentheses."""
    found: list[Clause] = []
    for start, end in map(partial(_unwrapped, blanked), _pieces(blanked)):
        link = ""
        parts: list[Part] = []
        sign, written_sign, begin = "", "", start
        for at, kind, size in [*_signs(blanked, start, end), (end, "end", 0)]:
            written = blanked[begin:at].strip()
            if written or sign:
                inner = begin + len(blanked[begin:at]) - len(blanked[begin:at].lstrip())
                parts.append(Part(sign, written, _line(text, place + min(inner, at)), written_sign))
            elif kind not in ("implies", "iff", "end") and not parts:
                parts.append(Part("", "", _line(text, place + at)))
            if kind in ("implies", "iff", "end"):
                if parts:
                    found.append(Clause(tuple(parts), link))
                parts, link, sign, written_sign = [], kind, "", ""
            else:
                sign, written_sign = kind, blanked[at : at + size]
            begin = at + size
    return tuple(found)


def _unwrapped(blanked: str, piece: tuple[int, int]) -> tuple[int, int]:
    """A piece without the parentheses around all of it, where a sign stands between them."""
    start, end = piece
    inner = blanked[start:end].strip()
    if not (inner.startswith("(") and inner.endswith(")") and RELATION.search(inner)):
        return piece
    depths = list(accumulate((char == "(") - (char == ")") for char in inner))
    if 0 in depths[:-1]:
        return piece
    first = blanked.index("(", start)
    return first + 1, blanked.rindex(")", start, end)


def _pieces(blanked: str) -> Iterator[tuple[int, int]]:
    start = 0
    for at, size in _outside(blanked, SEPARATOR):
        yield start, at
        start = at + size
    yield start, len(blanked)


def _signs(blanked: str, start: int, end: int) -> list[tuple[int, str, int]]:
    found = []
    for at, size in _outside(blanked[start:end], RELATION):
        sign = RELATION.match(blanked, start + at)
        assert sign is not None
        found.append((start + at, str(sign.lastgroup), size))
    return found


def _outside(blanked: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where `pattern` stands outside of all parentheses, brackets and braces."""
    depth, place = 0, 0
    while place < len(blanked):
        found = pattern.match(blanked, place) if depth <= 0 else None
        if found:
            yield place, len(found[0])
            place = found.end()
            continue
        bracket = OPENING.match(blanked, place)
        if bracket:
            if not re.search(r"\\(left|right)\s*\.$", bracket[0]):
                depth += (bracket[0][-1] in "([{") - (bracket[0][-1] in ")]}")
            place = bracket.end()
        else:
            place += 1
        depth = max(depth, 0)
