"""The shape of the house: who imports whom, one concept one name, and a light way in."""

import ast
import importlib
import inspect
import re
import shutil
import subprocess
import sys

import pytest

import calcref
from calcref.catalogue import NUMERIC as NUMERIC_TUPLES
from calcref.catalogue import SYMBOLIC as SYMBOLIC_CONCEPTS
from calcref.catalogue import catalogue
from calcref.core.about import about
from calcref.core.engine import SOLVE
from calcref.integrals import read_backwards
from calcref.site.blocks.structure import ROOT, imports, packages

PROJECT = ROOT.parent
IMPORTS = imports()
SYMBOLIC = {"derivatives", "integrals", "limits", "matrix", "multivariable"}
BUILT_ON_VERBS = {"exercises", "agents"}
NUMERIC = {
    "autodiff",
    "differences",
    "quadrature",
    "activations",
    "losses",
    "regularizers",
    "probability",
    "information",
    "metrics",
    "optimization",
    "roots",
    "layers",
}
VERBS = {"verbs", "catalogue"}
LIBRARY = {"core", "reals", "verify", "render", "parse", "judging", "convex"} | SYMBOLIC | NUMERIC | VERBS

MAY_IMPORT = {
    "core": {
        "verify",
        "render",
        "reals",
        "verbs",
        "plot",
    },  # only one-line delegations of a derivation and a trace, see below
    "verify": {"core"},
    "render": {"core"},
    "parse": {"core"},
    "judging": {"core", "parse", "render", "verify"},  # no family: rules do not decide what is true
    "reals": {"core"},
    "convex": {"core", "parse", "reals", "render", "verify"},  # no family: what it needs of slopes is passed in
    **{family: {"core", "reals"} for family in SYMBOLIC},
    **{family: {"core", "autodiff", "differences", "verify"} for family in NUMERIC},
    "information": {"core", "autodiff", "verify", "probability"},  # it is about distributions, and theirs alone
    "catalogue": {"core"} | SYMBOLIC,
    "verbs": {"core", "reals", "parse", "render", "verify", "judging", "convex", "optimization", "catalogue"}
    | SYMBOLIC,
    "exercises": {"core", "parse", "render", "verbs"},
    "agents": {"core", "render", "verbs"},
    "playground": {"core", "judging", "parse", "render", "verbs", "verify"},
    "cli": LIBRARY | BUILT_ON_VERBS,
    "plot": LIBRARY,
    "site": LIBRARY | {"cli", "exercises", "playground", "plot"},
}
WITHOUT_NUMPY = (
    {"core", "reals", "render", "parse", "judging", "convex", "playground"} | SYMBOLIC | VERBS | BUILT_ON_VERBS
)
BANNED_FROM_THE_LIBRARY = {"matplotlib", "mkdocs", "markdown", "sklearn", "playwright"}


def modules(package):
    single = ROOT / f"{package}.py"
    return [single] if single.is_file() else sorted((ROOT / package).rglob("*.py"))


def imported(path):
    """The full names of all modules that a file imports from."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def lines(path, text):
    """Where a file holds a text."""
    said = enumerate(path.read_text("utf-8").splitlines(), 1)
    return [f"{path.relative_to(PROJECT).as_posix()}:{number}" for number, line in said if text in line]


def foreign(path):
    """The top-level names of everything that a file imports."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("package", packages())
def test_imports_point_downward(package):
    upward = IMPORTS[package] - MAY_IMPORT[package]
    assert not upward, [it for path in modules(package) for name in upward for it in lines(path, f"calcref.{name}")]


def test_only_the_records_of_a_derivation_and_its_heads_and_a_trace_reach_up_from_the_core():
    above = re.compile(r"calcref\.(verify|render|reals|verbs|plot)")
    reaching = [path.name for path in modules("core") if above.search(path.read_text("utf-8"))]
    assert reaching == [
        *("array_records.py", "constrained.py", "critical_points.py", "methods.py", "questions.py", "records.py")
    ]


def test_the_checks_share_no_code_with_the_rules():
    """A check that asked the function records, the simplifier or a rule's condition would repeat their faults."""
    found = {
        ".".join(name.split(".")[1:3]) for path in modules("verify") for name in imported(path) if "calcref." in name
    }
    shared = {
        "core.along_lines",
        "core.records",
        "core.proofs",
        "core.constrained",
        "core.double",
        "core.array_functions",
        "core.array_heads",
        "core.array_parts",
        "core.array_questions",
        "core.arrays",
        "core.critical_points",
        "core.questions",
        "core.expansion",
        "core.implicit",
        "core.indexed",
        "core.inverse",
        "core.principal_value",
        "core.functions",
        "core.letters",
        "core.expr",
        "core.several",
        "core.walk",
        "core.evidence",
    }
    assert {name for name in found if not name.startswith("verify")} <= shared | {"core.errors", "core.places"}


@pytest.mark.parametrize("package", sorted(WITHOUT_NUMPY & set(packages())))
def test_the_symbolic_half_imports_no_numpy(package):
    found = [(path, name) for path in modules(package) for name in {"numpy", "scipy"} & set(foreign(path))]
    assert not found, [it for path, name in found for it in lines(path, f"import {name}")]


@pytest.mark.parametrize("package", sorted(set(packages()) - {"plot", "site"}))
def test_the_library_imports_no_tools_of_the_site(package):
    assert not BANNED_FROM_THE_LIBRARY & {name for path in modules(package) for name in foreign(path)}


def test_the_symbolic_half_runs_where_numpy_is_missing():
    code = (
        "import sys; sys.modules['numpy'] = None\n"
        "import calcref\n"
        "derivation = calcref.differentiate('x^2 sin(x)')\n"
        "assert derivation.check().verdict == 'proved'\n"
        "assert derivation.to_text() and derivation.to_markdown() and derivation.to_json()\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("concept", catalogue.values(), ids=lambda concept: concept.id)
def test_a_concept_has_its_page_and_its_anchor(concept):
    path, _, anchor = concept.page.partition("#")
    stem = PROJECT / "docs" / path.rstrip("/")
    page = stem.with_suffix(".md") if stem.with_suffix(".md").is_file() else stem / "index.md"
    assert page.is_file(), f"{concept.id} names the page {concept.page}, which does not exist"
    tables = ("derivatives/elementary-functions", "integrals/table-of-integrals")  # they write their anchors themselves
    if anchor and not concept.page.startswith(tables):
        assert f"#{anchor}" in page.read_text("utf-8") or f'id="{anchor}"' in page.read_text("utf-8")


@pytest.mark.parametrize("concept", catalogue.values(), ids=lambda concept: concept.id)
def test_a_concept_has_a_module_or_a_row_of_a_table(concept):
    defining = [path for path in modules(concept.family) if f'"{concept.id}"' in path.read_text("utf-8")]
    rows = [path for path in modules("core") if f'id="{concept.id}"' in path.read_text("utf-8")]
    assert defining or len(rows) == 1


@pytest.mark.parametrize("family", sorted((SYMBOLIC | NUMERIC | BUILT_ON_VERBS) & set(packages())))
def test_a_family_has_its_tests(family):
    tests = PROJECT / "tests"
    assert (tests / family).is_dir() or (tests / f"test_{family}.py").is_file()


def subjects(family):
    """Every concept that a module of the family, or of the core, defines: found by looking at all of their names."""
    for path in modules(family):
        module = importlib.import_module(".".join(path.relative_to(PROJECT).with_suffix("").parts))
        for value in vars(module).values():
            yield from (found for it in (value if isinstance(value, tuple) else (value,)) if (found := about(it)))


def test_the_catalogue_has_every_concept_of_the_families_and_no_other():
    families = SYMBOLIC | NUMERIC | {"core"}
    defined = {found.id for family in sorted(families & set(packages())) for found in subjects(family)}
    defined -= {rule.id for rule in read_backwards.RULES}  # they are one concept, the table
    assert defined - {SOLVE.id} == set(catalogue)  # it only closes what other rules opened


def test_no_id_is_in_the_catalogue_twice():
    symbolic = sum(len(rules) for _, rules in SYMBOLIC_CONCEPTS)
    numeric = sum(len(getattr(importlib.import_module(f"calcref.{family}"), name)) for family, name in NUMERIC_TUPLES)
    assert len(catalogue) == symbolic + numeric


@pytest.mark.parametrize("concept", catalogue.values(), ids=lambda concept: concept.id)
def test_a_concept_says_what_it_is_about(concept):
    told = concept.about
    assert all((told.id, told.name, told.statement, told.page))
    assert told.latex


def test_ids_are_unique_and_slugs():
    places = {}
    for path in ROOT.rglob("*.py"):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if found := re.match(r' *id(?:: ClassVar\[str\])? ?= ?"([^"]+)"', line):
                places.setdefault(found[1], []).append(f"{path.relative_to(PROJECT).as_posix()}:{number}")
    twice = [f"{id} at {', '.join(where)}" for id, where in places.items() if len(where) > 1]
    assert not twice, "\n".join(twice)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key) for key in catalogue)


@pytest.mark.parametrize("name", calcref.__all__)
def test_a_public_name_is_there_and_documented(name):
    value = getattr(calcref, name)
    assert name.startswith("__") or value.__doc__


def test_a_public_name_has_one_home_that_type_checkers_and_the_lazy_import_agree_on():
    tree = ast.parse((ROOT / "__init__.py").read_text("utf-8"))
    told = {
        alias.name: node.module.removeprefix("calcref.")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("calcref.")
        for alias in node.names
    }
    assert told == calcref._HOMES
    assert sorted([*told, "__version__"]) == sorted(calcref.__all__)
    assert set(calcref.__all__) <= set(dir(calcref))


def test_names_keep_their_meaning_beside_modules_of_the_same_name():
    code = (
        "import calcref.parse, calcref.catalogue, calcref\n"
        "assert calcref.parse('x') == calcref.parse.__globals__['parse']('x')\n"
        "assert calcref.catalogue['chain-rule'].name == 'Chain rule'\n"
        "assert calcref.autodiff.grad\n"
        "assert not hasattr(calcref, 'nothing')\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def public_functions():
    for package in packages():
        if package in ("site", "cli"):
            continue
        module = importlib.import_module(f"calcref.{package}")
        for name in getattr(module, "__all__", ()):
            value = getattr(module, name)
            if inspect.isfunction(value) and str(getattr(value, "__module__", "")).startswith("calcref"):
                yield pytest.param(value, id=f"{package}.{name}")


@pytest.mark.parametrize("value", list(public_functions()))
def test_a_public_function_shows_itself_by_an_example(value):
    assert ">>>" in (value.__doc__ or ""), "a public function has a doctest"


def test_the_changelog_and_the_version_agree():
    assert f"## {calcref.__version__}" in (PROJECT / "CHANGELOG.md").read_text("utf-8")


def test_no_file_of_the_library_is_long():
    lines = {path: len(path.read_text("utf-8").splitlines()) for path in ROOT.rglob("*.py")}
    assert not {str(path): count for path, count in lines.items() if count > 340}


def test_nothing_of_this_machine_is_in_the_project():
    if not (shutil.which("git") and (PROJECT / ".git").exists()):
        pytest.skip("not a git checkout, or no git")
    listed = subprocess.run(["git", "ls-files"], cwd=PROJECT, capture_output=True, text=True, check=True)
    for name in listed.stdout.splitlines():
        path = PROJECT / name
        if path.suffix in {".json", ".txt", ".toml", ".yml", ".md", ".py"} and path.is_file():
            text = path.read_text("utf-8")
            assert not re.search(r'"resolved": *"http|--(extra-)?index-url|https?://[^ ]+[.](whl|tgz)', text), name
