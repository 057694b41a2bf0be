"""`python -m benchmarks.playground FOLDER`: how long a reader of a built site waits for a derivation, and for how much.

Chromium asks on this machine, in a fresh profile each time: the first question cold, the second one, and the first one
again when the page is opened once more. Times go from the click to the derivation on the page, and are medians of 5.
Bytes are those of everything fetched, as a server sends them that packs what is not packed already. `slow` is the first
question where the server sends 20 megabits a second.
"""

from __future__ import annotations

import gzip
import shutil
import sys
import threading
import time
from functools import cache
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from benchmarks.serving import Quiet, served

RUNS = 5
QUESTIONS = ("d/dx x^3 sin(x)", "d/dx x^4 cos(x)")  # none that the site has answered
TARGETS = {"cold": 2.0, "warm": 1.5, "next": 0.1, "slow": 9.0, "megabytes": 21.0}
PACKED = {".html", ".css", ".js", ".mjs", ".json", ".svg", ".txt", ".wasm"}
SLOW = 2_500_000  # bytes a second
PIECE = 65_536


@cache
def _packed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 6)


class Packing(Quiet):
    """Serves files as a web server does: packed, to be kept by the browser, and at a certain speed."""

    rate = 0  # bytes a second; 0 for as fast as it goes
    sent = 0
    line = threading.Lock()

    def do_GET(self) -> None:
        """Answer with the file."""
        place = Path(self.translate_path(self.path))
        place = place / "index.html" if place.is_dir() else place
        if not place.is_file():
            self.send_error(404)
            return
        body = _packed(place) if place.suffix in PACKED else place.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(place)))
        self.send_header("Cache-Control", "max-age=600")
        if place.suffix in PACKED:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        Packing.sent += len(body)
        for start in range(0, len(body), PIECE):
            piece = body[start : start + PIECE]
            if self.rate:
                with self.line:
                    time.sleep(len(piece) / self.rate)
            self.wfile.write(piece)


def _open(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(f"{address}/playground/", wait_until="networkidle")
    return page


def _ask(page: Page, question: str) -> float:
    """Seconds from the click to the derivation."""
    took: float = page.evaluate(
        """(question) => new Promise((done) => {
          document.querySelector("#cr-question").value = question
          const result = document.querySelector(".cr-result")
          const before = result.querySelector(".cr-shown")
          const begun = performance.now()
          const seen = () => {
            const shown = result.querySelector(".cr-shown")
            if (!shown?.querySelector(".katex") || shown === before) return
            watch.disconnect()
            requestAnimationFrame(() => setTimeout(() => done((performance.now() - begun) / 1000)))
          }
          const watch = new MutationObserver(seen)
          watch.observe(result, { childList: true })
          document.querySelector(".cr-go").click()
        })""",
        question,
    )
    page.wait_for_selector(".cr-take")  # what comes after it is not measured
    return took


def _cold(browser: Browser, address: str) -> dict[str, float]:
    """One run of a reader: cold, the next question, and the page opened again."""
    first, second = QUESTIONS
    context = browser.new_context()
    page = _open(context, address)
    before = Packing.sent
    found = {"cold": _ask(page, first)}
    found["megabytes"] = (Packing.sent - before) / 1e6
    _ask(page, second)
    found["next"] = _ask(page, first)
    page.close()
    found["warm"] = _ask(_open(context, address), first)
    context.close()
    return found


def measure(folder: Path) -> dict[str, float]:
    """The medians of all runs."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    for path in (folder / "assets" / "runtime").iterdir():
        if path.suffix in PACKED:
            _packed(path)
    with served(folder, Packing) as port, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        address = f"http://127.0.0.1:{port}"
        runs = [_cold(browser, address) for _ in range(RUNS)]
        found = {name: median(run[name] for run in runs) for name in runs[0]}
        Packing.rate = SLOW
        context = browser.new_context()
        found["slow"] = _ask(_open(context, address), QUESTIONS[0])
        context.close()
        browser.close()
    return found


def table(found: dict[str, float]) -> str:
    """The measures as lines for a terminal, beside what they were to be."""
    return "\n".join(f"{name:10} {found[name]:6.2f}  (at most {most:g})" for name, most in TARGETS.items())


if __name__ == "__main__":
    print(table(measure(Path(sys.argv[1]))))
