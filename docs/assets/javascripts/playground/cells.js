// Blocks of Python that a reader can change and run. A block runs after those that it needs, as they stand on the page,
// in variables of its own: what is shown follows from what stands there, and not from what was pressed before.
import { ask, stop, Stopped } from "./runtime.js"
import { button, made, written } from "./shown.js"

const STILL = "What you typed is still there."
const SECONDS = 20 // for a block and those that it needs, not counting the start
const cells = new Map()

class Cell {
  constructor(root) {
    this.root = root
    this.code = root.firstElementChild
    this.original = this.code.querySelector("code").textContent.replace(/\n$/, "")
    this.output = [...root.children].slice(1)
    this.needs = JSON.parse(root.dataset.needs)
    this.kept = `calcref ${location.pathname} ${root.dataset.name}`
    this.turn = 0
    this.go = button("Run", () => this.run(), "cr-go")
    this.end = button("Stop", () => this.halt())
    this.back = button("Reset", () => this.reset())
    this.end.hidden = this.back.hidden = true
    this.said = made("span", "cr-cell-status")
    this.said.setAttribute("role", "status")
    const bar = made("div", "cr-bar cr-run")
    bar.append(this.go, this.end, this.back, this.said)
    this.code.after(bar)
    this.place = made("div", "cr-ran")
    bar.after(this.place)
    if (this.remembered()) this.go.textContent = "Run your version"
  }

  get text() {
    return this.editor ? this.editor.text : this.original
  }

  // What was typed here is still there when the reader comes back in this tab.
  remembered() {
    try {
      return sessionStorage.getItem(this.kept)
    } catch {
      return null
    }
  }

  remember() {
    try {
      if (this.text === this.original) sessionStorage.removeItem(this.kept)
      else sessionStorage.setItem(this.kept, this.text)
    } catch {} // then it is there as long as the page is
  }

  async open() {
    this.opening ??= (async () => {
      const { editor } = await import("./editor.js")
      const label = "Python, which you can change; Control and Enter run it, Escape and then Tab lead on"
      this.editor = await editor(this.remembered() ?? this.original, label, () => this.run())
      this.editor.onChange(() => this.remember())
      this.code.hidden = true
      this.code.after(this.editor.element)
      this.go.textContent = "Run"
      this.go.title = "Ctrl-Enter"
      this.back.hidden = false
    })()
    try {
      await this.opening
    } catch (error) {
      this.opening = null
      throw error
    }
  }

  async run() {
    const turn = ++this.turn
    const waits = setTimeout(() => this.say("Working; the first time Python is loaded, some 20 MB …"), 150)
    this.end.hidden = false
    try {
      await this.open()
      if (turn !== this.turn) return // stopped before it began
      const before = this.needs.map((name) => cells.get(name).text)
      const found = await ask("cell", [this.text, before, this.root.dataset.prints], SECONDS)
      if (turn === this.turn) await this.show(found)
    } catch (error) {
      if (turn !== this.turn) return
      this.refuse(
        error instanceof Stopped
          ? `${error.message} ${STILL}`
          : `Python could not be loaded here: ${error.message}. The rest of this page works. ${STILL}`
      )
    } finally {
      clearTimeout(waits)
      if (turn === this.turn) this.end.hidden = true
    }
  }

  halt() {
    this.turn++
    this.end.hidden = true
    stop()
    this.refuse(`Stopped. ${STILL}`)
    this.go.focus()
  }

  async show(found) {
    const shown = []
    if (found.html) shown.push(await written(found.html, "cr-printed"))
    if (found.text) {
      const pre = made("pre")
      pre.append(made("code", "", found.text))
      const box = made("div", "highlight")
      box.append(pre)
      shown.push(box)
    }
    if (found.error) {
      const where = found.above ? "a block above, which this one needs, fails: " : ""
      const line = found.line ? ` (line ${found.line})` : ""
      shown.push(made("p", "cr-refused", `${where}${found.error}${line}`))
    } else if (!shown.length) shown.push(made("p", "cr-note", "It printed nothing."))
    this.put(shown)
    this.say(found.error ? "It ended with an error." : "Done.")
    this.place.dispatchEvent(new CustomEvent("cr:shown", { bubbles: true }))
  }

  refuse(text) {
    this.put([made("p", "cr-refused", text)])
    this.say("")
  }

  // What it printed when the site was built gives way to what it prints now.
  put(shown) {
    this.output.forEach((it) => (it.hidden = true))
    this.place.replaceChildren(...shown)
  }

  reset() {
    this.turn++
    this.end.hidden = true
    if (this.editor) this.editor.text = this.original
    this.remember()
    this.place.replaceChildren()
    this.output.forEach((it) => (it.hidden = false))
    this.say("")
    this.go.focus()
  }

  say(text) {
    this.said.textContent = text
  }
}

export function begin(roots) {
  cells.clear()
  for (const root of roots) cells.set(root.dataset.name, new Cell(root))
}
