r"""Formulas of our printers as MathML, which browsers typeset without a script: notebooks run none on HTML.

A formula becomes several elements, one after another, so that a line may end between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape, unescape
from html.entities import html5
from itertools import pairwise

from calcref.render.tex_layout import Node, hinted, nodes_of

_INLINE = re.compile(r'<span class="arithmatex">\\\((.*?)\\\)</span>', re.DOTALL)
_ENDS = ("+", "-", "=", r"\cdot", r"\to", r"\neq", r"\leq", r"\geq")  # what a line may end with
_SIGNS = {
    "-": "−", "'": "′", r"\cdot": "⋅", r"\to": "→", r"\neq": "≠", r"\le": "≤", r"\ge": "≥", r"\dots": "…",
    r"\lvert": "|", r"\rvert": "|", r"\{": "{", r"\}": "}", r"\odot": "⊙", r"\nabla": "∇", r"\top": "⊤",
    r"\lVert": "‖", r"\rVert": "‖",
    r"\infty": "∞", r"\partial": "∂", r"\epsilon": "ϵ", r"\varepsilon": "ε", r"\phi": "ϕ", r"\varphi": "φ",
}  # fmt: skip
_SPACES = {r"\quad": "1em", r"\ ": "0.25em", r"\thinspace": "0.17em", r"\,": "0.17em", r"\:": "0.22em", r"\;": "0.28em"}
_NAMES = re.compile(r"\\(?:ar[a-z]+|(?:sin|cos|tan|sec|csc|cot)h?|ln|log|exp|max|min|lim|Pr|det)")
_SCRIPTS = ("^", "_")
_DIGITS = tuple("0123456789.")
_BELOW = (r"\lim", r"\max", r"\min", r"\sum")
_SILENT = re.compile(r"\s*|\\(?:displaystyle|textstyle|small|nobreak|allowbreak|!) ?")
_ACCENTS = {r"\hat": "^", r"\bar": "¯", r"\dot": "˙", r"\ddot": "¨", r"\tilde": "~", r"\vec": "→"}
_FENCED = {"cases": ("{", ""), "pmatrix": ("(", ")"), "bmatrix": ("[", "]"), "vmatrix": ("|", "|")}
_OPENING = ("(", "[", "|", ",", "/", r"\cdot", r"\lvert", r"\lVert", r"\{")
_THIN = '<mspace width="0.17em"></mspace>'
_SIZES = {"b": "1.2em", "B": "1.8em"}


def in_mathml(html: str) -> str:
    """`html` with the TeX that it marks up as MathML.

    >>> in_mathml(r'so <span class="arithmatex">\\(2 x\\)</span>')
    'so <math><mn>2</mn><mi>x</mi></math>'
    """
    return _INLINE.sub(lambda found: mathml(unescape(found[1])), html)


def mathml(tex: str) -> str:
    r"""`tex` as elements of MathML.

    >>> print(mathml("x^{2} + 1"))
    <math><msup><mi>x</mi><mn>2</mn></msup><mo form="infix">+</mo></math><math><mn>1</mn></math>
    """
    opening = '<math displaystyle="true">' if tex.lstrip().startswith(r"\displaystyle") else "<math>"
    return "".join(f"{opening}{_row(piece)}</math>" for piece in _pieces(nodes_of(hinted(tex))))


def _pieces(nodes: Sequence[Node]) -> Iterator[list[Node]]:
    """The nodes up to each place where a line may end."""
    piece: list[Node] = []
    depth = 0  # of tables
    for node, after in pairwise((*nodes, Node(""))):
        depth += {r"\begin": 1, r"\end": -1}.get(node.head, 0)
        piece.append(node)
        shown = _heard(piece)
        ends = node.head == r"\allowbreak" or (
            node.head in _ENDS and after.head != r"\nobreak" and not _is_prefix(shown)
        )
        if not depth and ends and shown:
            yield piece
            piece = []
    if _heard(piece):
        yield piece


def _row(nodes: Iterable[Node]) -> str:
    return "".join(_elements(_heard(nodes)))


def _one(nodes: Iterable[Node]) -> str:
    """The nodes as a single element, as scripts and fractions take them."""
    found = _elements(_heard(nodes))
    return found[0] if len(found) == 1 else f"<mrow>{''.join(found)}</mrow>"


def _heard(nodes: Iterable[Node]) -> list[Node]:
    """The nodes that show, an exponent without braces within its script."""
    found: list[Node] = []
    for node in nodes:
        if found and found[-1].head in _SCRIPTS and not found[-1].groups:
            found[-1] = Node(found[-1].head, ((node,),))
        elif node.groups or not _SILENT.fullmatch(node.head):
            found.append(node)
    return found


def _elements(nodes: list[Node]) -> list[str]:
    found: list[str] = []
    place = 0
    while place < len(nodes):
        node, before = nodes[place], nodes[place - 1] if place else None
        end = place + 1
        if node.head in _SCRIPTS:
            while end < len(nodes) and nodes[end].head in _SCRIPTS:
                end += 1
            scripts = {it.head: _one(it.groups[0]) for it in nodes[place:end]}
            base = found.pop() if found else "<mrow></mrow>"
            found.append(_scripts(base, scripts, before is not None and before.head in _BELOW))
            found += [_THIN] if before and before.head in _BELOW else []
        elif node.head == r"\begin":
            end = _end(nodes, place)
            found.append(_table(_plain(node.groups[0]), nodes[place + 1 : end - 1]))
        elif node.head in _DIGITS:
            while end < len(nodes) and nodes[end].head in _DIGITS:
                end += 1
            found.append(f"<mn>{_plain(nodes[place:end])}</mn>")
        else:
            found += _apart(node, before, nodes[end] if end < len(nodes) else None)
        place = end
    return found


def _end(nodes: Sequence[Node], place: int) -> int:
    """The place after the end of what begins at `place`."""
    depth = 0
    for end in range(place, len(nodes)):
        depth += {r"\begin": 1, r"\end": -1}.get(nodes[end].head, 0)
        if not depth:
            return end + 1
    return len(nodes)


def _apart(node: Node, before: Node | None, after: Node | None) -> Iterator[str]:
    """The node, apart from its neighbours where it is the name of a function."""
    named = bool(_NAMES.fullmatch(node.head)) or node.head == r"\operatorname"
    if named and before and not _is_sign(before):
        yield _THIN
    yield _element(node, before)
    if named and after and not (after.head in ("^", "_", "(", "[") or after.head.startswith((r"\Big", r"\left"))):
        yield _THIN


def _is_prefix(nodes: Sequence[Node]) -> bool:
    """Whether the last of the nodes is a sign before its number, and not between two."""
    return nodes[-1].head in ("+", "-") and (len(nodes) == 1 or _is_sign(nodes[-2]))


def _is_sign(node: Node) -> bool:
    return node.head in _ENDS or node.head in _OPENING or node.head.startswith((r"\Bigl", r"\bigl", r"\ ", r"\,"))


def _scripts(base: str, scripts: Mapping[str, str], beneath: bool) -> str:
    below, above = ("under", "over") if beneath else ("sub", "sup")
    tag = "m" + (below if "_" in scripts else "") + (above if "^" in scripts else "")
    return f"<{tag}>{base}{scripts.get('_', '')}{scripts.get('^', '')}</{tag}>"


def _table(name: str, nodes: Sequence[Node]) -> str:
    rows: list[list[list[Node]]] = [[[]]]
    for node in nodes:
        if node.head.startswith(r"\\"):  # also with a length, for the room below the row
            rows.append([[]])
        elif node.head == "&":
            rows[-1].append([])
        else:
            rows[-1][-1].append(node)
    told = "".join(f"<mtr>{''.join(f'<mtd>{_row(cell)}</mtd>' for cell in row)}</mtr>" for row in rows)
    opening, closing = _FENCED.get(name, ("", ""))
    aligned = ' columnalign="left"' if name == "cases" else ""
    table = f"<mtable{aligned}>{told}</mtable>"
    return f"<mrow>{_fence(opening, 'prefix')}{table}{_fence(closing, 'postfix')}</mrow>"


def _element(node: Node, before: Node | None) -> str:
    head, groups = node.head, node.groups
    if node.tail:
        opened, closed = head.removeprefix(r"\left"), node.tail.removeprefix(r"\right")
        return f"<mrow>{_fence(opened, 'prefix')}{_row(groups[0])}{_fence(closed, 'postfix')}</mrow>"
    if head in (r"\frac", r"\tfrac"):
        return f"<mfrac>{_one(groups[0])}{_one(groups[1])}</mfrac>"
    if head == r"\binom":
        both = f'<mfrac linethickness="0">{_one(groups[0])}{_one(groups[1])}</mfrac>'
        return f"<mrow>{_fence('(', 'prefix')}{both}{_fence(')', 'postfix')}</mrow>"
    if head.startswith(r"\sqrt"):
        root = head[len(r"\sqrt[") : -1]
        return (
            f"<mroot>{_one(groups[0])}<mn>{escape(root)}</mn></mroot>" if root else f"<msqrt>{_row(groups[0])}</msqrt>"
        )
    if head == r"\class":
        return f'<mrow class="{_plain(groups[0])}">{_row(groups[1])}</mrow>'
    if head == r"\text":
        return f"<mtext>{escape(_plain(groups[0])).replace(' ', chr(0xA0))}</mtext>"
    if head in (r"\operatorname", r"\mathrm"):
        return f'<mi mathvariant="normal">{escape(_plain(groups[0]))}</mi>'
    if head == r"\mathbf":
        return f"<mn>{''.join(chr(0x1D7CE + int(digit)) for digit in _plain(groups[0]))}</mn>"
    if head == r"\mathbb":
        return f"<mi>{html5[f'{_plain(groups[0])}opf;']}</mi>"
    if head in _ACCENTS:
        return f'<mover accent="true">{_one(groups[0])}<mo>{_ACCENTS[head]}</mo></mover>'
    if groups:
        return f"<mrow>{''.join(map(_one, groups))}</mrow>" if not head else f"<mtext>{escape(str(node))}</mtext>"
    return _leaf(head, before)


def _leaf(head: str, before: Node | None) -> str:
    if head in _SPACES:
        return f'<mspace width="{_SPACES[head]}"></mspace>'
    if _NAMES.fullmatch(head):
        return f"<mi>{head[1:]}</mi>"
    if sized := re.match(r"\\([bB])igg?[lr]?", head):
        size, sign = _SIZES[sized[1]], head[sized.end() :].strip()
        return f'<mo stretchy="true" minsize="{size}" maxsize="{size}">{_sign(sign)}</mo>'
    if head in ("(", ")", "[", "]", "|", r"\lvert", r"\rvert", r"\lVert", r"\rVert", r"\{", r"\}"):
        return f'<mo stretchy="false">{_sign(head)}</mo>'
    if head in ("+", "-") and (before is None or _is_sign(before)):
        return f'<mo form="prefix">{_sign(head)}</mo>'
    if head in _ENDS or head in ("<", ">"):
        return f'<mo form="infix">{_sign(head)}</mo>'
    written = _sign(head)
    return f"<mi>{written}</mi>" if written.isalpha() or head in (r"\infty", r"\partial") else f"<mo>{written}</mo>"


def _sign(head: str) -> str:
    """The character of a command; a command that is not known stays as it is."""
    return escape(_SIGNS.get(head) or html5.get(f"{head[1:]};" if head.startswith("\\") else "", head))


def _fence(sign: str, form: str) -> str:
    return f'<mo fence="true" form="{form}">{_sign(sign)}</mo>' if sign.strip(" .") else ""


def _plain(nodes: Iterable[Node]) -> str:
    return "".join(map(str, nodes))
