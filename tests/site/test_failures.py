"""What a page gets wrong stops the build and is named with page, line and message (traps 2, 3, 5, 6 and 7)."""

from __future__ import annotations

import pytest

from tests.site.conftest import Small


def fence(code: str, options: str = 'exec="1" session="page" id="page a"') -> str:
    return f"```python {options}\n{code}\n```"


START = "# Page\n\nSome text.\n\n"

FAILURES = {
    "TeX on the page": (START + "Now $\\frca{1}{2}$.\n", "docs/page.md:5: KaTeX: Undefined control sequence: \\frca"),
    "TeX printed by a block": (
        START + fence('print("Now $\\\\" + "frcb{1}{2}$.")'),
        "KaTeX: Undefined control sequence: \\frcb\n    in the formula \\frcb{1}{2}\n    printed by the block 'page a'",
    ),
    "a block that raises": (
        START + fence("one = 1\none / 0\nprint(one)"),
        "docs/page.md:7: the block 'page a': ZeroDivisionError: division by zero",
    ),
    "a figure of what is not compiled": (
        START + fence("from calcref.plot import secant_to_tangent\nprint(secant_to_tangent('x^2/2', 1))"),
        "docs/page.md:5: a figure calls 'x^2/2', which is not compiled",
    ),
    "a block that prints nothing": (START + fence("one = 1"), "docs/page.md:5: the block 'page a': prints nothing"),
}


@pytest.mark.parametrize(("page", "message"), FAILURES.values(), ids=FAILURES)
def test_each_failure_stops_the_build_even_if_that_is_not_strict(small: Small, page: str, message: str) -> None:
    small.write(page=page)
    done = small.build()
    assert done.returncode != 0
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_a_page_names_all_its_problems_at_once(small: Small) -> None:
    small.write(
        page=START
        + "\n\n".join(
            text.removeprefix(START).replace("page a", f"page {index}")
            for index, (text, _) in enumerate(FAILURES.values())
        )
    )
    done = small.build()
    assert done.returncode != 0
    for said in ("docs/page.md:5: KaTeX", "printed by the block 'page 1'", "ZeroDivisionError", "prints nothing"):
        assert said in done.stderr


def test_a_name_that_a_broken_block_did_not_give_is_not_told_again(small: Small) -> None:
    small.write(
        page=START
        + fence("one = 1 / 0\nprint(one)")
        + "\n\n"
        + fence("print(one)", 'exec="1" session="page" id="page b"')
        + "\n\n"
        + fence("print(1 + '')", 'exec="1" session="page" id="page c"')
    )
    said = small.build().stderr
    assert "ZeroDivisionError" in said
    assert "NameError" not in said
    assert "the block 'page c': TypeError" in said


PROBLEMS = {
    "a syntax error": (fence("print(1)\nprint(("), "docs/page.md:7: the block 'page a': SyntaxError"),
    "a warning": (
        fence("import warnings\nwarnings.warn('beware')\nprint(1)"),
        "docs/page.md:7: the block 'page a': UserWarning: beware",
    ),
    "no session": (fence("print(1)", 'exec="1" id="page a"'), "docs/page.md:5: an executed block without session="),
    "no id (trap 7)": (fence("print(1)", 'exec="1" session="page"'), "an executed block without id="),
    "two blocks of one name": (fence("print(1)") + "\n\n" + fence("print(2)"), "a second block of this name"),
    "an unknown option (trap 6)": (
        fence("print(1)", 'exec="1" session="page" id="page a" sauce="above"'),
        "docs/page.md:5: unknown option sauce= of the block 'page a'",
    ),
    "a wrong value": (fence("print(1)", 'exec="1" session="page" id="page a" source="aside"'), "source='aside'"),
    "a file that is not there": (
        fence("print(1)", 'exec="1" session="page" id="page a" reads="figures.json"'),
        "docs/page.md:5: the block 'page a' reads 'figures.json', which is no file here",
    ),
    "an indented fence that nothing contains (trap 6)": (
        "Text\n\n    " + fence("print(1)").replace("\n", "\n    "),
        "docs/page.md:7: an executed fence that shows as text",
    ),
    "a formula in a heading (trap 9)": ("## The power $x^n$\n", "docs/page.md:5: a heading with the formula"),
    "a link to a page that is not there": (
        "[Rule](https://calcref.github.io/calcref/derivatives/no-rule/)",
        "docs/page.md:5: link to 'derivatives/no-rule/', which is no page of the site",
    ),
    "such a link printed by a block": (
        fence("print('[Rule](https://calcref.github.io/calcref/' + 'no-rule/)')"),
        "link to 'no-rule/', which is no page of the site",
    ),
    "a docstring with bad TeX": ("::: wrong\n", "in the docstring that begins with 'Bad $\\\\frca$.'"),
    "an image without words": (
        "![](assets/picture.png)",
        "docs/page.md:5: the image 'assets/picture.png' has no words",
    ),
    "a link in a formula": ("$\\href{https://example.org}{x}$", "\\href is not allowed in a formula"),
}


@pytest.mark.parametrize(("part", "message"), PROBLEMS.values(), ids=PROBLEMS)
def test_each_problem_stops_the_build(small: Small, part: str, message: str) -> None:
    (small.root / "wrong.py").write_text('"""Bad $\\\\frca$."""\n', "utf-8")
    small.write(page=START + part)
    done = small.build()
    assert done.returncode != 0
    assert message in done.stderr
