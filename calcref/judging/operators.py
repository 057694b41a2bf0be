"""Derivatives, integrals, limits, sums and values between two places, as they stand in a formula."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from calcref.core.errors import ParseError, Undecided
from calcref.core.expr import add, negative, raw, substitute, symbols_of
from calcref.core.indexed import IndexedProduct, IndexedSum, index
from calcref.core.questions import At, Between, LimitOf
from calcref.judging.known import symbol
from calcref.judging.tokens import Token

if TYPE_CHECKING:
    from calcref.judging.formula import Formula

HIGHEST_ORDER = 8


def operator(reader: Formula) -> str | None:
    """What an operator at this place makes of what follows, or None where none stands here."""
    token = reader.here()
    if (derived := _typed_derivative(reader)) is not None:
        return derived
    found = {"fraction": _fraction, "int": _integral, "lim": _limit, "sqrt": _root, "binomial": _binomial}
    if token.kind in found:
        reader.at += 1
        return found[token.kind](reader)
    if token.kind in ("sum", "prod"):
        reader.at += 1
        return _counted(reader, token.kind)
    var = differential(reader) if reader.awaiting == 0 else None
    return None if var is None else reader.hold(sp.Symbol(f"d{var}", real=True))


def differential(reader: Formula, peek: bool = False) -> str | None:
    """The variable of the differential that stands here, which is taken unless `peek`."""
    start, found = reader.at, None
    if token := reader.take("differential"):
        found = token.text
    elif _is_d(reader.here()) and reader.here(1).kind == "letter":
        reader.at += 1
        letter = reader.take("letter")
        assert letter is not None
        found = letter.text
    if found is not None and reader.here().kind == "lower":
        found = reader.name(Token("letter", found))
    if peek:
        reader.at = start
    return found


def _is_d(token: Token) -> bool:
    return token.kind == "d" or (token.kind == "letter" and token.text == "d")


def _order(reader: Formula) -> int:
    """The order behind a `d`, 1 where none is said."""
    if not reader.take("power"):
        raised = reader.take("raised")
        return int(raised.text) if raised and raised.text.isdigit() else 1
    braced = reader.take("lbrace")
    number = reader.take("number")
    if braced:
        reader.take("rbrace")
    if number is None or not number.text.isdigit() or int(number.text) > HIGHEST_ORDER:
        raise ParseError(f"the order of a derivative is a whole number up to {HIGHEST_ORDER}")
    return int(number.text)


def _below(reader: Formula) -> list[tuple[str, int]] | None:
    """The letters below the line of a derivative, each with its order; None where it is no derivative."""
    found = []
    while (var := differential(reader)) is not None:
        found.append((var, _order(reader)))
    return found or None


def _typed_derivative(reader: Formula) -> str | None:
    """d/dx …, dy/dx, d²y/dx² with a slash."""
    start, token = reader.at, reader.here()
    if not (_is_d(token) or token.kind == "differential"):
        return None
    reader.at += 1
    order, inner = 1, [Token("letter", token.text)] if token.kind == "differential" else []
    if _is_d(token):
        order = _order(reader)
        if letter := reader.take("letter"):
            inner = [letter]
    if inner and reader.here().kind == "lower":
        inner = [Token("letter", reader.name(inner[0]))]
    if reader.take("over") and (below := _below(reader)) and sum(count for _, count in below) == order:
        return _derived(reader, inner, below)
    reader.at = start
    return None


def _fraction(reader: Formula) -> str:
    above, below = _side(reader), _side(reader)
    derived = _derivative_of(reader, above, below)
    if derived is not None:
        return derived
    upper = reader.part(above)
    upper.awaiting = reader.awaiting
    if upper.awaiting and (var := differential(upper)):
        written, reader.ended = "1", var
    else:
        written = upper.sum()
        if upper.awaiting and (var := differential(upper)):
            reader.ended = var
    if upper.here().kind != "end":
        raise ParseError(f"`{upper.here().text}` does not fit above the line of a fraction")
    lower = reader.part(below)
    under = lower.sum()
    if lower.here().kind != "end":
        raise ParseError(f"`{lower.here().text}` does not fit below the line of a fraction")
    return f"{_close(written)}/{_close(under)}"


def _close(written: str) -> str:
    return written if written.isalnum() else f"({written})"


def _side(reader: Formula) -> list[Token]:
    """The tokens of a side of a fraction: those in braces, or the next one."""
    start = reader.at
    if not reader.take("lbrace"):
        token = reader.here()
        reader.at += 1
        if token.kind == "number" and len(token.text) == 2:  # \frac12
            reader.tokens[start : start + 1] = [Token("number", token.text[0]), Token("number", token.text[1])]
            return [reader.tokens[start]]
        return [token]
    depth = 1
    while depth and reader.here().kind != "end":
        depth += (reader.here().kind == "lbrace") - (reader.here().kind == "rbrace")
        reader.at += 1
    if depth:
        raise ParseError("this `{` is never closed")
    return reader.tokens[start + 1 : reader.at - 1]


def _derivative_of(reader: Formula, above: list[Token], below: list[Token]) -> str | None:
    """A derivative that is written as a fraction; None where the fraction is none."""
    upper, lower = reader.part(above), reader.part(below)
    letters = _below(lower)
    if letters is None or lower.here().kind != "end" or not above:
        return None
    if above[0].kind == "differential" and len(above) == 1:
        return _derived(reader, [Token("letter", above[0].text)], letters)
    if not (_is_d(above[0]) or above[0].kind == "differential"):
        return None
    if above[0].kind == "differential":
        inner = [Token("letter", above[0].text), *above[1:]]
        order = 1
    else:
        upper.at = 1
        order = _order(upper)
        inner = above[upper.at :]
    if order != sum(count for _, count in letters):
        raise ParseError("the order above the line is not that below it")
    return _derived(reader, inner, letters)


def _derived(reader: Formula, inner: list[Token], letters: list[tuple[str, int]]) -> str:
    """The derivative of `inner`, or where that is empty of what follows."""
    read_at = not inner and _is_read_at_a_place(reader)
    body = _alone(reader, inner) if inner else reader.expr(reader.group() if read_at else operand(reader, True))
    for name, count in reversed(letters):
        body = reader.known.derivative(body, name, count)
    if not read_at:
        return reader.hold(body)
    reader.take("bar", "right_bar")
    return evaluated(reader, reader.hold(body))


def _is_read_at_a_place(reader: Formula) -> bool:
    """Whether a group follows, and behind it a place: the derivative is read there, and not what is differentiated."""
    if reader.here().kind != "open":
        return False
    depth = 0
    for k, token in enumerate(reader.tokens[reader.at :]):
        depth += (token.kind in ("open", "lbrace")) - (token.kind in ("close", "rbrace"))
        if depth == 0:
            behind = reader.here(k + 1).kind
            return behind == "lower" or (behind in ("bar", "right_bar") and reader.here(k + 2).kind == "lower")
    return False


def _alone(reader: Formula, inner: list[Token]) -> sp.Expr:
    if len(inner) == 1 and inner[0].kind == "letter":
        return reader.known.letter(inner[0].text)
    part = reader.part(inner)
    written = part.sum()
    if part.here().kind != "end":
        raise ParseError(f"`{part.here().text}` does not fit in a derivative")
    return part.expr(written)


def operand(reader: Formula, grouped: bool = False) -> str:
    """What an operator applies to: the product that begins here, a group at its start, or all terms to the end.

    With `grouped`, a group at its start is likelier than the product.
    """
    ends = _ends(reader)
    kinds = list(ends)
    if "group" in ends and not (grouped and reader.tokens[ends["group"]].kind != "over"):
        kinds = [*kinds[1:], "group"]
    kind = kinds[reader.choices.of(len(kinds))] if len(kinds) > 1 else kinds[0]
    if kind == "group":
        return reader.factor()
    return reader.signed() if kind == "product" else reader.sum()


def _ends(reader: Formula) -> dict[str, int]:
    """How far an operand may reach, by what it would be; equal ends are one."""
    start = place = reader.at
    group, depth, before = 0, 0, "start"
    opens, closes = ("open", "lbrace"), ("close", "rbrace")
    while place < len(reader.tokens):
        token = reader.tokens[place]
        if depth == 0 and (token.kind in ("comma", "equals", "right_bar", *closes)):
            break
        if (
            depth == 0
            and token.kind in ("plus", "minus")
            and before not in ("power", "times", "over", "start", "lower")
        ):
            break
        depth += (token.kind in opens) - (token.kind in closes)
        before = token.kind
        place += 1
        if depth == 0 and not group and place > start and token.kind in closes:
            group = place if reader.tokens[start].kind in opens else -1
        elif not group and depth == 0:
            group = -1
    found = {}
    if group > 0:
        while group < place and reader.tokens[group].kind in ("power", "raised", "prime"):
            group += 1 if reader.tokens[group].kind != "power" else 2
        if group < place and reader.tokens[group - 1].kind == "lbrace":
            group = place
    if 0 < group < place:
        found["group"] = group
    found["product"] = place
    if place < len(reader.tokens) and reader.tokens[place].kind in ("plus", "minus"):
        found["sum"] = len(reader.tokens)
    return found


def _integral(reader: Formula) -> str:
    ends = _bounds(reader)
    kept, reader.ended = reader.ended, None
    reader.awaiting += 1
    written = "1" if differential(reader, peek=True) else reader.sum()
    reader.awaiting -= 1
    var = reader.ended or differential(reader)
    alone = written == "1" and not reader.ended
    reader.ended = kept
    if var is None:
        raise ParseError("an integral ends in dx, or in d and another letter")
    if alone and reader.take("over"):
        written = f"1/({reader.denominator()})"
    return reader.hold(reader.known.integral(reader.expr(written), var, ends))


def _bounds(reader: Formula) -> tuple[sp.Expr, sp.Expr] | None:
    found: dict[str, sp.Expr] = {}
    for _ in range(2):
        sign = reader.take("lower", "power")
        if sign is None:
            break
        found[sign.kind] = place(reader)
    if len(found) == 1:
        raise Undecided("an integral with one bound is over a set, which is not read here")
    return (found["lower"], found["power"]) if found else None


def place(reader: Formula) -> sp.Expr:
    """A bound, or a place that something tends to: in braces, in parentheses, or one number or name."""
    if reader.here().kind in ("lbrace", "open"):
        return reader.expr(reader.group())
    sign = reader.take("minus", "plus")
    written = reader.base()
    while reader.here().kind == "over" and reader.here(1).kind in ("number", "letter", "constant"):
        reader.at += 1
        written = f"{written}/{reader.base()}"
    found = reader.expr(written)
    return -found if sign and sign.kind == "minus" else found


def _limit(reader: Formula) -> str:
    reader.take("lower")
    braced = reader.take("lbrace", "open")
    letter = reader.take("letter")
    if letter is None or not reader.take("to"):
        raise ParseError(r"a limit names its letter and where it goes, as in \lim_{x \to 0}")
    name = reader.name(letter)
    signed = -1 if reader.take("minus") else 1
    reader.take("plus")
    written = reader.base()
    while reader.take("over"):
        written = f"{written}/{reader.base()}"
    side = "+-"
    if reader.take("power"):
        inner = reader.take("lbrace")
        sign = reader.take("plus", "minus")
        if sign is None:
            raise ParseError("behind the place of a limit stands its side, as in 0^+")
        side = "+" if sign.kind == "plus" else "-"
        if inner:
            reader.take("rbrace")
    elif braced and (sign := reader.take("plus", "minus")):
        if reader.here().kind in ("rbrace", "close"):
            side = "+" if sign.kind == "plus" else "-"
        else:
            written = f"{written} {'+' if sign.kind == 'plus' else '-'} {reader.signed()}"
    if braced and not reader.take("rbrace", "close"):
        raise ParseError("what stands below a limit is never closed")
    to = signed * reader.expr(written)
    body = reader.known.expand(reader.expr(operand(reader)), frozenset((symbol(name),)))
    return reader.hold(LimitOf(body, symbol(name), to, side))


def _counted(reader: Formula, kind: str) -> str:
    """A sum or a product that a letter counts, in LaTeX, or as sum(x^i, i, 1, n)."""
    head = IndexedSum if kind == "sum" else IndexedProduct
    if reader.here().kind == "open":
        return _counted_call(reader, head)
    braced = reader.take("lower") and reader.take("lbrace")
    letter = reader.take("letter")
    if not braced or letter is None or not reader.take("equals"):
        raise Undecided(f"the {kind} has no first and last index, as in \\{kind}_{{k=1}}^{{n}}")
    reader.bound.append(letter.text)
    lower = reader.expr(reader.sum())
    if not reader.take("rbrace") or not reader.take("power"):
        raise Undecided(f"the {kind} has no last index, as in \\{kind}_{{k=1}}^{{n}}")
    upper = place(reader)
    body = reader.expr(operand(reader))
    reader.bound.pop()
    return reader.hold(_made(head, body, letter.text, lower, upper, reader))


def _counted_call(reader: Formula, head: type[sp.Expr]) -> str:
    reader.take("open")
    letter = _index_of(reader)
    reader.bound.append(letter)
    body = reader.expr(reader.sum())
    parts = []
    while reader.take("comma"):
        parts.append(reader.expr(reader.sum()))
    reader.bound.pop()
    if not reader.take("close") or len(parts) != 3:
        raise ParseError("a sum is typed as sum(x^k, k, 1, n)")
    return reader.hold(_made(head, body, letter, parts[1], parts[2], reader))


def _index_of(reader: Formula) -> str:
    """The letter behind the first comma of sum(x^k, k, 1, n)."""
    depth = 0
    for token, following in zip(reader.tokens[reader.at :], reader.tokens[reader.at + 1 :], strict=False):
        depth += (token.kind in ("open", "lbrace")) - (token.kind in ("close", "rbrace"))
        if depth == 0 and token.kind == "comma" and following.kind == "letter":
            return following.text
    raise ParseError("a sum is typed as sum(x^k, k, 1, n)")


def _made(head: type[sp.Expr], body: sp.Expr, name: str, lower: sp.Expr, upper: sp.Expr, reader: Formula) -> sp.Expr:
    counted = index(name, lower)
    inner = reader.known.expand(body, frozenset((symbol(name),)))
    found: sp.Expr = raw(head, substitute(inner, {symbol(name): counted}), counted, lower, upper)
    return found


def _root(reader: Formula) -> str:
    from calcref.judging.formula import atomic

    if reader.here().text == "[":
        degree = reader.group()
        return f"{atomic(_under(reader))}^(1/{atomic(degree)})"
    return f"sqrt({_under(reader)})"


def _under(reader: Formula) -> str:
    return reader.group() if reader.here().kind in ("lbrace", "open") else reader.base()


def _binomial(reader: Formula) -> str:
    sides = []
    for _ in range(2):
        part = reader.part(_side(reader))
        sides.append(part.sum())
    n, k = sides
    return f"gamma({n} + 1)/(gamma({k} + 1)*gamma({n} - ({k}) + 1))"


def evaluated(reader: Formula, written: str) -> str:
    """What stands before a bar or behind a bracket, at a place or between two."""
    body = reader.expr(written)
    name, places = None, dict[str, sp.Expr]()
    for _ in range(2):
        sign = reader.take("lower", "power")
        if sign is None:
            break
        found, value = _where(reader)
        name = found or name
        places[sign.kind] = value
    letters = symbols_of(reader.known.expand(body))
    var = symbol(name) if name else next(iter(letters)) if len(letters) == 1 else None
    if var is None and symbol("x") in letters:
        var = symbol("x")
    if var is None and not letters:
        var = symbol("x")
    if var is None or "lower" not in places:
        raise Undecided("it is not clear which letter the places behind the bar are those of")
    if len(places) == 1:
        if name is None:
            raise Undecided("it is not clear which letter is read at the place behind the bar")
        return reader.hold(raw(At, body, var, places["lower"]))
    between = raw(Between, body, var, places["lower"], places["power"])
    if any(place.is_infinite for place in places.values()):
        between = as_limits(between)
    return reader.hold(between)


def as_limits(node: Between) -> sp.Expr:
    """The limits at both ends, in place of the values there."""
    upper, lower = (LimitOf(node.expr, node.var, end, side) for end, side in ((node.upper, "-"), (node.lower, "+")))
    return add(upper, negative(lower))


def _where(reader: Formula) -> tuple[str | None, sp.Expr]:
    """A letter, if one is named, and its value: `0` or `{x=0}`."""
    if reader.here().kind == "lbrace" and reader.here(1).kind == "letter" and reader.here(2).kind in ("equals", "to"):
        name = reader.here(1).text
        reader.at += 3
        value = reader.expr(reader.sum())
        if not reader.take("rbrace"):
            raise ParseError("this `{` is never closed")
        return name, value
    return None, place(reader)
