// What Python answered, as elements of the page. Text stays text: nothing a reader typed becomes markup.
import { plot } from "./plot.js"
import { typeset } from "./typeset.js"

const FILES = { LaTeX: "tex", Markdown: "md", text: "txt", JSON: "json", notebook: "ipynb", NumPy: "py" }

const SITE = "https://calcref.github.io/calcref/" // as calcref.core.shown has it
const root = new URL("../../../", import.meta.url).href

export function made(name, className, text) {
  const element = document.createElement(name)
  if (className) element.className = className
  if (text !== undefined) element.textContent = text
  return element
}

export function button(text, act, className) {
  const element = made("button", className, text)
  element.type = "button"
  element.addEventListener("click", act)
  return element
}

/** HTML that calcref wrote, with its formulas typeset; its links lead to the site that this page belongs to. */
export async function written(html, className) {
  const holder = made("div", className)
  holder.innerHTML = html
  for (const link of holder.querySelectorAll(`a[href^="${SITE}"]`))
    link.href = root + link.getAttribute("href").slice(SITE.length)
  await typeset(holder)
  return holder
}

/** Copies `text`, and says so on the button for a moment. */
export async function copied(target, text) {
  const before = target.textContent
  try {
    await navigator.clipboard.writeText(text)
    target.textContent = "Copied"
  } catch {
    target.textContent = "Select it and copy"
  }
  setTimeout(() => (target.textContent = before), 2000)
}

function takeAlong(exports) {
  const holder = made("details", "cr-take")
  holder.append(made("summary", "", "Take it along"))
  const bar = made("div", "cr-bar")
  const text = made("textarea", "cr-taken")
  text.readOnly = true
  text.rows = 8
  text.hidden = true
  const copy = button("Copy", () => copied(copy, text.value))
  const save = made("a", "cr-save", "Save as a file")
  const after = made("div", "cr-bar")
  after.hidden = true
  after.append(copy, save)
  for (const [name, content] of Object.entries(exports)) {
    const choose = button(name, () => {
      for (const it of bar.children) it.setAttribute("aria-pressed", String(it === choose))
      text.value = content
      text.setAttribute("aria-label", `The answer as ${name}`)
      text.hidden = after.hidden = false
      URL.revokeObjectURL(save.href)
      save.href = URL.createObjectURL(new Blob([content], { type: "text/plain;charset=utf-8" }))
      save.download = `answer.${FILES[name]}`
    })
    choose.setAttribute("aria-pressed", "false")
    bar.append(choose)
  }
  holder.append(bar, text, after)
  return holder
}

/** What is shown of an answer. */
export async function parts(answer) {
  const note = answer.note ? [made("p", "cr-note", answer.note)] : []
  return [...note, await written(answer.html, "cr-shown"), await written(answer.evidence)]
}

/** What is shown after it. */
export function partsAfter({ curves, exports }, room) {
  return [...(curves ? [plot(curves, room)] : []), takeAlong(exports)]
}

/** An error: what was found, where in the text, and what may have been meant, each to be taken over by `take`. */
export function refusal(found, text, take) {
  const holder = made("div", "cr-refused")
  holder.append(made("p", "", found.error))
  if (found.position !== undefined && text.length && text.length < 300 && found.position <= text.length) {
    const line = made("pre", "cr-where")
    line.append(text.slice(0, found.position), made("mark", "", text[found.position] ?? " "), text.slice(found.position + 1))
    holder.append(line)
  }
  if (found.readings?.length) {
    const bar = made("div", "cr-bar")
    bar.append(made("span", "", "Do you mean"), ...found.readings.map((it) => button(it, () => take(it), "cr-reading")))
    holder.append(bar)
  }
  return holder
}
