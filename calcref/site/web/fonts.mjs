// Puts KaTeX's style sheet and the fonts into a folder: node fonts.mjs node_modules folder
// What nearly every page is set in comes inside the style sheets, so that no text moves when a font arrives; what few
// pages need is fetched by those. Hints for the screens of another time are left out.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { join } from "node:path"

const [packages, target] = process.argv.slice(2)
const subsetFont = createRequire(join(packages, "subset-font", "package.json"))("subset-font")

const ascii = String.fromCharCode(...Array.from({ length: 95 }, (_, k) => 32 + k))
const latin = ascii + "\u00a0§¶°±¹²³·×÷äéèöü–—‘’“”…′−"
const accented = String.fromCharCode(...Array.from({ length: 95 }, (_, k) => 161 + k)) + "ıŒœ‚„•″‹›€"
const greek = "ΓΔΘΛΞΠΣΥΦΨΩαβγδεζηθικλμνξπρστυφχψωϑϕϱϵ"
const signs = "\u00a0\ue020¬±×÷ˉ˙…′ℓ←→↦∂∇∈∏∑−∓∗∘⋅√∞∣∥∩∪∫≈≠≤≥⊂⊆⊙⊤⊥⋮⋯⟨⟩⎛⎜⎝⎞⎟⎠⎡⎢⎣⎤⎥⎦⎧⎨⎩⎪"
const common = {
  "KaTeX_Main-Regular": ascii + greek + signs,
  "KaTeX_Math-Italic": ascii + greek,
  "KaTeX_SansSerif-Regular": "T", // of a transposed matrix
  "KaTeX_AMS-Regular": "CENPQRZ", // sets of numbers, and expectations
  "KaTeX_Main-Bold": "01", // vectors of ones
  "KaTeX_Size1-Regular": ascii + signs,
  "KaTeX_Size2-Regular": ascii + signs,
  "KaTeX_Size3-Regular": ascii + signs,
  "KaTeX_Size4-Regular": ascii + signs,
}

function subset(file, text, options = {}) {
  const wanted = text === null ? { keepAllGlyphs: true } : {}
  return subsetFont(readFileSync(file), text ?? undefined, { targetFormat: "woff2", noHinting: true, ...wanted, ...options })
}

const inside = (font) => `url(data:font/woff2;base64,${font.toString("base64")}) format("woff2")`
const points = (text) => [...new Set(text)].map((it) => it.codePointAt(0)).sort((a, b) => a - b)
const range = (text) => points(text).map((it) => `U+${it.toString(16)}`).join()

function others(text) {
  const held = [-1, ...points(text), 0x110000]
  const gaps = held.slice(1).map((it, k) => [held[k] + 1, it - 1]).filter(([first, last]) => first <= last)
  return gaps.map((ends) => `U+${ends.map((it) => it.toString(16)).join("-")}`).join()
}

async function katex() {
  const from = join(packages, "katex", "dist")
  const to = join(target, "katex")
  mkdirSync(join(to, "fonts"), { recursive: true })
  copyFileSync(join(packages, "katex", "LICENSE"), join(to, "LICENSE.txt"))
  for (const name of readdirSync(join(from, "fonts")).filter((it) => it.endsWith(".woff2")).sort())
    writeFileSync(join(to, "fonts", name), await subset(join(from, "fonts", name), null))
  let css = readFileSync(join(from, "katex.min.css"), "utf-8")
  css = css.replace(/,url\([^)]*\.(?:woff|ttf)\) format\("(?:woff|truetype)"\)/g, "")
  for (const [name, text] of Object.entries(common)) {
    const face = css.match(new RegExp(`@font-face\\{[^}]*fonts/${name}\\.woff2[^}]*\\}`))[0]
    const font = await subset(join(from, "fonts", `${name}.woff2`), text)
    const often = face.replace(/src:[^}]*/, `src:${inside(font)};unicode-range:${range(text)}`)
    // KaTeX holds lines up by a space of no width that none of its fonts has.
    const rest = face.replace("}", `;unicode-range:${others(text + "\u200b")}}`)
    css = css.replace(face, often + rest)
  }
  writeFileSync(join(to, "katex.min.css"), css)
}

async function serif() {
  const from = join(packages, "@fontsource-variable", "source-serif-4")
  const to = join(target, "serif")
  mkdirSync(to, { recursive: true })
  copyFileSync(join(from, "LICENSE"), join(to, "LICENSE.txt"))
  const keepFeatures = ["kern", "liga", "lnum", "onum", "tnum"]
  const upright = { min: 400, max: 700 }
  const faces = [
    ["greek", "normal", upright, greek],
    ["latin", "normal", upright, accented],
    ["latin", "italic", 400, accented],
    ["latin", "normal", upright, latin, true],
    ["latin", "italic", 400, latin, true],
  ]
  let css = ""
  for (const [script, style, wght, text, often] of faces) {
    const name = `source-serif-4-${script}-wght-${style}.woff2`
    const font = await subset(join(from, "files", name), text, { keepFeatures, variationAxes: { wght } })
    if (!often) writeFileSync(join(to, name), font)
    const source = often ? inside(font) : `url(${name}) format("woff2")`
    css += `@font-face{font-family:"Source Serif";font-style:${style};`
    css += `font-weight:${wght.min ?? wght} ${wght.max ?? wght};font-display:swap;src:${source};unicode-range:${range(text)}}\n`
  }
  writeFileSync(join(to, "serif.css"), css)
}

await katex()
await serif()
