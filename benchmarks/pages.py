"""`python -m benchmarks.pages FOLDER`: what a phone fetches and how far pages shift, for a built site.

Each page is opened in a fresh profile of Chromium as a phone of 390 pixels that fetches 1.6 megabits a second with 150
milliseconds of delay and computes at a quarter of this machine's speed. These are the conditions of Lighthouse.
Bytes are those of everything fetched before someone touches the page, as the server sends them, compressed by gzip.
The shift is the sum of all there are, with and without a scroll through the page.
Where there is a command `lighthouse`, its scores stand beside these, in its order: performance, accessibility, best
practices, search engines. The first is worth something only on a machine that does nothing else.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from benchmarks.serving import Quiet, served

PAGES = (
    "",
    "derivatives/chain-rule/",
    "optimization/gradient-descent/",
    "integrals/table-of-integrals/",
    "losses/loss-functions/",
    "reference/cheat-sheet/",
    "reference/api/core/",
    "decisions/",
)
COMPRESSED = {".html", ".css", ".js", ".mjs", ".json", ".svg", ".txt", ".xml", ".md"}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
SLOWER = 4
SHIFTS = """
window.shifts = []
new PerformanceObserver((list) => shifts.push(...list.getEntries().map((it) => ({
  value: it.value,
  moved: it.sources.map(({ node, previousRect: a, currentRect: b }) =>
    `${node?.className || node?.nodeName} ${a.y}+${a.height} to ${b.y}+${b.height}`),
})))).observe({ type: "layout-shift", buffered: true })
"""
FETCHED = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
  .map(({ name, encodedBodySize }) => [name, encodedBodySize])"""
SCROLL = """async () => {
  for (let y = 0; y < document.body.scrollHeight; y += 600) {
    scrollTo(0, y)
    await new Promise((done) => setTimeout(done, 60))
  }
}"""


class Compressing(Quiet):
    """Serves files, texts among them compressed, and says nothing."""

    def do_GET(self) -> None:
        """Answer with the file."""
        place = Path(self.translate_path(self.path))
        place = place / "index.html" if place.is_dir() else place
        if not place.is_file():
            self.send_error(404)
            return
        body = place.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(place)))
        if place.suffix in COMPRESSED:
            body = gzip.compress(body, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def measured(browser: Browser, address: str, path: str) -> dict[str, Any]:
    """What was fetched from where, and what shifted, on the page at `path`."""
    context = browser.new_context(**PHONE)
    page = context.new_page()
    client = context.new_cdp_session(page)
    client.send("Network.emulateNetworkConditions", NETWORK)
    client.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(SHIFTS)
    page.goto(f"{address}/{path}", timeout=120_000)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1500)
    fetched = [(name.removeprefix(address), size) for name, size in page.evaluate(FETCHED)]
    shifts = page.evaluate("window.shifts")
    page.evaluate(SCROLL)
    later = page.evaluate("window.shifts")
    formulas = page.locator("article .katex").count()
    context.close()
    return {
        "page": path,
        "formulas": formulas,
        "kilobytes": sum(size for _, size in fetched) / 1000,
        "elsewhere": sum("://" in name for name, _ in fetched),
        "shift": sum(shift["value"] for shift in shifts),
        "shift_with_scroll": sum(shift["value"] for shift in later),
        "fetched": fetched,
        "shifts": later,
    }


def scores(address: str, path: str, chromium: str | None) -> list[int]:
    """What Lighthouse gives the page at `path` on a phone; nothing where it is not installed."""
    program = shutil.which("lighthouse")
    if not program:
        return []
    flags = ["--quiet", "--output=json", "--chrome-flags=--headless --no-sandbox --disable-gpu"]
    given = os.environ | ({"CHROME_PATH": chromium} if chromium else {})
    said = subprocess.run([program, f"{address}/{path}", *flags], env=given, capture_output=True, check=True).stdout
    return [round(100 * (it["score"] or 0)) for it in json.loads(said)["categories"].values()]


def measure(folder: Path, paths: tuple[str, ...] = PAGES) -> list[dict[str, Any]]:
    """The measures of the pages at `paths` below `folder`."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with served(folder, Compressing) as port, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        address = f"http://127.0.0.1:{port}"
        return [measured(browser, address, it) | {"scores": scores(address, it, chromium)} for it in paths]


def table(rows: list[dict[str, Any]]) -> str:
    """The measures as lines for a terminal."""
    lines = [f"{'page':34} formulas      KB  elsewhere  shift  with scroll  scores"]
    lines += [
        f"{row['page'] or 'home':34} {row['formulas']:8} {row['kilobytes']:7.0f}  {row['elsewhere']:9}"
        f"  {row['shift']:5.3f}  {row['shift_with_scroll']:11.3f}  {', '.join(map(str, row['scores'])) or 'none'}"
        for row in rows
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(measure(Path(sys.argv[1]), tuple(sys.argv[2:]) or PAGES)))
