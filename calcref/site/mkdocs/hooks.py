"""For MkDocs alone: for speed, for messages, and for what follows from all pages at once.

That is the search index, at the end of a rule's page the derivations that go by the rule, the files beside the pages,
each as Markdown and as a notebook, and the tally of what was checked, for the page that counts it.

A page whose inputs did not change is not converted again. And what the search index leaves out stands aside while the
pages are put together: formulas above all, which are most of the HTML, and would be parsed for nothing.
"""

from __future__ import annotations

import json
import os
import re
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

from calcref.core.shown import SITE
from calcref.site.markdown.glossary import terms
from calcref.site.markdown.sessions import Block, Session
from calcref.site.mkdocs.ahead import convert_ahead
from calcref.site.mkdocs.answered import Answers
from calcref.site.mkdocs.blocks import known, sessions_of
from calcref.site.mkdocs.finding import index, rows
from calcref.site.mkdocs.later import BESIDE, Built, Later
from calcref.site.mkdocs.memory import CACHE, Ground, convert, is_reference, remembers
from calcref.site.mkdocs.places import name_places
from calcref.site.mkdocs.policy import enforce
from calcref.site.mkdocs.port import must_be_free
from calcref.site.mkdocs.progress import Progress
from calcref.site.mkdocs.running import run_ahead
from calcref.site.mkdocs.runtime import PLACE, Runtime, asks
from calcref.site.mkdocs.sections import sections
from calcref.site.mkdocs.serving import after_edits
from calcref.site.mkdocs.tally import counts, write_tally
from calcref.site.mkdocs.twins import llms, twin, twins
from calcref.site.mkdocs.uses import listed, uses

QUIET = re.compile(r"(<(typeset-math|details)\b[^>]*\bdata-search-exclude\b[^>]*>)(.*?)(</\2>)", re.DOTALL)
MARK = re.compile(r"<!--aside (\d+)-->")
EMPTY = re.compile(r"\s*\n\s*")  # what templates leave around every item of the navigation
CONCEPTS = Block("concepts", "from calcref.site.blocks.concepts import concepts\nprint(concepts())")
SEARCH = "the search index"
SEARCHED = {"search": [CONCEPTS]}


_LATER = Later(CACHE / "followed")
_ABOUT_TO_SERVE = Event()  # MkDocs says at its start that it will serve, and a little later where
_SERVES = Event()


def on_startup(command: str, **_: Any) -> None:
    """Keep in mind that an address will be wanted, and leave no bytecode in a folder that is watched."""
    if command == "serve":
        _ABOUT_TO_SERVE.set()
        _SERVES.set()
        sys.dont_write_bytecode = True


def on_serve(server: Any, config: Any, builder: Any) -> None:
    """Let nothing but an edit start a build, or the end of the build beside the server."""
    watched = [config.docs_dir, config.config_file_path, *config.theme.dirs[:1], *config.watch, str(_LATER.mark)]
    _LATER.mark.touch()
    server.watch(str(_LATER.mark))
    server.builder = after_edits(builder, watched)
    server.set_app(_LATER.hearing(server.get_app(), server.mount_path))


def on_shutdown() -> None:
    """End what runs beside the server."""
    _LATER.stop()


def on_config(config: Any, **_: Any) -> None:
    """Before the first build, see that the address is free; let MkDocs name the lines of what leads nowhere."""
    if _ABOUT_TO_SERVE.is_set():
        _ABOUT_TO_SERVE.clear()
        must_be_free(*config.dev_addr)
    name_places(Path(config.docs_dir), Path(config.config_file_path))


def on_nav(nav: Any, config: Any, files: Any) -> None:
    """Put every page into memory that is not there, and let MkDocs convert all of them from memory."""
    config.in_order = nav.pages
    wanted = asks(files) and not os.environ.get(BESIDE)
    config.runtime = Runtime.begun(CACHE, with_memory=not _SERVES.is_set()) if wanted else None
    pages = [file.page for file in files.documentation_pages()]
    config.ground = ground = Ground.of(config, files)
    if _SERVES.is_set():
        texts = {SEARCH: CONCEPTS.code} | {page.file.src_uri: page.file.content_string for page in pages}
        config.built = Built(ground.library, ground.common, texts)
        urls = {SEARCH: SEARCH} | {page.file.src_uri: page.url.removeprefix("./") for page in pages}
        config.ground = ground = replace(ground, waiting=_LATER.wait(config.built, urls))
    missing = []
    _run_blocks(pages, ground)
    for page in pages:
        key = ground.key(page)
        page.render = partial(convert, page, key, ground)
        if not remembers(page, key):
            missing.append(page)
    config.progress = Progress(len(missing))
    for page in missing:
        page.render = config.progress.telling(page.file.src_uri, page.render)

    def ahead(page: Any) -> None:
        page.read_source(config)
        page.markdown = config.plugins.on_page_markdown(page.markdown, page=page, config=config, files=files)
        page.render(config, files)

    reference = [page for page in missing if is_reference(page.file)]
    groups = [reference, *([page] for page in missing if page not in reference)]
    convert_ahead([group for group in groups if group], ahead)


def _run_blocks(pages: list[Any], ground: Ground) -> None:
    """Let the blocks run that have to, those of a page that counts what was checked when all others have."""
    last = [page for page in pages if counts(page.file.content_string)]
    others = [page for page in pages if page not in last]
    searched = known(SEARCHED, ground.blocks, ground.library_of(SEARCH))
    for group, more in (others, {} if searched else {SEARCH: SEARCHED}), (last, {}):
        waiting = {it.file.src_uri: sessions_of(it.file.content_string) for it in group if not ground.key(it)}
        progress = Progress(len(waiting), what="blocks of page")
        run_ahead({**waiting, **more}, ground.blocks, progress.tell, more=_SERVES.is_set())
        progress.end()
        if group is others:
            write_tally({page.file.src_uri: ground.known(page.file) or [] for page in others})


def on_env(env: Any, config: Any, files: Any, **_: Any) -> None:
    """Leave the line to MkDocs; put together what can be found, and tell each rule's page who goes by the rule."""
    config.progress.end()
    pages = {page.url.removeprefix("./"): page for page in (file.page for file in files.documentation_pages())}
    told = {url: (page.ancestors[-1].title if page.ancestors else "", page.sections) for url, page in pages.items()}
    concepts = json.loads(Session(config.ground.blocks, config.ground.library_of(SEARCH)).output(CONCEPTS))
    there = [concept for concept in concepts if concept[1].partition("#")[0] in told]
    config.index = index(rows(told, there, terms(Path(config.docs_dir)), CACHE))
    used = uses({url: page.sections for url, page in pages.items()}, there)
    for url, page in pages.items():
        page.content += listed(url, used.get(url, {}))
    address = config.mdx_configs.get("calcref.site.markdown.extension", {}).get("address", SITE)
    config.twins = twins(config, files, address, config.ground)
    config.answers = None
    if config.runtime and not _SERVES.is_set():
        asked = [it for page in pages.values() for section in page.sections for it in section.asked]
        config.answers = Answers.begun(asked, CACHE / "answers", config.runtime.sources.stem)
    config.twins["llms.txt"] = llms(config, config.in_order, config.twins)


def on_page_content(html: str, page: Any, **_: Any) -> str:
    """Set aside what the search index leaves out; a mark stands for each."""
    page.aside = []

    def aside(match: re.Match[str]) -> str:
        page.aside.append(match[3])
        return f"{match[1]}<!--aside {len(page.aside) - 1}-->{match[4]}"

    rest = QUIET.sub(aside, html)
    page.sections = sections(rest)
    page.meta["search"] = {"exclude": True}  # from Material's index, which every page would fetch
    return rest


def on_page_context(context: Any, page: Any, config: Any, **_: Any) -> None:
    """Material's plugin has read it by now. The template links to the twins that there are."""
    del page.meta["search"]
    places = {name: twin(page.file, name) for name in (".md", ".ipynb")}
    context["twins"] = {name[1:]: Path(place).name for name, place in places.items() if place in config.twins}


def on_post_page(output: str, page: Any, **_: Any) -> str:
    """Put it back, into a frame without the empty lines of its templates."""
    before, article, after = framed(output)
    return before + MARK.sub(lambda match: page.aside[int(match[1])], article) + after


def framed(output: str) -> tuple[str, str, str]:
    """A page as its article, and what stands before and after it without empty lines."""
    before, begin, rest = output.partition("<article")
    article, end, after = rest.rpartition("</article>")
    return EMPTY.sub("\n", before), begin + article + end, EMPTY.sub("\n", after)


def on_post_build(config: Any, **_: Any) -> None:
    """Put the index where Material's would be, the twins beside their pages, and the policy into these.

    `mkdocs serve` adds a script of its own to pages, so they have no policy there.
    """
    folder = Path(config.site_dir)
    (folder / "search" / "search_index.json").unlink()
    (folder / "search" / "index.js").write_text(config.index, "utf-8")
    (folder / "sitemap.xml.gz").unlink()  # it holds the date of the build, and servers compress by themselves
    if config.runtime:
        config.runtime.place(folder)
    if config.answers:
        config.answers.place(folder / PLACE)
    for place, text in config.twins.items():
        (folder / place).write_text(text, "utf-8")
    if _SERVES.is_set():
        _LATER.end(config.built, config.config_file_path)
    else:
        enforce(folder)
