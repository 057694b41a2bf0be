"""While the site is served, an edit starts one build, and bytecode none."""

from __future__ import annotations

from pathlib import Path

from calcref.site.mkdocs.serving import after_edits


def test_only_an_edit_starts_a_build(tmp_path: Path) -> None:
    built: list[int] = []
    module, config = tmp_path / "library" / "module.py", tmp_path / "mkdocs.yml"
    module.parent.mkdir()
    for file in (module, config):
        file.write_text("a", "utf-8")
    build = after_edits(lambda: built.append(1), [str(module.parent), str(config)])
    build()
    assert len(built) == 0
    bytecode = module.parent / "__pycache__" / "module.pyc"
    bytecode.parent.mkdir()
    bytecode.touch()
    build()
    assert len(built) == 0
    for number, file in enumerate((module, config, module.parent / "new.py"), 1):
        file.write_text("edited", "utf-8")
        build()
        build()
        assert len(built) == number
    module.unlink()
    build()
    assert len(built) == 4


def test_an_edit_during_a_build_starts_another(tmp_path: Path) -> None:
    page, built = tmp_path / "page.md", []

    def during() -> None:
        built.append(page.read_text("utf-8"))
        if len(built) == 1:
            page.write_text("edited again", "utf-8")

    build = after_edits(during, [str(tmp_path)])
    page.write_text("edited", "utf-8")
    for _ in range(3):
        build()
    assert built == ["edited", "edited again"]
