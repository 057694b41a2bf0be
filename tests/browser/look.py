"""What is wrong with a page, as a reader's browser has it: all of it, from one look."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from calcref.site.markdown.node import packages

ROOT = Path(__file__).resolve().parents[2]
WIDTHS = {"desktop": (1280, 900), "tablet": (820, 1180), "phone": (375, 667), "small phone": (320, 568)}
SCHEMES = {"light": "default", "dark": "slate"}
# What axe looks at. 320 pixels are also what is left of a desktop at 400%; no color depends on width and scheme both.
FOR_AXE = (("small phone", "light"), ("desktop", "dark"))
WITH_FRAME = (*FOR_AXE, ("desktop", "light"))
RAW_TEX = re.compile(r"\\[a-zA-Z]{2,}|\\[(\[]|\$\$|\$[^$\n]*[\\^_{][^$\n]*\$")
SHOWN_TEXT = """() => {
  const hidden = new Set(["CODE", "PRE", "SCRIPT", "STYLE"])
  const shown = (it) => hidden.has(it.nodeName) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT
  const walker = document.createTreeWalker(
    document.querySelector("article"), NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, shown
  )
  const texts = []
  while (walker.nextNode()) if (walker.currentNode.nodeType === Node.TEXT_NODE) texts.push(walker.currentNode.data)
  return texts.join("")
}"""
# Axe takes its time for every element, so it is given each kind once.
# The picture of a formula is hidden from readers' tools, which read its MathML, and takes its color from the text:
# a box of the same size keeps the layout, and the MathML keeps its words. Where one formula stood in the same place of
# another part, the box with its words is all that stays. Tokens of one class in code have one color.
ONCE = """() => {
  const seen = new Set()
  const boxes = [...document.querySelectorAll(".katex-html")].map((picture) => {
    const formula = picture.closest(".arithmatex") ?? picture.parentElement
    const { width, height } = picture.getBoundingClientRect()
    const { color, fontSize } = getComputedStyle(formula)
    const places = [formula, formula.parentElement, formula.parentElement.parentElement]
    const kind = [...places.map((it) => `${it.localName}.${it.className}`), color, fontSize].join(" ")
    const style = { display: "inline-block", overflow: "hidden", width: `${width}px`, height: `${height}px` }
    return { picture, formula, kind, style }
  })
  for (const { picture, formula, kind, style } of boxes) {
    const math = picture.parentElement.querySelector("math")
    const words = document.createElementNS(math.namespaceURI, "mtext")
    words.textContent = math.textContent
    if (seen.has(kind)) {
      formula.replaceChildren(words.textContent)
      if (formula.localName === "span") Object.assign(formula.style, style)
    } else {
      seen.add(kind)
      math.replaceChildren(words)
      picture.replaceChildren()
      Object.assign(picture.style, style)
    }
  }
  for (const code of document.querySelectorAll("pre code")) {
    const ground = getComputedStyle(code).backgroundColor
    for (const token of code.querySelectorAll("span[class]:not([style])")) {
      const kind = `${token.className} on ${ground}`
      if (seen.has(kind)) token.replaceWith(...token.childNodes)
      else seen.add(kind)
    }
    code.normalize()
  }
}"""
# Colors are looked at once for each kind of word, by its place, its color, its size and the ground it stands on: the
# others keep their room and are not seen.
AGAIN = """() => {
  const hiding = new CSSStyleSheet()
  hiding.replaceSync("[data-again] { visibility: hidden !important }")
  const seen = new Set(), grounds = new Map([[null, ""]])
  const ground = (it) => {
    if (!grounds.has(it)) {
      const color = getComputedStyle(it).backgroundColor
      const clear = color.startsWith("rgba")
      const below = clear ? ground(it.parentElement) : ""
      grounds.set(it, color === "rgba(0, 0, 0, 0)" ? below : color + below)
    }
    return grounds.get(it)
  }
  for (const word of document.querySelectorAll("article *")) {
    if (word.firstElementChild || !word.textContent.trim()) continue
    const places = [word, word.parentElement, word.parentElement.parentElement]
    const { color, fontSize, fontWeight, opacity, textDecorationLine } = getComputedStyle(word)
    const kind = [
      ...places.map((it) => `${it.localName}.${it.getAttribute("class")}`),
      color, fontSize, fontWeight, opacity, textDecorationLine, ground(word),
    ].join(" ")
    word.toggleAttribute("data-again", seen.has(kind))
    seen.add(kind)
  }
  document.adoptedStyleSheets = [hiding]
}"""
# The frame is the same on every page: some pages are looked at with it.
AXE = """([frame, colors]) => axe.run({
  exclude: frame ? [] : [".md-sidebar--primary", ".md-header", ".md-footer"]
}, {
  resultTypes: ["violations"],
  ...(colors
    ? { runOnly: ["color-contrast", "link-in-text-block"] }
    : { rules: { "color-contrast": { enabled: false }, "link-in-text-block": { enabled: false } } })
})"""
FLAT = "(them) => them.filter((it) => it.getBoundingClientRect().width < 1).length"


@contextmanager
def opened(browser: Browser, address: str, **given: Any) -> Iterator[tuple[Page, list[str]]]:
    """A page in a fresh profile, and a growing list of what went wrong on it."""
    context = browser.new_context(reduced_motion="reduce", **given)  # no waiting for colors to fade
    page, wrong = context.new_page(), []
    page.set_default_timeout(60_000)  # a busy machine is slow, and not wrong
    page.on("console", lambda message: wrong.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda it: None if it.url.startswith((address, "data:", "blob:")) else wrong.append(it.url))
    page.on("response", lambda it: wrong.append(f"{it.status} {it.url}") if it.status >= 400 else None)
    yield page, wrong
    context.close()


def faults(page: Page, wrong: list[str], url: str, looks: Sequence[tuple[str, str]] = FOR_AXE) -> list[str]:
    """Errors, other origins, raw TeX, overflow at each width; and what axe objects to in each of its looks."""
    wrong.clear()
    page.set_viewport_size(_size("desktop"))
    page.emulate_media(color_scheme="light")
    page.goto(url, wait_until="load")
    page.evaluate("document.querySelectorAll('article details').forEach((it) => it.open = true)")
    found = [f"raw TeX: {tex}" for tex in RAW_TEX.findall(page.evaluate(SHOWN_TEXT))]
    for width in WIDTHS:
        page.set_viewport_size(_size(width))
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > WIDTHS[width][0]:
            found.append(f"{width}: {wide} pixels wide")
    if looks:
        page.evaluate(ONCE)
        page.evaluate(f"{axe()};0")
    for width, scheme in looks:
        page.set_viewport_size(_size(width))
        page.emulate_media(color_scheme=scheme)
        page.wait_for_selector(f"body[data-md-color-scheme={SCHEMES[scheme]}]")
        told = page.evaluate(AXE, [looks == WITH_FRAME, False])["violations"] if scheme == "light" else []
        page.evaluate(AGAIN)
        told += page.evaluate(AXE, [looks == WITH_FRAME, True])["violations"]
        found += [f"{width}, {scheme}: {_told(violation)}" for violation in told]
        page.evaluate("document.adoptedStyleSheets = []")
    return [*found, *wrong]


def raw_tex(html: str) -> list[str]:
    """Raw TeX in the article of a page that no script has run on."""
    article = html.partition("<article")[2].partition("</article>")[0]
    bare = re.sub(r"(?s)<(code|pre)\b.*?</\1>", "", article)
    return [f"without scripts, raw TeX: {tex}" for tex in RAW_TEX.findall(bare)]


def faults_without_scripts(page: Page, wrong: list[str], url: str) -> list[str]:
    """Formulas that are not to be seen, and errors, where no script runs."""
    wrong.clear()
    page.goto(url)
    found = []
    # What a walk through a derivation says stands in the outline of its steps, too.
    if flat := page.locator("article .arithmatex:not(details .arithmatex, .cr-said .arithmatex)").evaluate_all(FLAT):
        found.append(f"without scripts, {flat} formulas that are not to be seen")
    return [*found, *wrong]


def axe() -> str:
    """The source of axe."""
    return (packages(ROOT / ".cache" / "site") / "axe-core" / "axe.min.js").read_text("utf-8")


def _size(width: str) -> Any:
    return dict(zip(("width", "height"), WIDTHS[width], strict=True))


def _told(violation: dict[str, Any]) -> str:
    places = {" ".join(map(str, node["target"])) for node in violation["nodes"]}
    return f"{violation['id']} ({violation['help']}): {', '.join(sorted(places)[:5])}"
