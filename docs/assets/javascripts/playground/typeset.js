// Formulas in what Python answers, typeset as the build of a page does it (calcref/site/web/render.mjs).
const inside = /^\\\(([^]*)\\\)$/
const options = {
  output: "htmlAndMathml",
  macros: { "\\class": "\\htmlClass" },
  strict: (code) => (code === "htmlExtension" ? "ignore" : "error"),
  trust: ({ command }) => command === "\\htmlClass",
}

/** Typesets the marked formulas below `root`; what cannot be typeset stays as TeX. */
export async function typeset(root) {
  const marked = [...root.querySelectorAll(".arithmatex")].filter((it) => inside.test(it.textContent))
  if (!marked.length) return
  await import("../../runtime/katex.min.js")
  for (const element of marked) {
    const [, tex] = element.textContent.match(inside)
    try {
      katex.render(tex, element, options)
      element.querySelectorAll("annotation").forEach((it) => it.remove())
    } catch {
      element.textContent = tex
    }
  }
}
