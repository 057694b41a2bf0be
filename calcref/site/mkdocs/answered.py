"""The questions that stand on the site's pages, answered while it is built: a browser needs no Python for them."""

from __future__ import annotations

import json
import logging
import multiprocessing
import sys
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from multiprocessing.process import BaseProcess
from pathlib import Path

from calcref.site.markdown.keep import keep

log = logging.getLogger("mkdocs.plugins.calcref")

INDEX = "answers.json"


@dataclass
class Answers:
    """The answers to all questions that pages lead to.

    Args:
        kept: where each is kept, by the question.
        process: what finds those that are missing.
    """

    kept: dict[str, Path]
    process: BaseProcess | None = None

    @classmethod
    def begun(cls, questions: Iterable[str], folder: Path, library: str) -> Answers:
        """The answers to `questions`; those that are not in `folder` for this `library` are being found."""
        names = {it: sha256(f"{library} {it}".encode()).hexdigest()[:16] for it in questions}
        made = cls({question: folder / f"{names[question]}.json" for question in sorted(names)})
        missing = {question: path for question, path in made.kept.items() if not path.is_file()}
        if missing and sys.platform == "linux" and threading.active_count() == 1:
            made.process = multiprocessing.get_context("fork").Process(target=_find, args=(missing,), daemon=True)
            made.process.start()
        elif missing:
            _find(missing)
        return made

    def place(self, target: Path) -> None:
        """Put the answers into `target`, with a list of the questions; a question without an answer is told of."""
        if self.process is not None:
            self.process.join()
        index = {}
        for question, path in self.kept.items():
            answer = path.read_text("utf-8") if path.is_file() else '{"error": "none was found"}'
            if said := json.loads(answer).get("error"):
                log.warning("calcref: a page leads to the question %r, which is not answered: %s", question, said)
                continue
            index[question] = path.name
            (target / path.name).write_text(answer, "utf-8")
        (target / INDEX).write_text(json.dumps(index, ensure_ascii=False), "utf-8")


def _find(missing: dict[str, Path]) -> None:
    from calcref.playground.serve import serve

    for question, path in missing.items():
        keep(path, serve("whole", json.dumps([question])))
