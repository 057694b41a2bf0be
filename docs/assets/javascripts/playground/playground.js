// The playground: a question is echoed while it is typed, and answered when that is asked for.
import { known } from "./answers.js"
import { ask, load, Stopped, stop } from "./runtime.js"
import { button, copied, made, parts, partsAfter, refusal, written } from "./shown.js"

const PAUSE = 250 // milliseconds after the last key
const LONGEST = 10_000 // characters

const inAddress = () => {
  const found = location.hash.match(/^#q=(.*)$/s)
  if (!found) return null
  try {
    return decodeURIComponent(found[1]).slice(0, LONGEST + 1)
  } catch {
    return ""
  }
}

class Playground {
  constructor(root) {
    this.root = root
    this.form = root.querySelector("form")
    this.box = root.querySelector("textarea")
    this.echo = root.querySelector(".cr-echo")
    this.said = root.querySelector(".cr-status")
    this.result = root.querySelector(".cr-result")
    this.stopper = root.querySelector("[data-stop]")
    this.turn = 0 // what was asked last is what may be shown
    this.typed = 0
    this.form.addEventListener("submit", (event) => {
      event.preventDefault()
      this.answer()
    })
    this.box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return
      event.preventDefault()
      this.answer()
    })
    this.box.addEventListener("input", () => {
      clearTimeout(this.timer)
      this.timer = setTimeout(() => this.understand(), PAUSE)
    })
    this.stopper.addEventListener("click", () => {
      stop()
      this.box.focus()
    })
    this.box.placeholder = "d/dx x^2 sin(x)"
    this.form.hidden = false
    this.follow()
  }

  // The question in the address, if there is one.
  follow() {
    const question = inAddress()
    if (question === null) return
    if (!question.trim()) {
      this.refuse({ error: "the link holds no question that can be read; type one here" }, "")
      return
    }
    if (question === this.answered) return
    this.box.value = question
    this.answer()
  }

  async understand() {
    const turn = ++this.typed
    const text = this.box.value
    if (!text.trim()) {
      this.echo.replaceChildren()
      return
    }
    try {
      const found = await this.loading(() => ask("echo", [text]))
      if (turn !== this.typed) return
      this.echo.replaceChildren(found.error ? refusal(found, text, (it) => this.take(it)) : await written(found.formula))
    } catch (error) {
      if (!(error instanceof Stopped)) this.fail(error)
    }
  }

  take(question) {
    this.box.value = question
    this.box.focus()
    this.answer()
  }

  async answer() {
    clearTimeout(this.timer)
    const question = this.box.value.trim()
    const turn = ++this.turn
    this.typed++
    if (!question) {
      this.refuse({ error: "there is no question yet; type one, or choose an example" }, "")
      this.box.focus()
      return
    }
    this.answered = question
    const address = `#q=${encodeURIComponent(question)}`
    if (question.length <= LONGEST && location.hash !== address) history.replaceState(history.state, "", address)
    this.busy(true)
    this.say("Working …")
    try {
      const found = (await known(question)) ?? (await this.loading(() => ask("answer", [question])))
      if (turn !== this.turn) return
      if (found.error) this.refuse(found, question)
      else await this.show(found, turn)
    } catch (error) {
      if (turn !== this.turn) return
      if (error instanceof Stopped) this.refuse({ error: `${error.message} What you typed is still there: make it smaller, or try it on the command line, where there is more time.` }, "")
      else this.fail(error)
    } finally {
      if (turn === this.turn) this.busy(false)
    }
  }

  // `work`, and a word while Python is loaded for it.
  async loading(work) {
    const waits = setTimeout(() => this.say("Loading Python for this page: some 20 MB, once …"), 150)
    load().then(() => clearTimeout(waits), () => clearTimeout(waits))
    this.root.classList.add("cr-loading")
    try {
      return await work()
    } finally {
      clearTimeout(waits)
      this.root.classList.remove("cr-loading")
      if (this.said.textContent.startsWith("Loading")) this.say("")
    }
  }

  async show(found, turn) {
    const shown = await parts(found)
    if (turn !== this.turn) return
    this.echo.replaceChildren() // the first line is the question
    const link = made("p", "cr-bar")
    const address = new URL(`#q=${encodeURIComponent(this.answered)}`, location.href).href
    const copy = button("Copy a link to this question", () => copied(copy, address))
    link.append(copy)
    this.result.replaceChildren(...shown, link)
    this.more(found, link, turn)
    this.say(`Answered; the check says: ${found.verdict}.`)
    this.result.dispatchEvent(new CustomEvent("cr:shown", { bubbles: true }))
  }

  // Graphs, and what can be taken along: they may come a moment later.
  async more(found, link, turn) {
    try {
      const after = found.exports ? found : await ask("more", [this.answered])
      if (turn === this.turn && !after.error) link.before(...partsAfter(after, this.result.clientWidth))
    } catch (error) {
      if (!(error instanceof Stopped)) throw error
    }
  }

  refuse(found, text) {
    this.result.replaceChildren()
    this.echo.replaceChildren(refusal(found, text, (it) => this.take(it)))
    this.say("")
  }

  fail(error) {
    const command = `calcref ask "${this.box.value.trim().replace(/["\\$\`]/g, "\\$&")}"`
    const holder = made("div", "cr-refused")
    holder.append(
      made("p", "", `Python could not be loaded here: ${error.message}. The rest of this page works, and what you typed is still there.`),
      made("p", "", "Try again, or install calcref and ask on the command line:"),
      made("pre", "", command)
    )
    this.echo.replaceChildren(holder)
    this.say("")
  }

  busy(is) {
    this.stopper.hidden = !is
    this.result.setAttribute("aria-busy", String(is))
  }

  say(text) {
    this.said.textContent = text
  }
}

let shown = null
addEventListener("hashchange", () => shown?.root.isConnected && shown.follow())

export function begin(root) {
  shown = new Playground(root)
}
