// A formula or table wider than its place scrolls; a keyboard has to reach it, and only then.

const scrollers = "div.arithmatex, .katex-display, .md-typeset__scrollwrap"

function reach(element) {
  if (element.scrollWidth > element.clientWidth + 1) {
    element.tabIndex = 0
    element.setAttribute("role", "group")
    element.setAttribute("aria-label", "Scrolls sideways")
  } else if (element.getAttribute("aria-label") === "Scrolls sideways") {
    for (const name of ["tabindex", "role", "aria-label"]) element.removeAttribute(name)
  }
}

const sizes = new ResizeObserver((entries) => entries.forEach(({ target }) => reach(target)))

document$.subscribe(() => {
  sizes.disconnect()
  document.querySelectorAll(scrollers).forEach((element) => sizes.observe(element))
})

// On paper nothing is folded.
addEventListener("beforeprint", () => {
  document.querySelectorAll("article details:not([open])").forEach((details) => {
    details.open = true
    addEventListener("afterprint", () => (details.open = false), { once: true })
  })
})
