"""Executed fences: what a fence may say, what its block printed, and where it stands when it fails.

markdown-exec turns what a block printed into a part of the page. SuperFences drops whatever is raised inside a
fence, so nothing is: a failure becomes a problem of the page, and the page fails at its end.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown_exec import base_format

from calcref.site.markdown.cells import Cells
from calcref.site.markdown.page import Page, page_of
from calcref.site.markdown.sessions import Block, BlockError, Session
from calcref.site.markdown.source import anchors

FLAGS = {"exec": False, "html": False, "updatetoc": True}
NAMES = {"session": "", "id": "", "reads": ""}
SHOWN = {"source": {"", "above", "below", "block", "tabbed-left", "tabbed-right", "console"}}
PASSED_ON = {"title", "hl_lines"}


def validator(
    language: str, inputs: dict[str, str], options: dict[str, Any], attrs: dict[str, str], md: Markdown
) -> bool:
    """Whether the fence is one of ours; its options go to `options`. A wrong option is a problem of the page."""
    if not _flag(inputs.get("exec", "no")):
        return False
    page, name = page_of(md), inputs.get("id", "")
    line = page.line_of(f'id="{name}"') if name else None
    for option in ("session", "id"):
        if not inputs.get(option):
            page.problem(f"an executed block without {option}=", line)
    for option in inputs.keys() - FLAGS.keys() - NAMES.keys() - SHOWN.keys() - PASSED_ON - {"result"}:
        page.problem(f"unknown option {option}= of the block {name!r}", line)
    if inputs.get("reads") and not Path(inputs["reads"]).is_file():
        page.problem(f"the block {name!r} reads {inputs['reads']!r}, which is no file here", line)
    source = inputs.get("source", "")
    if source not in SHOWN["source"]:
        page.problem(f"source={source!r} of the block {name!r} is none of {sorted(SHOWN['source'] - {''})}", line)
    options.update({flag: _flag(inputs[flag]) if flag in inputs else usual for flag, usual in FLAGS.items()})
    options.update({option: inputs.get(option, "") for option in ("session", "id", "reads", "source", "result")})
    options["extra"] = {option: inputs[option] for option in PASSED_ON & inputs.keys()}
    return True


def formatter(source: str, language: str, css_class: str, options: dict[str, Any], md: Markdown, **given: Any) -> str:
    """The HTML of a block and of what it printed; empty where it failed."""
    page, name = page_of(md), options["id"]
    try:
        shown = str(
            base_format(
                language="python",
                run=lambda code, **_: _printed(page, Block(name, code, options["reads"]), options["session"]),
                code=source,
                md=md,
                html=options["html"],
                source=options["source"],
                result=options["result"],
                id=name,
                id_prefix=anchors(name),
                update_toc=options["updatetoc"],
                extra=options["extra"],
            )
        )
        return _as_cell(page, shown, source, options) if options["source"] else shown
    except BlockError as error:
        if options["session"] in page.broken and str(error).startswith("NameError"):
            return ""  # a name that the block before it did not live to give
        page.broken.add(options["session"])
        fence = page.line_of(f'id="{name}"')
        page.problem(f"the block {name!r}: {error}", fence + (error.line or 0) if fence else None)
    except Exception as error:
        page.problem(f"the output of the block {name!r}: {type(error).__name__}: {error}", page.line_of(f'id="{name}"'))
    return ""


def _as_cell(page: Page, shown: str, source: str, options: dict[str, Any]) -> str:
    """What is shown of a block whose code is seen, marked where a reader can change and run it."""
    cells = page.cells.setdefault(options["session"], Cells())
    cell = cells.next(options["id"], source, options["reads"])
    is_shown_so = options["source"] == "above" and not options["html"]
    return cell.around(shown, bool(options["result"])) if cell and is_shown_so else shown


def _printed(page: Page, block: Block, session: str) -> str:
    if block.name in page.outputs:
        raise BlockError("a second block of this name")
    page.outputs[block.name] = ""
    if session not in page.sessions:
        page.sessions[session] = Session(page.options.cache / "blocks")
    page.outputs[block.name] = page.sessions[session].output(block)
    return page.outputs[block.name]


def _flag(value: str) -> bool:
    return value.lower() not in {"", "0", "no", "off", "false"}
