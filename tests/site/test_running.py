"""After an edit of the library only those blocks run again that follow from what was edited."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tests.site.conftest import ROOT, Small

RULE = "calcref/derivatives/quotient_rule.py"
BLOCKS = {
    "calls-it": 'from calcref import differentiate\nprint(differentiate("sin(x)/x").answer)',
    "calls-another": 'from calcref import differentiate\nprint(differentiate("sin(x)").answer)',
    "says-its-name": "from calcref.derivatives.quotient_rule import RULE\nprint(RULE.name)",
    "shows-its-text": (
        "from calcref.derivatives.quotient_rule import rewrite\nfrom calcref.site import code\n"
        "print(code(rewrite).count('Softmax'), len(code(rewrite)))"
    ),
    "asks-elsewhere": (
        "import subprocess, sys\nprogram = 'from calcref.derivatives.quotient_rule import RULE; print(RULE.ml_use)'\n"
        "print(subprocess.check_output([sys.executable, '-c', program], text=True))"
    ),
    "adds-up": "from calcref.quadrature import trapezoid\nprint(trapezoid(lambda x: x, 0, 1, 2))",
}
EDITS = {
    "a comment": (RULE, "RULE = Rule(", "# The rule.\nRULE = Rule(", {"shows-its-text", "asks-elsewhere"}),
    "a body": (
        RULE,
        "        yield Rewriting(",
        "        bottom = mul(bottom)\n        yield Rewriting(",
        {"calls-it", "shows-its-text", "asks-elsewhere"},
    ),
    "a name": (RULE, 'name="Quotient rule"', 'name="Rule of quotients"', set(BLOCKS) - {"adds-up"}),
    "a body of another family": (
        "calcref/quadrature/composite.py",
        "float(self.upper) - float(self.lower)",
        "float(self.lower) - float(self.upper)",
        {"adds-up", "asks-elsewhere"},
    ),
}


@pytest.fixture
def own(small: Small) -> Small:
    """A site with a page for each block, and a copy of the library."""
    shutil.copytree(ROOT / "calcref", small.root / "calcref", ignore=shutil.ignore_patterns("__pycache__"))
    for name, code in BLOCKS.items():
        noting = f"print({name!r}, file=open('ran.txt', 'a'))"
        small.write(**{name: f'# Page\n\n```python exec="1" session="{name}" id="{name} a"\n{code}\n{noting}\n```\n'})
    return small


def ran(site: Small) -> set[str]:
    """Build, and see which blocks ran."""
    said = site.root / "ran.txt"
    said.unlink(missing_ok=True)
    done = site.build(library=site.root)
    assert done.returncode == 0, done.stderr
    names = said.read_text("utf-8").split() if said.is_file() else []
    assert len(names) == len(set(names))
    return set(names)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every block runs again")
def test_an_edit_lets_what_follows_from_it_run_again(own: Small) -> None:
    assert ran(own) == set(BLOCKS)
    assert ran(own) == set()
    for what, (path, old, new, wanted) in EDITS.items():
        edit(own.root / path, old, new)
        assert ran(own) == wanted, what
    assert "Rule of quotients" in own.html("says-its-name")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{path} holds {old!r} {text.count(old)} times"
    path.write_text(text.replace(old, new), "utf-8")
