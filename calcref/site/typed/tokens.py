"""TeX as a row of tokens, without what only moves things about."""

from __future__ import annotations

import re

NOTHING = re.compile(
    r"(?:\\[,;:!]|\\ |\\q?quad\b|\\(?:left|right|[bB]igg?[lrm]?|textstyle|displaystyle)(?![a-zA-Z])|\{\}|~|&|\s)+"
)
TOKEN = re.compile(r"\\[a-zA-Z]+|\d+(?:\.\d+)?|[a-zA-Z]|[-+/()\[\]{}^_'|!=,<>:.]|\\.")
LETTERS = {
    *("alpha", "beta", "gamma", "delta", "varepsilon", "epsilon", "eta", "kappa", "lambda", "mu", "nu", "xi", "rho"),
    *("tau", "sigma", "Sigma", "theta", "omega", "phi", "varphi", "psi"),
}
ENDS = {*"+-)]}|=,<>:.", r"\rvert", r"\}", r"\odot", r"\mid"}
COMPARED = {*"=<>", r"\le", r"\leq", r"\ge", r"\geq", r"\ne", r"\neq", r"\in"}
MARKS = {r"\bar", r"\hat", r"\dot", r"\tilde"}
FONTS = {r"\mathbf", r"\mathrm", r"\mathsf", r"\operatorname"}
FRACTIONS = {r"\frac", r"\tfrac", r"\dfrac"}
OPENING = {"(": ")", "[": "]", "{": "}"}
TIMES = {r"\cdot", r"\times"}


class Unreadable(Exception):
    """A formula with something in it that the reader has no word for."""


def tokens(tex: str) -> list[str]:
    """The tokens of a formula.

    Raises:
        Unreadable: it holds a character that is none.

    >>> tokens(r"\\bar x = \\tfrac12\\,y_{ik}")
    ['\\\\bar', 'x', '=', '\\\\tfrac', '12', 'y', '_', '{', 'i', 'k', '}']
    """
    rest, found = NOTHING.sub(" ", tex).strip(), []
    while rest:
        match = TOKEN.match(rest)
        if not match:
            raise Unreadable(rest[0])
        found.append(match[0])
        rest = rest[match.end() :].lstrip()
    return found


def split(tex: str, between: str) -> list[str]:
    """The parts of `tex` with what matches `between`, outside all brackets, taken out.

    >>> split("f(a, b), c", ",")
    ['f(a, b)', ' c']
    """
    parts, depth, start, at = [], 0, 0, 0
    pattern = re.compile(between)
    while at < len(tex):
        found = pattern.match(tex, at) if depth == 0 else None
        if found:
            parts.append(tex[start : found.start()])
            start = at = found.end()
        else:
            depth += (tex[at] in "([{") - (tex[at] in ")]}")
            at += 1
    return [*parts, tex[start:]]
