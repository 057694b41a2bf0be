"""What a convex function is: no chord runs below its graph."""

from __future__ import annotations

from calcref.core.about import Source, Stated

CONVEX_FUNCTION = Stated(
    id="convex-function",
    name="Convex function",
    page="optimization/convexity/",
    statement="f((1 - t)*x + t*y) <= (1 - t)*f(x) + t*f(y)",
    statement_latex=r"f((1-t)\,x + t\,y) \le (1-t)\,f(x) + t\,f(y)",
    given=("all $x$ and $y$ in a convex domain and all $t$ from $0$ to $1$, by definition",),
    source=Source("Boyd and Vandenberghe, Convex Optimization (2004)", "section 3.1.1"),
    ml_use="A convex loss has no false bottoms: wherever descent comes to rest, nothing is lower.",
)
