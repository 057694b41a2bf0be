"""Which bar of |x| opens and which closes: found by counting the ways in which all of them can pair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from lark import Token

from calcref.parse.limits import DEEPEST_NESTING, MOST_BARS
from calcref.parse.places import end_of, start_of
from calcref.parse.refusal import Refusal

ENDS = frozenset({"NUMBER", "VARIABLE", "CONSTANT", "RPAR", "SUPERSCRIPT", "SUBSCRIPT"})
STARTS = frozenset({"NUMBER", "VARIABLE", "CONSTANT", "LPAR", "FUNCTION", "LOG", "PLUS", "MINUS"})


def pair_bars(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens with each bar made an LBAR or an RBAR.

    Raises:
        Refusal: the bars pair in no way, or in more than one.
    """
    result = list(tokens)
    for group in _groups(tokens):
        ways = list(islice(_ways(tokens, group), 2))
        first = start_of(tokens[group[0]])
        if not ways:
            raise Refusal("the bars of | | do not pair", start_of(tokens[group[-1]]))
        if len(ways) > 1:
            raise Refusal("the bars pair in two ways", first, *(_written_out(text, tokens, group, way) for way in ways))
        for index, kind in zip(group, ways[0], strict=True):
            result[index] = tokens[index].update("LBAR" if kind == "(" else "RBAR")
    return result


def _groups(tokens: Sequence[Token]) -> Iterator[list[int]]:
    """The bars that may pair: within the same parentheses, and not across a comma."""
    groups: list[list[int]] = [[]]
    enclosing = [groups[0]]
    for index, token in enumerate(tokens):
        if token.type == "RPAR":
            enclosing.pop()
        elif token.type in ("LPAR", "COMMA"):
            groups.append([])
            if token.type == "COMMA":
                enclosing.pop()
            enclosing.append(groups[-1])
        elif token.type == "BAR":
            enclosing[-1].append(index)
    for group in groups:
        if len(group) > MOST_BARS:
            raise Refusal("too many bars; type abs(x) for |x|", start_of(tokens[group[0]]))
    return (group for group in groups if group)


def _kinds(tokens: Sequence[Token], index: int) -> str:
    """What the bar may be, by its neighbors that are no bars: "(" or ")" or both."""
    before = tokens[index - 1].type if index else ""
    after = tokens[index + 1].type if index + 1 < len(tokens) else ""
    opens = "(" if after in STARTS or after == "BAR" else ""
    closes = ")" if before in ENDS or before == "BAR" else ""
    return opens + closes


def _ways(tokens: Sequence[Token], group: Sequence[int]) -> Iterator[str]:
    """Every way to pair, as a string of "(" and ")"; dead ends are known beforehand, so the first ways come at once."""
    kinds = [_kinds(tokens, index) for index in group]
    follows = [later == index + 1 for index, later in pairwise(group)] + [False]
    alive: list[set[tuple[int, str]]] = [set() for _ in group] + [{(0, "")}]
    # alive[k]: (bars open before bar k, what bar k is taken for) from which all that follow can pair.
    for k in reversed(range(len(group))):
        for kind in kinds[k]:
            step = 1 if kind == "(" else -1
            for depth in {open_then - step for open_then, _ in alive[k + 1]}:
                nexts = [after for then, after in alive[k + 1] if then == depth + step]
                empty = kind == "(" and follows[k]
                if 0 <= depth <= DEEPEST_NESTING and any(not (empty and after == ")") for after in nexts):
                    alive[k].add((depth, kind))

    def walk(k: int, depth: int, way: str) -> Iterator[str]:
        if k == len(group):
            yield way
            return
        for kind in ")(":
            if (depth, kind) in alive[k] and not (kind == ")" and way.endswith("(") and follows[k - 1]):
                yield from walk(k + 1, depth + (1 if kind == "(" else -1), way + kind)

    return walk(0, 0, "")


def _written_out(text: str, tokens: Sequence[Token], group: Sequence[int], way: str) -> str:
    """The text with abs( ) for the bars of the group, and a sign where a bar meets a factor."""
    pieces, done = [], 0
    for index, kind in zip(group, way, strict=True):
        bar = tokens[index]
        pieces.append(text[done : start_of(bar)].strip())
        if kind == "(":
            factor_before = index > 0 and (
                tokens[index - 1].type in ENDS or (pieces[-2:-1] == [")"] and not pieces[-1])
            )
            pieces.append("*abs(" if factor_before else "abs(")
        else:
            followed = index + 1 < len(tokens) and tokens[index + 1].type in STARTS - {"PLUS", "MINUS"}
            pieces.append(")*" if followed else ")")
        done = end_of(bar)
    return "".join([*pieces, text[done:].strip()])
