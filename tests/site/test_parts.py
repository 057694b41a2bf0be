"""A module in parts: what an edit changes, and what it does not."""

from __future__ import annotations

import pytest

from calcref.site.markdown.parts import marked, parts

TEXT = '''"""A module."""
from operator import neg

TABLE = {"a": lambda u: -u, "b": 2}


def first(a, b=1):
    """What first does."""
    return a + b


class Kind:
    size = 3

    @property
    def double(self):
        def inner():
            return 2 * self.size
        return inner()


def numbers():
    yield 1
'''
FRAME, BODIES = "frame", "bodies"
EDITS = {
    "a comment": ("return a + b", "return a + b  # a sum", set()),
    "lines between": ("class Kind", "\n\n\nclass Kind", set()),
    "a body": ("return a + b", "return a - b", {BODIES}),
    "a body in a body": ("2 * self.size", "3 * self.size", {BODIES}),
    "a lambda": ("lambda u: -u", "lambda u: +u", {BODIES}),
    "a docstring": ("What first does.", "What it does.", {FRAME}),
    "a default": ("b=1", "b=2", {FRAME}),
    "a value of a table": ('"b": 2', '"b": 3', {FRAME}),
    "an attribute of a class": ("size = 3", "size = 4", {FRAME}),
    "a decorator": ("@property", "@staticmethod", {FRAME}),
    "an import": ("import neg", "import pos as neg", {FRAME}),
    "no generator any more": ("yield 1", "return 1", {FRAME, BODIES}),
    "a further function": ("class Kind", "def second(): ...\n\n\nclass Kind", {FRAME, BODIES}),
}


@pytest.mark.parametrize(("old", "new", "changed"), EDITS.values(), ids=EDITS)
def test_an_edit_changes_its_part(old: str, new: str, changed: set[str]) -> None:
    assert TEXT.count(old) == 1
    before, after = parts(TEXT.encode()), parts(TEXT.replace(old, new).encode())
    assert {name for name in (FRAME, BODIES) if getattr(before, name) != getattr(after, name)} == changed
    assert before.text != after.text


def test_each_outermost_function_says_its_name_when_it_is_called() -> None:
    called: list[str] = []
    space = {"__ran__": called.append, "__name__": "any"}
    exec(compile(marked(TEXT.encode(), "any.py", "a/any.py"), "any.py", "exec"), space)
    assert called == []
    table, first, kind, numbers = (space[name] for name in ("TABLE", "first", "Kind", "numbers"))
    assert (table["a"](2), first(1), kind().double, list(numbers())) == (-2, 2, 6, [1])
    assert called == [f"a/any.py:{index}" for index in range(4)]
    assert len(parts(TEXT.encode()).bodies) == 4
    assert first.__doc__ == "What first does."
    assert first.__code__.co_firstlineno == 1 + TEXT[: TEXT.index("def first")].count("\n")
