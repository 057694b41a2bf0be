// A formula, a table or code wider than its place scrolls; a keyboard has to reach it, and only then. Where there is a
// finger Material keeps a keyboard from code, at the same moment: so this comes a moment later.

const scrollers =
  "div.arithmatex, .katex-display, .md-typeset__scrollwrap, .md-typeset pre > code, .cr-math, .cr-rows dd"

function reach(element) {
  if (element.scrollWidth > element.clientWidth + 1) {
    element.tabIndex = 0
    if (element.matches("dd")) return // it has a role, which takes no name
    element.setAttribute("role", "group")
    element.setAttribute("aria-label", "Scrolls sideways")
  } else if (element.tabIndex === 0) {
    for (const name of ["tabindex", "role", "aria-label"]) element.removeAttribute(name)
  }
}

const sizes = new ResizeObserver((entries) => {
  requestAnimationFrame(() => entries.forEach(({ target }) => reach(target)))
})

// Material leaves the list of a section that has a page of its own without a name.
function nameSection(list) {
  const label = document.getElementById(list.getAttribute("aria-labelledby"))
  if (label?.textContent.trim() === "") {
    list.setAttribute("aria-label", list.parentElement.querySelector(".md-nav__link").textContent.trim())
    list.removeAttribute("aria-labelledby")
  }
}

// And it adds a button to each piece of code in a <nav> of its own, as if that were a way around the page.
function unmarkButtons() {
  document.querySelectorAll("nav.md-code__nav:not([role])").forEach((nav) => nav.setAttribute("role", "none"))
}

const added = new MutationObserver(unmarkButtons)

document$.subscribe(() => {
  unmarkButtons()
  added.disconnect()
  added.observe(document.querySelector("article"), { childList: true, subtree: true })
  document.querySelectorAll("nav[aria-labelledby]").forEach(nameSection)
  sizes.disconnect()
  document.querySelectorAll(scrollers).forEach((element) => sizes.observe(element))
})

// What was answered on a page that is there.
document.addEventListener("cr:shown", ({ target }) => {
  target.querySelectorAll(scrollers).forEach((element) => sizes.observe(element))
})

// On paper nothing is folded.
addEventListener("beforeprint", () => {
  document.querySelectorAll("article details:not([open])").forEach((details) => {
    details.open = true
    addEventListener("afterprint", () => (details.open = false), { once: true })
  })
})

// From disk an address that ends in a folder shows its list of files: the page is one of them. Links are changed before
// they are used, so that they can be opened elsewhere and copied, too.
if (location.protocol === "file:") {
  const mend = (link) => {
    if (link?.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html"
  }
  for (const link of document.links) mend(link)
  document.addEventListener("click", ({ target }) => mend(target.closest?.("a[href]")))
}
