// The page that judges: lines are pasted, and the first wrong one is shown.
import { ask, stop, Stopped } from "./runtime.js"
import { made, written } from "./shown.js"

const SECONDS = 60 // for all lines, not counting the start

export function begin(root) {
  const form = root.querySelector("form")
  const box = root.querySelector("textarea")
  const shapes = root.querySelector("input")
  const status = root.querySelector(".cr-status")
  const result = root.querySelector(".cr-result")
  const stopper = root.querySelector("[data-stop]")
  const say = (text) => (status.textContent = text)
  const refuse = (text) => {
    result.replaceChildren(made("p", "cr-refused", text))
    say("")
  }
  stopper.addEventListener("click", () => stop())
  form.addEventListener("submit", async (event) => {
    event.preventDefault()
    const text = box.value
    if (!text.trim()) return refuse("There is nothing to judge yet: paste a derivation, or take the example.")
    say("Working; the first time Python is loaded, some 20 MB …")
    stopper.hidden = false
    try {
      const found = await ask("judged", [text, shapes.value], SECONDS)
      if (found.error) refuse(found.error)
      else {
        result.replaceChildren(await written(found.html))
        say(found.first_wrong ? `Line ${found.first_wrong} is the first wrong one.` : "No line is wrong.")
      }
    } catch (error) {
      const more = "What you pasted is still there; judge a part of it, or install calcref and run calcref judge."
      refuse(error instanceof Stopped ? `${error.message} ${more}` : `Python could not be loaded here: ${error.message}. ${more}`)
    } finally {
      stopper.hidden = true
    }
  })
  root.querySelectorAll("[data-example]").forEach((button) => {
    button.addEventListener("click", () => {
      box.value = button.dataset.example
      shapes.value = button.dataset.shapes ?? ""
      form.requestSubmit()
    })
  })
  form.hidden = false
}
