"""Questions about functions of several variables: gradient of …, ∇ …, jacobian of (…, …), ∫_0^1 ∫_0^x … dy dx."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from calcref.core.errors import ParseError
from calcref.core.expr import raw
from calcref.core.several import Rows, Vector
from calcref.parse.asked_parts import DIFFERENTIAL, INTEGRAL, SPACE, Asked, body, bounds_of, formula, letter_of

VERBS = {
    "gradient": "gradient",
    "grad": "gradient",
    "hessian": "hessian",
    "jacobian": "jacobian",
    "divergence": "divergence",
    "div": "divergence",
    "curl": "curl",
    "rot": "curl",
    "laplacian": "laplacian",
}
OF_FIELDS = frozenset(("jacobian", "divergence", "curl"))  # which take a formula for each component
_BELOW = r"(?:\s*_\s*(?:\{(?P<braced>[^{}]*)\}|\((?P<listed>[^()]*)\)|(?P<one>[A-Za-zα-ω])))?"
_NABLA = r"(?:∇|\\nabla(?![A-Za-z]))"
_WORDS = r"(?:(?:what\s+is|find|compute|calculate)\s+)?(?:the\s+)?"
WORDS = re.compile(
    rf"\s*{_WORDS}\\?(?P<verb>{'|'.join(VERBS)})(?![A-Za-z])(?:\s+matrix(?![a-z]))?{_BELOW}(?:\s+of(?![A-Za-z]))?",
    re.IGNORECASE,
)
SQUARED = re.compile(rf"{SPACE}(?P<sign>{_NABLA}\s*(?:²|\^\s*(?:2|\{{\s*2\s*\}})))")
DOTTED = re.compile(rf"{SPACE}{_NABLA}{SPACE}(?:·|⋅|∙|\\cdot(?![A-Za-z])|\.){_BELOW}")
CROSSED = re.compile(rf"{SPACE}{_NABLA}{SPACE}(?:×|\\times(?![A-Za-z])){_BELOW}")
NABLA = re.compile(rf"{SPACE}{_NABLA}{_BELOW}")
DELTA = re.compile(rf"{SPACE}(?:Δ|∆|\\Delta(?![A-Za-z])){_BELOW}")
SIGNS = ((DOTTED, "divergence", "∇·"), (CROSSED, "curl", "∇×"), (NABLA, "gradient", "∇"), (DELTA, "laplacian", "Δ"))
NAMED = re.compile(rf"{SPACE}[A-Za-z]\s*\((?P<names>[^()=]*)\)\s*=(?!=)")
PLACE = re.compile(r"\s+at\s+(?P<place>\S.*)$", re.DOTALL)
READ_AT = re.compile(r"(?<=\])\s*(?P<place>\([^()]*\))$")
ARRAYS = re.compile(r"\|\||\\\||‖|'|\^\s*\{?\s*(?:T\b|\\top)")
IN = re.compile(
    r"\s*,?\s+(?:with\s+respect\s+to|w\.?r\.?t\.?|in)\s+(?P<names>\(?[A-Za-zα-ω](?:_\w+)?(?:(?:\s*,\s*|\s+and\s+|\s+)[A-Za-zα-ω](?:_\w+)?)*\)?)$"
)
LISTED = re.compile(
    r"\s*(?:critical\s+points?|stationary\s+points?|extrem(?:a|um)|maxim(?:a|um|ize)|minim(?:a|um|ize)|saddle\s+points?)(?![a-z])",
    re.IGNORECASE,
)
BRACKETS = (
    (r"\begin{pmatrix}", r"\end{pmatrix}"),
    (r"\begin{bmatrix}", r"\end{bmatrix}"),
    (r"\left(", r"\right)"),
    ("(", ")"),
    (r"\left[", r"\right]"),
    ("[", "]"),
)
OPENS, CLOSES = "([{", ")]}"
DOUBLED = re.compile(rf"{SPACE}(?:∬|\\iint(?![A-Za-z]))")
TWICE = "type ∫_0^1 ∫_0^x x y dy dx, where the inner integral comes first in dy dx, with bounds on both"


def several(text: str) -> Asked | None:
    """What `text` asks of a function of several variables; None where it begins otherwise.

    >>> several("gradient of x^2 y at (1, 2)").arguments["at"]
    (1, 2)
    >>> several("jacobian of (r cos(t), r sin(t)) in r, t").arguments["variables"]
    ['r', 't']

    Raises:
        ParseError: it begins so, and cannot be read or is a question of another kind.
    """
    if found := SQUARED.match(text):
        said = text[found.end() :].strip()
        raise ParseError(
            f"`{found['sign']}` is the Hessian in some books and the Laplacian in others; type hessian of … or "
            "laplacian of …",
            text,
            found.start("sign"),
            (f"hessian of {said}", f"laplacian of {said}"),
        )
    if found := DOUBLED.match(text):
        raise ParseError(f"a double integral is typed as two; {TWICE}", text, found.start())
    if found := LISTED.match(text):
        raise ParseError(
            "such points are a table and not one answer; ask calcref.critical_points(...), or with equations that "
            "hold calcref.lagrange(...)",
            text,
            found.start(),
        )
    if found := WORDS.match(text):
        return _asked(text, found, VERBS[found["verb"].lower()], None)
    for pattern, verb, sign in SIGNS:
        if found := pattern.match(text):
            return _asked(text, found, verb, sign)
    return None


def _asked(text: str, found: re.Match[str], verb: str, sign: str | None) -> Asked:
    """The question of a verb; where a sign asks it, it is not clear how much of a sum is meant."""
    start, end = found.end(), len(text.rstrip(" \t\n?."))
    arguments: dict[str, Any] = {}
    below = next((found[name] for name in ("braced", "listed", "one") if found[name]), None)
    if tail := READ_AT.search(text, start, end):  # as a question is printed
        arguments["at"] = _place(text, tail.start("place"), end)
        end = tail.start("place")
    if tail := PLACE.search(text, start, end):
        arguments["at"] = _place(text, tail.start("place"), end)
        end = tail.start()
    if tail := IN.search(text, start, end):
        below, end = tail["names"], tail.start()
    if named := NAMED.match(text, start, end):
        below, start = below or named["names"], named.end()
    if below is not None:
        arguments["variables"] = [letter_of(it) for it in re.split(r"[\s,()]+|\band\b", below) if it.strip()]
    if arrays := ARRAYS.search(text, start, end):
        raise ParseError(
            f"`{arrays[0]}` belongs to vectors and matrices; say their shapes, as in grad_x ||A x - y||^2 where "
            "A: m n, x: n, y: m",
            text,
            arrays.start(),
        )
    if not text[start:end].strip():
        raise ParseError(f"there is no formula behind {text[:start].strip()}", text, min(start, len(text)))
    if verb in OF_FIELDS:
        name = {"jacobian": "exprs"}.get(verb, "field")
        return Asked(verb, {name: [formula(text, *part) for part in components(text, start, end)], **arguments})
    first, last = _inside(text, start, end, "[", "]")
    if sign is None or (first, last) != (start, end):
        return Asked(verb, {"expr": formula(text, first, last), **arguments})
    return Asked(verb, {"expr": body(text, start, end, sign), **arguments})


def _place(text: str, start: int, end: int) -> Any:
    """A place: values in parentheses, or by name as in x = 1, y = 2."""
    parts = [*components(text, start, end)]
    if "=" not in text[start:end]:
        return tuple(formula(text, *part) for part in parts)
    found = {}
    for first, last in parts:
        equals = text.find("=", first, last)
        if equals < 0:
            raise ParseError("a place has one value for each variable, as in x = 1, y = 2", text, first)
        found[letter_of(text[first:equals].strip())] = formula(text, equals + 1, last)
    return found


def components(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    r"""Where the components of a vector stand in a text: (a, b), [a, b], a, b or a matrix of one column in TeX.

    >>> [("(x y, f(x, y))"[a:b].strip()) for a, b in components("(x y, f(x, y))", 0, 14)]
    ['x y', 'f(x, y)']
    """
    return _split(text, *_opened(text, start, end), (",", r"\\"))


def _opened(text: str, start: int, end: int) -> tuple[int, int]:
    """What stands inside of the brackets of a vector."""
    for opens, closes in BRACKETS:
        start, end = _inside(text, start, end, opens, closes)
    return start, end


def _split(text: str, start: int, end: int, marks: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """The parts between marks that stand outside of all brackets."""
    depth, first, at = 0, start, start
    while at < end:
        depth += (text[at] in OPENS) - (text[at] in CLOSES)
        mark = next((it for it in marks if depth == 0 and text.startswith(it, at)), None)
        if text[at] == "\\" and mark is None:
            at += 1  # \, is a space
        elif mark is not None:
            yield first, at
            at += len(mark) - 1
            first = at + 1
        at += 1
    yield first, end


def _inside(text: str, start: int, end: int, opens: str, closes: str) -> tuple[int, int]:
    """What stands between brackets, if all of it stands between one pair; else all of it."""
    written = text[start:end]
    first, last = start + len(written) - len(written.lstrip()), start + len(written.rstrip())
    if not (written.strip().startswith(opens) and written.strip().endswith(closes)):
        return start, end
    depth = 0
    for at in range(first + len(opens), last - len(closes)):
        depth += (text[at] in OPENS) - (text[at] in CLOSES)
        if depth < 0:
            return start, end
    return first + len(opens), last - len(closes)


def vector(text: str) -> Any:
    """The vector or matrix that `text` writes: (a, b), [a, b; c, d], ((a, b), (c, d)), or in TeX.

    >>> vector("(2x, y)"), vector("[1, 0; 0, x]")
    (Vector(2*x, y), Rows(Vector(1, 0), Vector(0, x)))

    Raises:
        ParseError: an entry is no formula, or the rows have different lengths.
    """
    start, end = _opened(text, 0, len(text))
    rows = [
        [*_split(text, *it, (",", "&"))] for it in _split(text, start, end, (";", r"\\")) if text[slice(*it)].strip()
    ]
    if len(rows) == 1:
        inside = [_opened(text, *it) for it in rows[0]]
        nested = [[*_split(text, *it, (",",))] for it in inside]
        if all(len(row) > 1 for row in nested):
            rows = nested
    entries = [[formula(text, *it) for it in row] for row in rows]
    if len({len(row) for row in entries}) > 1:
        raise ParseError("the rows of a matrix have the same length", text, start)
    if len(entries) == 1 or len(entries[0]) == 1:
        return raw(Vector, *(it for row in entries for it in row))
    return raw(Rows, *(raw(Vector, *row) for row in entries))


def double(text: str, outer: re.Match[str], inner: re.Match[str]) -> Asked:
    """The double integral that begins with two signs, each with its bounds.

    Raises:
        ParseError: a bound or a differential is missing, or there is a third integral.
    """
    if third := INTEGRAL.match(text, inner.end()):
        raise ParseError("three integrals at once are not read; integrate the inner one first", text, third.start())
    ends: list[re.Match[str]] = []
    end = len(text)
    for _ in range(2):
        found = DIFFERENTIAL.search(text, inner.end(), end)
        if found is None:
            raise ParseError(f"two integrals end in two differentials; {TWICE}", text, len(text))
        ends.append(found)
        end = found.start()
    bounds = [bounds_of(text, it) for it in (inner, outer)]
    for sign, known in zip((inner, outer), bounds, strict=True):
        if not known:
            raise ParseError(f"one of the integrals has no bounds; {TWICE}", text, sign.start())
    names = [letter_of(it["var"]) for it in reversed(ends)]
    if names[0] == names[1]:
        raise ParseError("both integrals are in one variable; rename one of them", text, ends[0].start())
    (inner_name, outer_name), (low, high) = names, bounds
    return Asked(
        "double_integral",
        {
            "expr": formula(text, inner.end(), end),
            "inner": (inner_name, *low.values()),
            "outer": (outer_name, *high.values()),
        },
    )
