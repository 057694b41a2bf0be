"""The server: its tools, and what each is given."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from calcref.agents.bounded import Bounded
from calcref.core.errors import CalcrefError
from calcref.core.named import named

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

INSTRUCTIONS = (
    "Calculus in named, checked steps. Formulas are text such as x^2 sin(x), e^(-x^2/2), ln(x), |x|, or LaTeX; "
    "multiplication of long names is written x*y. What could be read in two ways is refused, with the readings."
)


OF_ONE = frozenset(("gradient", "hessian", "laplacian"))
OF_SEVERAL = frozenset(("jacobian", "divergence", "curl"))


def serve(seconds: float = 30) -> None:
    """Serve tools over standard input and output until the client leaves; one answer takes at most so many seconds.

    Raises:
        CalcrefError: the package mcp is missing.

    >>> serve(seconds=10)  # doctest: +SKIP
    """
    asked = Bounded(seconds)
    try:
        made(asked).run()
    finally:
        asked.apart.end()


def made(asked: Bounded) -> MCPServer[Any]:
    """The server with its tools, which ask `asked`.

    Raises:
        CalcrefError: the package mcp is missing.
    """
    try:
        from mcp.server.mcpserver import MCPServer
        from mcp.server.mcpserver.exceptions import ToolError
    except ModuleNotFoundError as error:
        raise CalcrefError(
            "tools for agents are served by the package mcp, version 2, which is not installed; try pip install "
            "'calcref[mcp]'"
        ) from error
    from calcref import __version__

    def ask(name: str, **arguments: Any) -> dict[str, Any]:
        try:
            return asked.ask(name, arguments)
        except CalcrefError as error:
            raise ToolError(str(error)) from error

    server: MCPServer[Any] = MCPServer("calcref", instructions=INSTRUCTIONS, version=__version__, log_level="WARNING")
    for tool in tools(ask):
        server.add_tool(tool)
    return server


def tools(ask: Callable[..., dict[str, Any]]) -> tuple[Callable[..., dict[str, Any]], ...]:
    """The tools; what they say of themselves is what an agent reads."""

    def differentiate(
        formula: str, variable: str | None = None, order: int = 1, at: str | None = None
    ) -> dict[str, Any]:
        """The derivative of a formula with every step, checked; `at` a point: its value there.

        `variable` is needed only where the formula holds several letters; `order` is 1 to 20.
        """
        return ask("differentiate", formula=formula, x=variable, order=order, at=at)

    def integrate(
        formula: str,
        variable: str | None = None,
        lower: str | None = None,
        upper: str | None = None,
        assume: str | None = None,
    ) -> dict[str, Any]:
        """An antiderivative, or with `lower` and `upper` (such as "0", "pi/2", "oo") the integral between them.

        `assume` says what is known of letters, as in "a > 0".
        """
        return ask("integrate", formula=formula, x=variable, lower=lower, upper=upper, assume=assume)

    def limit(formula: str, to: str, variable: str | None = None, side: str = "both") -> dict[str, Any]:
        """What a formula tends to as its variable tends to `to`, such as "0", "oo" or "-oo", with every step.

        `side` is both, left or right.
        """
        return ask("limit", formula=formula, x=variable, to=to, side=side)

    def taylor(formula: str, variable: str | None = None, about: str = "0", order: int = 3) -> dict[str, Any]:
        """The Taylor polynomial of a formula about a place, of degree 0 to 19."""
        return ask("taylor", formula=formula, x=variable, about=about, order=order)

    def gradient(
        formulas: list[str],
        variables: str | None = None,
        at: str | None = None,
        ask_for: str = "gradient",
    ) -> dict[str, Any]:
        """A derivative of formulas in several variables with every step, checked; `at` a place, as in "x=1, y=2".

        `ask_for` is gradient, hessian or laplacian of one formula; jacobian of several; divergence or curl of a field,
        which is a formula for each variable. `variables` are names, as in "x, y"; every letter where none are given.
        """
        if ask_for not in OF_ONE | OF_SEVERAL:
            raise CalcrefError(f"ask_for is one of {', '.join(sorted(OF_ONE | OF_SEVERAL))}; found {ask_for!r}")
        if ask_for in OF_ONE and len(formulas) != 1:
            raise CalcrefError(f"a {ask_for} is that of one formula; found {len(formulas)}: ask for the jacobian")
        about = formulas[0] if ask_for in OF_ONE else formulas
        return ask(ask_for, formula=about, variables=variables, at=named(at, "at", "a value for each variable"))

    def double_integral(formula: str, inner: list[str], outer: list[str]) -> dict[str, Any]:
        """The integral over a region of the plane with every step, checked, from the inside out.

        `inner` is the variable that is integrated first with its bounds, which may hold the other: ["y", "0", "x"];
        `outer` is the other one: ["x", "0", "1"].
        """
        return ask("double_integral", formula=formula, inner=inner, outer=outer)

    def extrema(formula: str, constraints: list[str] | None = None, variables: str | None = None) -> dict[str, Any]:
        """Where a formula is level and what the second-order test says there, or its candidates under equations.

        `constraints` are equations such as "x^2 + y^2 = 1", by which Lagrange's multipliers are used.
        """
        return ask("extrema", formula=formula, constraints=constraints, variables=variables)

    def matrix_gradient(formula: str, wrt: str, shapes: str, ask_for: str = "gradient") -> dict[str, Any]:
        """The derivative of a function of vectors and matrices as a matrix formula, with steps, check and NumPy source.

        A formula is text such as "||A x - y||^2", "x' A x", "tr(A X B)", "log det(X)"; `wrt` is one of its names, and
        `shapes` is "A: m n, x: n, S: n n symmetric, c:". `ask_for` is gradient, jacobian, hessian or vjp.
        """
        kinds = ("gradient", "jacobian", "hessian", "vjp")
        if ask_for not in kinds:
            raise CalcrefError(f"ask_for is one of {', '.join(kinds)}; found {ask_for!r}")
        return ask(f"matrix_{ask_for}", formula=formula, wrt=wrt, shapes=shapes)

    def check_answer(question: str, answer: str) -> dict[str, Any]:
        """Whether `answer` is the answer to a question, or where both differ; decided by numbers, not by rules.

        A question is text such as "d/dx x^2 sin(x)", "∫ x e^x dx", "∫_0^1 x^2 dx", "lim x->0 sin(x)/x",
        "gradient of x^2 y", "∂²/∂x∂y x^2 y", "∫_0^1 ∫_0^x x y dy dx", or LaTeX; a vector is answered as (2x, y).
        """
        return ask("check_answer", question=question, answer=answer)

    def judge(text: str, shapes: str | None = None) -> dict[str, Any]:
        """Which lines of a derivation are right, and which is the first wrong one; decided by numbers, not by rules.

        A derivation is a chain of equalities, one after another or a line each, as text or LaTeX, words between. A line
        is right, wrong (with a point, both values and the likely mistake), right under a condition, or undecided. Lines
        of vectors and matrices need `shapes`, as in "A: m n, x: n", and write derivatives as grad_x f or hessian_x f.
        """
        return ask("judge", text=text, shapes=shapes)

    several = gradient, double_integral, extrema
    return differentiate, integrate, limit, taylor, *several, matrix_gradient, check_answer, judge
