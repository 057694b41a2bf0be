"""No rule decides what is true: what judges imports no family, and rules are asked after the verdict is there."""

import subprocess
import sys
from pathlib import Path

import calcref.judging
from calcref.verbs import judging_apart

FAMILIES = ("derivatives", "integrals", "limits", "reals")


def test_deciding_runs_where_the_rules_are_missing():
    banned = "; ".join(f"sys.modules['calcref.{name}'] = None" for name in (*FAMILIES, "catalogue", "core.engine"))
    code = (
        f"import sys; {banned}\n"
        "from calcref.judging.chains import statements\n"
        "from calcref.judging.deciding import decide\n"
        "judged, _ = statements('d/dx x^2 sin(x) = 2x cos(x)', decide)\n"
        "assert judged[0][1].kind == 'wrong'\n"
        "judged, _ = statements('∫ x e^x dx = x e^x - e^x + C', decide)\n"
        "assert judged[0][1].kind == 'right'\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_no_module_that_judges_names_a_family():
    for path in Path(calcref.judging.__file__).parent.rglob("*.py"):
        source = path.read_text("utf-8")
        assert not [name for name in FAMILIES if f"calcref.{name}" in source], path.name


def test_broken_rules_change_no_verdict(monkeypatch):
    monkeypatch.setitem(judging_apart.TASKS, "rules", lambda claim, outcome: ("product-rule",))
    monkeypatch.setattr(judging_apart, "can_ask", lambda: False)
    found = calcref.judge("d/dx x^2 sin(x) = 2x cos(x)\nd/dx x^2 = 2x")
    assert [line.kind for line in found.in_order] == ["wrong", "right"]
    assert found.in_order[1].rules == ("product-rule",)
