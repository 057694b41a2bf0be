"""A formula of a derivation, typed or in LaTeX, as tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass

from calcref.parse.names import FUNCTIONS, GREEK, LETTERS

FUNCTION_NAMES = frozenset(FUNCTIONS) - {"gamma", "beta"} | {"sqrt"}
WORDS = {"oo": "infinity", "inf": "infinity", "infty": "infinity", "infinity": "infinity", "int": "int", "lim": "lim"}
WORDS |= {"sum": "sum", "prod": "prod", "grad": "nabla"}
COMMANDS = {
    **dict.fromkeys(("frac", "dfrac", "tfrac", "cfrac"), "fraction"),
    **dict.fromkeys(("cdot", "times", "ast"), "times"),
    **dict.fromkeys(("binom", "dbinom", "tbinom"), "binomial"),
    **dict.fromkeys(("lbrace", "langle"), "open"),
    **dict.fromkeys(("rbrace", "rangle"), "close"),
    **dict.fromkeys(("vert", "lvert", "rvert", "mid"), "bar"),
    **dict.fromkeys(("infty",), "infinity"),
    "div": "over",
    "partial": "d",
    "nabla": "nabla",
    "int": "int",
    "lim": "lim",
    "sum": "sum",
    "prod": "prod",
    "sqrt": "sqrt",
    "to": "to",
    "rightarrow": "to",
    "longrightarrow": "to",
    "prime": "prime",
    "pm": "either",
    "mp": "either",
    **dict.fromkeys(("cdots", "ldots", "dots", "dotsb", "dotsc"), "ellipsis"),
}
CHARACTERS = {
    **dict.fromkeys("+", "plus"),
    **dict.fromkeys("-−–", "minus"),
    **dict.fromkeys("*·⋅∗×", "times"),
    **dict.fromkeys("/÷∕⁄", "over"),
    **dict.fromkeys("([", "open"),
    **dict.fromkeys(")]", "close"),
    **dict.fromkeys("'′’", "prime"),
    **{"{": "lbrace", "}": "rbrace", "|": "bar", "^": "power", "_": "lower", "!": "factorial", ",": "comma"},
    "∇": "nabla",
    **{"∫": "int", "∂": "d", "→": "to", "∞": "infinity", "√": "sqrt", "∑": "sum", "∏": "prod", "±": "either"},
    **{"=": "equals", ";": "comma", "…": "ellipsis", "⋯": "ellipsis"},
}
SPACES = {",", ";", ":", "!", " ", "quad", "qquad", "thinspace", "displaystyle", "textstyle", "limits", "nolimits"}
SPACES |= {"left", "right", "bigl", "bigr", "Bigl", "Bigr", "biggl", "biggr", "Biggl", "Biggr", "big", "Big"}
SPACES |= {"bigg", "Bigg", "nonumber", "notag", "enspace", "hfill", "middle", "mathstrut"}
STYLES = ("mathrm", "mathit", "operatorname", "rm", "mathbf", "boldsymbol", "bm", "mathsf", "boxed", "mathcal", "text")
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
BELOW = re.compile("[₀₁₂₃₄₅₆₇₈₉]+")
ABOVE = re.compile("(?<=[∫∑∏])(_[0-9]+)?([⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
GREEK_NAMES = {"varepsilon": "epsilon", "vartheta": "theta", "varphi": "phi", "varrho": "rho", "ell": "l"}
ACCENT = re.compile(
    r"\\(?P<accent>hat|bar|tilde|widehat|widetilde|check|star)\s*(?:\{\s*)?(?P<letter>[A-Za-z]|\\[a-z]+)\s*\}?"
    r"(?P<sub>_(?:[A-Za-z0-9]|\{\w+\}))?"
)
NAMED = "|".join(sorted(name for name in FUNCTION_NAMES if "_" in name))
_TOKEN = re.compile(
    rf"(?P<named>(?:{NAMED})(?![A-Za-z0-9]))|"
    r"(?P<space>\s+|~)|(?P<command>\\(?:[A-Za-z]+|.))|(?P<number>[0-9]+(?:\.[0-9]+)?|\.[0-9]+)"
    r"|(?P<super>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)|(?P<arrow>->)|(?P<dots>\.\.\.)|(?P<pow>\*\*)|(?P<word>[A-Za-zΑ-Ωα-ωϵϑϕϱ]+)|(?P<char>.)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a formula: what it is, how it was written, and whether a space stands before it."""

    kind: str
    text: str
    apart: bool = False


def tokens(text: str, is_latex: bool = False) -> list[Token]:
    r"""The tokens of a formula, letters one by one where it is LaTeX.

    >>> [token.kind for token in tokens(r"\int x\,dx")]
    ['int', 'letter', 'differential']
    """
    is_latex = is_latex or "\\" in text or "{" in text
    found: list[Token] = []
    apart = False
    plain = _unstyled(text)
    for piece in _TOKEN.finditer(plain):
        group, written = str(piece.lastgroup), piece[0]
        if group == "space" or (group == "command" and written[1:] in SPACES):
            apart = True
            if written == r"\right" or written == r"\left":
                found.append(Token("side", written))
            continue
        called = plain[piece.end() : piece.end() + 1] == "("
        for token in _read(group, written, is_latex, called):
            found.append(Token(token.kind, token.text, apart))
            apart = False
    return _without_sides(found)


def _without_sides(found: list[Token]) -> list[Token]:
    r"""The tokens without \left and \right; a full stop behind one is an empty delimiter."""
    kept: list[Token] = []
    for before, token in zip([Token("", ""), *found], found, strict=False):
        if token.kind == "side":
            continue
        if before.kind == "side" and token.text == ".":
            kept.append(Token("open" if before.text == r"\left" else "close", "."))
        elif before.kind == "side" and token.kind == "bar":
            kept.append(Token("left_bar" if before.text == r"\left" else "right_bar", "|"))
        else:
            kept.append(token)
    return kept


def _unstyled(text: str) -> str:
    """The text without styles that mean nothing: \\mathbf{x} is x, \\mathrm{d}x is dx."""
    for _ in range(3):
        text = re.sub(rf"\\(?:{'|'.join(STYLES)})\*?\s*\{{([^{{}}]*)\}}", _plain, text)
    text = BELOW.sub(lambda found: f"_{found[0].translate(SUBSCRIPTS)}", text)
    text = ABOVE.sub(lambda found: f"{found[1] or ''}^{found[2].translate(SUPERSCRIPTS)}", text)
    text = ACCENT.sub(_accented, text)
    return re.sub(
        r"\\(?:cancel|underbrace|overbrace|underline|overline|mathstrut|smash|vphantom)\s*(?=\{)|\{\s*\}", "", text
    )


def _accented(found: re.Match[str]) -> str:
    r"""A letter with an accent as one with a subscript: \hat{y}_1 is y_{hat1}."""
    sub = (found["sub"] or "").strip("_{}")
    return f"{found['letter']}_{{{found['accent'].removeprefix('wide')}{sub}}}"


def _plain(found: re.Match[str]) -> str:
    inner = found[1].strip()
    if inner.lower() in FUNCTION_NAMES:
        return rf"\{inner.lower()} "
    return f"{{{found[1]}}}" if found[0].startswith(r"\boxed") else found[1]


def _read(group: str, written: str, is_latex: bool, called: bool) -> list[Token]:
    if group == "number":
        return [Token("number", written)]
    if group == "super":
        return [Token("raised", written.translate(SUPERSCRIPTS))]
    if group == "named":
        return [Token("function", written)]
    if group == "dots":
        return [Token("ellipsis", written)]
    if group in ("arrow", "pow"):
        return [Token("to" if group == "arrow" else "power", written)]
    if group == "command":
        return [_command(written[1:])]
    if group == "char":
        return [Token(CHARACTERS.get(written, "unknown"), written)]
    return _word(written, is_latex, called)


def _command(name: str) -> Token:
    name = GREEK_NAMES.get(name, name)
    if name in COMMANDS:
        return Token(COMMANDS[name], name)
    if name in FUNCTION_NAMES:
        return Token("function", name)
    if name in GREEK or name == "l":
        return Token("letter", name)
    if name == "pi":
        return Token("constant", "pi")
    if name in ("{", "}"):
        return Token("open" if name == "{" else "close", name)
    if name == "|":
        return Token("bar", name)
    return Token("unknown", f"\\{name}")


def _word(word: str, is_latex: bool, called: bool = False) -> list[Token]:
    """The tokens of a run of letters; one that is `called` as a function is no product of letters."""
    word = "".join(LETTERS.get(char, char) if len(word) == 1 else char for char in word)
    if word in WORDS:
        return [Token(WORDS[word], word)]
    if word in FUNCTION_NAMES or (word.lower() in FUNCTION_NAMES and len(word) > 2):
        return [Token("function", word if word in FUNCTION_NAMES else word.lower())]
    if word in ("e", "pi"):
        return [Token("constant", word)]
    if len(word) == 1 or word in GREEK:
        return [Token("letter", word)]
    if len(word) == 2 and word[0] == "d":
        return [Token("differential", LETTERS.get(word[1], word[1]))]
    known = [name for name in (*FUNCTION_NAMES, *WORDS) if word.startswith(name) and len(name) > 2]
    if known and not is_latex:
        longest = max(known, key=len)
        return [*_word(longest, is_latex), *_word(word[len(longest) :], is_latex, called)]
    if word[-2] == "d" and len(word) < 5:
        return [*_word(word[:-2], is_latex), *_word(word[-2:], is_latex)]
    if is_latex or (len(word) < 4 and not called) or any(char in LETTERS for char in word):
        return [token for char in word for token in _word(char, is_latex)]
    return [Token("run", word)]
