// A drill gets a box, and what is typed there is judged; Python is loaded with the first answer that is.
import { ask, stop, Stopped } from "./runtime.js"
import { button, made } from "./shown.js"

const WORD = { right: "Right", wrong: "Not yet", undecided: "Not decided" }
let count = 0

function box(drill) {
  const form = made("form", "cr-tried")
  const id = `cr-tried-${++count}`
  const label = made("label", "", "Your answer")
  label.htmlFor = id
  const input = made("input")
  Object.assign(input, { id, type: "text", autocomplete: "off", spellcheck: false, autocapitalize: "off", maxLength: 2000 })
  const go = made("button", "", "Check")
  go.type = "submit"
  const end = button("Stop", () => stop())
  end.hidden = true
  const said = made("p", "cr-verdict")
  said.setAttribute("role", "status")
  const bar = made("div", "cr-bar")
  bar.append(input, go, end)
  form.append(label, bar, said)
  const say = (text, verdict = "") => {
    said.textContent = text
    said.dataset.verdict = verdict
  }
  form.addEventListener("submit", async (event) => {
    event.preventDefault()
    const answer = input.value.trim()
    if (!answer) return say("Type an answer first.")
    const waits = setTimeout(() => say("Working; the first time Python is loaded, some 20 MB …"), 150)
    end.hidden = false
    try {
      const found = await ask("drill", [answer, drill.dataset.asked, drill.dataset.answer])
      if (found.error) say(`This cannot be read: ${found.error}`)
      else say(`${WORD[found.verdict]}: ${found.said}.`, found.verdict)
    } catch (error) {
      if (error instanceof Stopped) say(error.message)
      else say(`Python could not be loaded here: ${error.message}. The answer is folded below.`)
    } finally {
      clearTimeout(waits)
      end.hidden = true
    }
  })
  return form
}

export function begin(drills) {
  for (const drill of drills) drill.querySelector(":scope > p").after(box(drill))
}
