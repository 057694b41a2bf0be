// Formulas in what Python answers, typeset as the build of a page does it (calcref/site/web/render.mjs).
const inside = /^\\([([])([^]*)\\[)\]]$/
const options = {
  output: "htmlAndMathml",
  macros: { "\\class": "\\htmlClass" },
  strict: (code) => (code === "htmlExtension" ? "ignore" : "error"),
  trust: ({ command }) => command === "\\htmlClass",
}

function render(elements) {
  for (const element of elements) {
    const [, bracket, tex] = element.textContent.match(inside)
    try {
      katex.render(tex.trim(), element, { ...options, displayMode: bracket === "[" })
      element.querySelectorAll("annotation").forEach((it) => it.remove())
    } catch {
      element.textContent = tex
    }
  }
}

/** Typesets the marked formulas below `root`, those in folds a moment later; what cannot be typeset stays as TeX. */
export async function typeset(root) {
  const marked = [...root.querySelectorAll(".arithmatex")].filter((it) => inside.test(it.textContent))
  if (!marked.length) return
  await import("../../runtime/katex.min.js")
  const folded = new Set(root.querySelectorAll("details:not([open]) .arithmatex"))
  render(marked.filter((it) => !folded.has(it)))
  setTimeout(() => render(marked.filter((it) => folded.has(it))), 30)
}
