"""The faults: one line of the table in docs/how-this-is-checked for each."""

from __future__ import annotations

from tests.faults.fault import Fault

RULES = "tests/derivatives/test_rules.py"

FAULTS: tuple[Fault, ...] = (
    # Rules
    Fault(
        id="sign-in-a-rule",
        kind="a wrong sign in a rule",
        path="calcref/derivatives/quotient_rule.py",
        old="negative(mul(top, raw(Diff, bottom, var)))",
        new="mul(top, raw(Diff, bottom, var))",
        stopped_by=RULES,
    ),
    # Pages
    Fault(
        id="tex-on-a-page",
        kind="TeX that KaTeX does not know",
        path="docs/derivatives/chain-rule.md",
        old="$\\ln(e^x) = x$",
        new="$\\lnn(e^x) = x$",
        stopped_by="build",
        says="Undefined control sequence",
    ),
)
