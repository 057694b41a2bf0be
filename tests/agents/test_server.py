"""Tools for agents, as a client of the protocol meets them: over standard input and output of a process."""

from __future__ import annotations

import sys
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters, stdio_client

from calcref import CalcrefError
from calcref.agents import serve
from calcref.agents.answering import VERBS, answered
from calcref.agents.bounded import MOST
from calcref.agents.server import tools

SLOW = {"formula": "sin(x)^40 cos(x)^40"}  # takes many seconds


LAST = ["matrix_gradient", "check_answer", "judge"]


def run(talk: Callable[[], Awaitable[Any]]) -> Any:
    """What `talk` comes to, in a thread of its own: in this one a browser's events may run."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(anyio.run, talk).result()


def called(*calls: tuple[str, dict[str, Any]], seconds: float = 60) -> list[Any]:
    """The result of each call, by one server; then the client leaves."""

    async def talk() -> list[Any]:
        server = StdioServerParameters(command=sys.executable, args=["-m", "calcref", "mcp", "--seconds", str(seconds)])
        async with Client(stdio_client(server)) as client:
            return [await client.call_tool(name, arguments) for name, arguments in calls]

    return run(talk)


def test_the_tools_say_what_they_are_given() -> None:
    async def listed() -> Any:
        async with Client(
            stdio_client(StdioServerParameters(command=sys.executable, args=["-m", "calcref", "mcp"]))
        ) as it:
            return (await it.list_tools()).tools

    tools = {it.name: it for it in run(listed)}
    several = ["gradient", "double_integral", "extrema"]
    assert list(tools) == [*("differentiate", "integrate", "limit", "taylor"), *several, *LAST]
    assert list(tools["limit"].input_schema["properties"]) == ["formula", "to", "variable", "side"]
    assert all(len(it.description) > 60 for it in tools.values())


def test_each_tool_answers_in_json() -> None:
    slope, area, tends, fits, moved, checked, judged = called(
        ("differentiate", {"formula": "x^2 sin(x)"}),
        ("integrate", {"formula": r"\frac{1}{x}"}),
        ("limit", {"formula": "sin(x)/x", "to": "0"}),
        ("taylor", {"formula": "e^x", "order": 2}),
        ("matrix_gradient", {"formula": "||A x||^2", "wrt": "x", "shapes": "A: m n, x: n"}),
        ("check_answer", {"question": "d/dx x^3", "answer": "3x"}),
        ("judge", {"text": "d/dx x^3 = 3x^2 = 3x"}),
    )
    data = slope.structured_content
    assert not slope.is_error
    assert data["answer"] == "2*x*sin(x) + x^2*cos(x)"
    assert data["check"]["verdict"] == "proved"
    assert data["steps"][0]["rule"] == "Product rule"
    assert area.structured_content["domain"] == ["(-∞, 0)", "(0, ∞)"]
    assert area.structured_content["plus_constant"]
    assert tends.structured_content["answer"] == "1"
    assert fits.structured_content["answer"] == "x + x^2/2 + 1"
    assert moved.structured_content["answer"] == "2 Aᵀ A x"
    assert "def gradient(A, x)" in moved.structured_content["numpy"]
    assert (checked.structured_content["verdict"], checked.structured_content["at"]) == ("wrong", {"x": 0.013})
    assert (judged.structured_content["verdict"], judged.structured_content["first_wrong"]) == ("refuted", 1)
    assert [line["kind"] for line in judged.structured_content["lines"]] == ["right", "wrong"]


def test_what_is_refused_is_a_tool_error_with_our_message(tmp_path: Path) -> None:
    touched = tmp_path / "touched"
    injected, long, open_formula, high, misfit, diverges, after = called(
        ("differentiate", {"formula": f"__import__('pathlib').Path('{touched}').touch()"}),
        ("check_answer", {"question": "d/dx x", "answer": "x" * 10_000}),
        ("integrate", {"formula": "x +"}),
        ("taylor", {"formula": "e^x", "order": 99}),
        ("matrix_gradient", {"formula": "||A x||^2", "wrt": "x", "shapes": "A: m n, x: m"}),
        ("integrate", {"formula": "1/x", "lower": "0", "upper": "1"}),
        ("differentiate", {"formula": "x^3"}),
    )
    assert not touched.exists()
    for result, said in (
        (injected, "cannot be read"),
        (long, f"answer has 10000 characters; {MOST} are read"),
        (open_formula, "a number, a name or a parenthesis is missing"),
        (high, "a whole number from 0 to 19; found 99"),
        (misfit, "A is m × n, x is m"),
        (diverges, "diverges"),
    ):
        assert result.is_error
        assert said in result.content[0].text
        assert "Traceback" not in result.content[0].text
    assert after.structured_content["answer"] == "3*x^2"


def test_a_call_that_takes_too_long_is_stopped_and_the_next_one_is_answered() -> None:
    started = time.monotonic()
    slow, after = called(("integrate", SLOW), ("differentiate", {"formula": "x^3"}), seconds=2)
    assert slow.is_error
    assert "an answer may take 2 s; try a simpler formula" in slow.content[0].text
    assert after.structured_content["answer"] == "3*x^2"
    assert time.monotonic() - started < 60


def test_a_fault_is_called_one(monkeypatch) -> None:
    monkeypatch.setitem(VERBS, "limit", lambda formula: 1 / 0)
    assert answered("limit", {"formula": "x"}) == (
        False,
        "a fault of calcref's own, please report it (ZeroDivisionError: division by zero)",
    )


def test_numbers_that_json_has_not_are_text() -> None:
    assert answered("check_answer", {"question": "∫_1^oo 1/x dx", "answer": "5"})[1]["wanted"] == "inf"


def test_a_missing_package_says_what_to_install(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "mcp.server.mcpserver", None)
    with pytest.raises(CalcrefError, match=r"pip install 'calcref\[mcp\]'"):
        serve()


def test_several_variables() -> None:
    def told(name: str, **arguments: Any) -> Any:
        return {it.__name__: it for it in tools(lambda verb, **given: answered(verb, given))}[name](**arguments)[1]

    assert told("gradient", formulas=["x^2 y"], at="x=1, y=2")["answer"] == "(4, 1)"
    assert told("gradient", formulas=["x y", "y"], ask_for="jacobian")["answer"] == "[y, x; 0, 1]"
    assert told("gradient", formulas=["-y", "x"], variables="x, y", ask_for="curl")["check"]["verdict"] == "proved"
    area = told("double_integral", formula="x y", inner=["y", "0", "x"], outer=["x", "0", "1"])
    assert (area["answer"], area["check"]["verdict"]) == ("1/8", "agrees")
    assert told("extrema", formula="x^2 - y^2")["points"][0]["kind"] == "saddle point"
    held = told("extrema", formula="x + y", constraints=["x^2 + y^2 = 2"])
    assert [(it["kind"], it["at"]["x"]) for it in held["points"]] == [("minimum", "-1"), ("maximum", "1")]
    assert told("check_answer", question="gradient of x^2 y", answer="(2x y, x^2)")["verdict"] == "right"
    for arguments, said in (
        ({"formulas": ["x", "y"]}, "of one formula; found 2"),
        ({"formulas": ["x"], "ask_for": "slope"}, "ask_for is one of"),
        ({"formulas": ["x"], "at": "1"}, "a value for each variable"),
        ({"formulas": ["x"], "at": "x=1, x=2"}, "names a letter twice"),
    ):
        with pytest.raises(CalcrefError, match=said):
            told("gradient", **arguments)
