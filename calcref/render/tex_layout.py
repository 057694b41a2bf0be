r"""Where a formula of TeX may be broken, and how wide what cannot be broken is.

KaTeX and MathJax break a formula in a line of text after its signs and relations, but never inside a group: a pair of
`\left` and `\right`, or the argument of a command. Groups that our printers write are opened here where they are wide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

WIDE = 26  # glyphs of a group that is opened
_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\s+|.", re.DOTALL)
_SIGNS = ("+", "-", "=")
_BREAKS = (*_SIGNS, r"\cdot", r"\to", r"\neq", r"\leq", r"\geq")
_SIZE = re.compile(r"\\[bB]igg?[lr]?")  # of the delimiter that follows
_SILENT = re.compile(r"\s+|\\(?:displaystyle|small|thinspace|nobreak|allowbreak ?|[,;:!])")
_WORD = re.compile(r"\\(?:sin|cos|tan|sec|csc|cot|sinh|cosh|tanh|arcsin|arccos|arctan|ln|log|exp|max|min|lim)")


@dataclass(frozen=True, slots=True)
class Node:
    r"""A token, or a command with what it takes: `\frac{a}{b}`, `^{2}`, a pair of `\left` and `\right`."""

    head: str
    groups: tuple[tuple[Node, ...], ...] = ()
    tail: str = ""  # what closes a pair

    def __str__(self) -> str:
        if self.tail:
            return f"{self.head}{_tex(self.groups[0])}{self.tail}"
        return self.head + "".join(f"{{{_tex(group)}}}" for group in self.groups)


NEVER, MAY = Node(r"\nobreak "), Node(r"\allowbreak ")


def breakable(tex: str) -> str:
    r"""`tex` with wide parentheses and wide marked parts opened, so that a line may end inside them.

    >>> print(breakable(r"\left(x + 1\right)"))
    \left(x + 1\right)
    >>> print(breakable(r"\left[x^{2} e^{x} + \sin(x) + \cos(x) + \tanh(x) + x\right]"))
    \Bigl[x^{2} e^{x} + \sin(x) + \cos(x) + \tanh(x) + x\Bigr]
    """
    return _tex(_opened(nodes_of(tex)))


def hinted(tex: str) -> str:
    r"""`tex` with hints for KaTeX: no line ends inside narrow parentheses, one may end between two factors.

    >>> print(hinted("(a + b)(c + d) + e"))
    (a +\nobreak  b)\allowbreak (c +\nobreak  d) + e
    """
    return _tex(_with_hints(nodes_of(tex)))


def widest(tex: str) -> float:
    r"""How wide the widest piece of `tex` is that cannot be broken, in glyphs.

    >>> widest("a + b + c x = 1"), widest(r"\frac{a + b}{c}"), widest("(a + b)(c + d) + e")
    (4.0, 4.5, 9.0)
    """
    most = piece = 0.0
    nodes = _with_hints(nodes_of(tex))
    for node, after in pairwise((*nodes, Node(""))):
        piece += _width(node)
        most = max(most, piece)
        if node == MAY or (node.head in _BREAKS and after != NEVER):
            piece = 0.0
    return round(most, 1)


def _with_hints(nodes: tuple[Node, ...]) -> Iterator[Node]:
    closing = _narrow(nodes)
    end = 0  # of the narrow parentheses that we are in
    before = Node("")
    for place, node in enumerate(nodes):
        if place >= end:
            end = closing.get(place, end)
            if _ends_factor(before) and _starts_factor(node) and not _is_operator(before, node):
                yield MAY
        yield node
        if node.head in _SIGNS and place < end:
            yield NEVER
        before = node if node.head.strip() else before


def _ends_factor(node: Node) -> bool:
    return bool(node.groups) or node.head.endswith((")", "]"))


def _starts_factor(node: Node) -> bool:
    return bool(node.groups and node.head not in "^_") or node.head.endswith(("(", "["))


def _is_operator(before: Node, node: Node) -> bool:
    """Whether the two are d/dx and what it is taken of."""
    return before.head == r"\frac" and node.head.endswith("[")


def _narrow(nodes: tuple[Node, ...]) -> dict[int, int]:
    """Where plain parentheses begin and end that are not wide."""
    found, opened = {}, []
    for place, node in enumerate(nodes):
        if node.head == "(":
            opened.append(place)
        elif node.head == ")" and opened:
            start = opened.pop()
            if sum(map(_width, nodes[start:place])) <= WIDE:
                found[start] = place
    return found


def _tex(nodes: Iterable[Node]) -> str:
    return "".join(map(str, nodes))


def nodes_of(tex: str) -> tuple[Node, ...]:
    """`tex` as tokens, and commands with what they take."""
    return tuple(_nodes(_Tokens(tex), ""))


class _Tokens:
    """Tokens that can be looked at before they are taken."""

    def __init__(self, tex: str) -> None:
        self._left: list[str] = _TOKEN.findall(tex)[::-1]

    def __iter__(self) -> _Tokens:
        return self

    def __next__(self) -> str:
        if not self._left:
            raise StopIteration
        return self._left.pop()

    def ahead(self) -> str:
        """The next token; empty at the end."""
        return self._left[-1] if self._left else ""


def _nodes(tokens: _Tokens, end: str) -> Iterator[Node]:
    """The nodes up to the token `end`, which is taken."""
    for token in tokens:
        if token == end:
            return
        if token == "{":
            yield Node("", (tuple(_nodes(tokens, "}")),))
        elif token == r"\left":
            opening = token + next(tokens)
            inside = tuple(_nodes(tokens, r"\right"))
            yield Node(opening, (inside,), r"\right" + next(tokens, "."))
        elif _SIZE.fullmatch(token):
            yield Node(token + next(tokens))
        elif token in ("^", "_") or (token[0] == "\\" and tokens.ahead() in ("{", "[")):
            yield _command(token, tokens)
        else:
            yield Node(token)


def _command(head: str, tokens: _Tokens) -> Node:
    """A command with what it takes in brackets and braces."""
    if tokens.ahead() == "[":
        head += "".join(iter(lambda: next(tokens), "]")) + "]"
    groups: list[tuple[Node, ...]] = []
    while tokens.ahead() == "{":
        next(tokens)
        groups.append(tuple(_nodes(tokens, "}")))
    return Node(head, tuple(groups))


def _opened(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        if node.tail and _width(node) > WIDE:
            yield Node(r"\Bigl" + _bar(node.head.removeprefix(r"\left"), r"\lvert "))
            yield from _opened(node.groups[0])
            yield Node(r"\Bigr" + _bar(node.tail.removeprefix(r"\right"), r"\rvert "))
        elif node.head == r"\class" and _width(node) > WIDE:
            yield from _marked(node.groups[0], _with_hints(tuple(_opened(node.groups[1]))))
        else:
            yield node


def _marked(name: tuple[Node, ...], nodes: Iterable[Node]) -> Iterator[Node]:
    """`nodes` marked piece by piece, the signs between them left out."""
    piece: list[Node] = []
    for node, after in pairwise((*nodes, MAY, MAY)):
        if node != MAY and (node.head not in _SIGNS or after == NEVER):
            piece += [node] if node != NEVER else []
            continue
        if any(it.head.strip() for it in piece):
            yield Node(r"\class", (name, tuple(piece)))
        yield from [node] if node != MAY else []
        piece = []


def _bar(delimiter: str, name: str) -> str:
    return name if delimiter == "|" else delimiter


def _width(node: Node) -> float:
    """About how many glyphs of full size the node is wide."""
    sizes = [sum(map(_width, group)) for group in node.groups]
    if node.head.startswith(r"\frac"):
        return max(sizes) + 0.5
    if node.head == r"\class":
        return sizes[-1]
    if node.head in ("^", "_"):
        return 0.7 * sum(sizes)
    if node.groups:
        return sum(sizes) + (2 if node.tail else 1 if node.head.startswith(r"\sqrt") else 0)
    if _SILENT.fullmatch(node.head):
        return 0
    return len(node.head) - 1 if _WORD.fullmatch(node.head) else 2 if node.head in _SIGNS else 1
