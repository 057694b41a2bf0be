"""Names in their context: what the grammar cannot tell from a token alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from lark import Token

from calcref.parse.names import LETTERS_TOO, NOT_GIVEN
from calcref.parse.places import end_of, start_of
from calcref.parse.refusal import Refusal
from calcref.parse.words import unknown

MEANT = {"sigma": "sigmoid", "gamma": "gamma", "Gamma": "gamma", "psi": "digamma", "B": "beta", "Beta": "beta"}


def refuse_unknown(text: str, tokens: Sequence[Token], pairs: Mapping[int, int]) -> None:
    """Nothing, if every word is a name.

    Raises:
        Refusal: one is not.
    """
    for index, token in enumerate(tokens):
        if token.type == "UNKNOWN":
            argument = _argument(text, tokens, pairs, index + 1)
            if re.fullmatch("d[a-zA-Z]", token):
                raise _differential(text, tokens, index)
            raise _in_place(unknown(token, argument), text, tokens, index, argument)


def _differential(text: str, tokens: Sequence[Token], index: int) -> Refusal:
    """A word on dx, which belongs to a question and not to a formula."""
    token = tokens[index]
    last = index + 1 == len(tokens) and index > 0 and tokens[index - 1].type not in ("OVER", "UNKNOWN")
    alone = [text[: start_of(token)].strip()] if last and not _others(tokens, index) else []
    return Refusal(
        f"`{token}` belongs to d/d{token[1]} or to an integral, not to a formula; give the function alone, and the "
        f'variable "{token[1]}" beside it',
        start_of(token),
        *alone,
    )


def _in_place(found: Refusal, text: str, tokens: Sequence[Token], index: int, argument: str) -> Refusal:
    """The refusal with its readings put in for the word: in parentheses where a sign before it binds closer."""
    token = tokens[index]
    before = tokens[index - 1].type if index else ""
    after = tokens[index + 1].type if index + 1 < len(tokens) else ""
    close = before in ("OVER", "CARET", "FUNCTION", "LOG")
    if close and after in ("CARET", "SUPERSCRIPT"):
        return Refusal(f"{found.message}; write the product with * and parentheses", found.position)
    shown = [f"({it})" if close and "*" in it else it for it in found.readings]
    if not _others(tokens, index):
        end = (
            end_of(token) + len(argument) if argument and text[end_of(token) :].startswith(argument) else end_of(token)
        )
        shown = [text[: start_of(token)] + it + text[end:] for it in shown]
    return Refusal(found.message, found.position, *shown)


def _others(tokens: Sequence[Token], index: int) -> bool:
    return any(token.type == "UNKNOWN" for k, token in enumerate(tokens) if k != index)


def resolve_names(text: str, tokens: Sequence[Token], pairs: Mapping[int, int]) -> Iterator[Token]:
    """The tokens, with `gamma`, and `f`, `g` and `h`, read by what follows them.

    Raises:
        Refusal: a name could be a function, or a longer name.
    """
    functions = _functions(tokens)
    for index, token in enumerate(tokens):
        if index in functions:
            yield token.update("FUNCTION")
            continue
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        argument = _argument(text, tokens, pairs, index + 1)
        is_base = index > 0 and tokens[index - 1].type == "LOG"
        called = argument and ("," in argument or token == "gamma") and text[start_of(token)] == token[0]
        if token in LETTERS_TOO and called and not is_base:
            yield token.update("FUNCTION")
            continue
        if token.type == "VARIABLE" and after is not None and not is_base:
            _check_name(token, after, argument)
        if token == "log" and after is not None and after.type == "NUMBER" and end_of(token) == start_of(after):
            _check_base(token, after, _argument(text, tokens, pairs, index + 2))
        yield token


def _functions(tokens: Sequence[Token]) -> set[int]:
    """Where a function stands of which nothing is known.

    Raises:
        Refusal: its name is that of a variable, too.
    """
    named = [k for k, token in enumerate(tokens) if token in NOT_GIVEN and token.type == "VARIABLE"]
    found = {k for k in named if k + 1 < len(tokens) and tokens[k + 1].type == "LPAR"}
    for k in named:
        if k not in found and any(tokens[k] == tokens[other] for other in found):
            raise Refusal(
                f"`{tokens[k]}` is a function where it stands before a parenthesis, so it cannot be a factor here; "
                "take another letter for one of them, or write the product with *",
                start_of(tokens[k]),
            )
    return found


def _argument(text: str, tokens: Sequence[Token], pairs: Mapping[int, int], index: int) -> str:
    """What stands in parentheses from token `index` on, with them; "" where that is no parenthesis."""
    return text[start_of(tokens[index]) : end_of(tokens[pairs[index]])] if index in pairs else ""


def _check_name(name: Token, after: Token, argument: str) -> None:
    if "_" in name and start_of(after) == end_of(name) and after.type in ("VARIABLE", "CONSTANT"):
        letter, _, sub = name.partition("_")
        longer = [f"{letter}_{{{sub.strip('{}')}{after}}}"] if "_" not in after else []
        raise Refusal("the subscript could end here or not", start_of(after), f"{name}*{after}", *longer)
    if argument:
        function = MEANT.get(name)
        readings = [f"{function}{argument}"] if function else []
        if bessel := re.fullmatch("([JI])_([0-9]+)", name):
            readings.append(f"bessel{bessel[1].lower()}({bessel[2]}, {argument[1:]}")
        readings += [f"{name}*{argument}"] if "," not in argument else []
        message = f"`{name}` before a parenthesis could be a function or a factor"
        if not readings:
            message = f"`{name}` is not a known function"
        raise Refusal(message, start_of(name), *readings)
    if name == "gamma" and after.type in ("VARIABLE", "CONSTANT", "NUMBER", "LBAR"):
        readings = [f"gamma({after})", f"gamma*{after}"] if after.type != "LBAR" else []
        raise Refusal("gamma is a function and a variable; write gamma( ) or gamma*", start_of(name), *readings)


def _check_base(log: Token, base: Token, argument: str) -> None:
    if argument:
        readings = (f"log_{base}{argument}", f"log({base})*{argument}")
        raise Refusal("the number could be the base or the argument", start_of(base), *readings)
