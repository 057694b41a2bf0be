"""Pages that are not in memory are converted side by side, on every processor, before MkDocs asks for them."""

from __future__ import annotations

import logging
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from mkdocs.structure.pages import Page

Groups = Sequence[Sequence[Page]]
Convert = Callable[[Page], None]


def convert_ahead(groups: Groups, convert: Convert) -> None:
    """Call `convert`, which remembers what it did, for all pages, those of a group in their order in one process.

    A page that fails, or has something to say, is not remembered: it will fail, or say so, when its turn comes.
    Only Linux forks safely, and only a process without threads; elsewhere this does nothing, and all is done in turn.
    """
    workers = min(len(groups), os.cpu_count() or 1)
    if workers < 2 or sys.platform != "linux" or threading.active_count() > 1:
        return
    fork = multiprocessing.get_context("fork")
    turn = fork.Value("i", 0)
    started = [fork.Process(target=_work, args=(groups, convert, turn), daemon=True) for _ in range(workers)]
    for process in started:
        process.start()
    for process in started:
        process.join()


def _work(groups: Groups, convert: Convert, turn: Any) -> None:
    logging.getLogger("mkdocs").handlers.clear()
    while True:
        with turn.get_lock():
            mine = turn.value
            turn.value += 1
        if mine >= len(groups):
            return
        for page in groups[mine]:
            with suppress(Exception):
                convert(page)
