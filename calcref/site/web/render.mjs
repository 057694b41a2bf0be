// Answers one line of JSON with another: [[tex, display], ...] becomes [{html} or {error}, ...].
// The TeX source is dropped from the MathML: readers and the search index take the formula itself. A page of formulas is
// mostly what KaTeX draws, which is made light.
import { createInterface } from "node:readline"
import { pathToFileURL } from "node:url"
import { light } from "./light.mjs"

const { default: katex } = await import(pathToFileURL(process.argv[2]))
const unread = /<annotation encoding="application\/x-tex">[^<]*<\/annotation>|<\/?semantics>| xmlns="[^"]*MathML"/g

const options = {
  output: "htmlAndMathml",
  throwOnError: true,
  macros: { "\\class": "\\htmlClass" }, // the name that MathJax knows it by, too
  strict: (code) => (code === "htmlExtension" ? "ignore" : "error"),
  trust: ({ command }) => {
    if (command === "\\htmlClass") return true
    throw new Error(`${command} is not allowed in a formula`)
  },
}

function render([tex, displayMode]) {
  try {
    const drawn = katex.__renderToDomTree(tex, { ...options, displayMode })
    const [before, after] = displayMode ? ['<span class="katex-display">', "</span>"] : ["", ""]
    return { html: `${before}${light(displayMode ? drawn.children[0] : drawn)}${after}`.replace(unread, "") }
  } catch (error) {
    return { error: error.rawMessage ?? error.message }
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(JSON.stringify(JSON.parse(line).map(render)) + "\n")
}
