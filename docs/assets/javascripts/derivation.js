// A derivation is a list of lines that reads without this. Here it gets a bar with buttons that walk through it a line
// at a time, and shows where the part under the pointer came from.

const PAUSE = 2200 // milliseconds between the lines when it plays
const SWIPE = 40 // pixels

function button(label, name, action) {
  const made = document.createElement("button")
  made.type = "button"
  made.textContent = label
  made.setAttribute("aria-label", name)
  made.addEventListener("click", action)
  return made
}

class Walk {
  constructor(root) {
    this.root = root
    this.lines = [...root.querySelectorAll(":scope > .cr-lines > .cr-line")]
    this.now = null // the whole derivation is shown
    this.bar = document.createElement("div")
    this.bar.className = "cr-walk"
    this.back = button("‹", "Previous line", () => this.move(-1))
    this.next = button("›", "Next line", () => this.move(1))
    this.play = button("Play", "Play line by line", () => (this.timer ? this.stop() : this.start()))
    this.all = button("All", "Show all lines", () => this.show(null))
    this.said = document.createElement("output")
    this.bar.append(this.back, this.next, this.play, this.all, this.said)
    root.querySelector(":scope > .cr-lines").after(this.bar)
    root.addEventListener("keydown", (event) => this.key(event))
    root.addEventListener("pointerover", ({ target }) => this.origin(target.closest?.(".cr-new")))
    root.addEventListener("pointerleave", () => this.origin(this.marked()))
    root.addEventListener("touchstart", ({ touches }) => (this.touched = touches[0].clientX), { passive: true })
    root.addEventListener("touchend", ({ changedTouches }) => {
      const far = changedTouches[0].clientX - this.touched
      if (this.now !== null && Math.abs(far) > SWIPE) this.move(far < 0 ? 1 : -1)
    })
    this.show(null)
  }

  key(event) {
    const far = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (far && this.bar.contains(document.activeElement)) {
      event.preventDefault()
      this.move(far)
    } else if (event.key === "Escape") this.show(null)
  }

  move(far) {
    this.stop()
    this.show(this.now === null ? (far > 0 ? 0 : this.lines.length - 1) : this.now + far)
  }

  start() {
    this.show(this.now === null || this.now === this.lines.length - 1 ? 0 : this.now)
    this.timer = setInterval(() => (this.now + 1 < this.lines.length ? this.show(this.now + 1) : this.stop()), PAUSE)
    this.play.textContent = "Pause"
  }

  stop() {
    clearInterval(this.timer)
    this.timer = null
    this.play.textContent = "Play"
  }

  show(now) {
    if (now === null) this.stop()
    this.now = now === null ? null : Math.min(Math.max(now, 0), this.lines.length - 1)
    this.root.classList.toggle("cr-walking", this.now !== null)
    this.lines.forEach((line, k) => {
      line.classList.toggle("cr-now", k === this.now)
      line.classList.toggle("cr-ahead", this.now !== null && k > this.now)
    })
    // Disabled in name alone: a button that really is loses the focus, and keys with it.
    this.back.setAttribute("aria-disabled", this.now === 0)
    this.next.setAttribute("aria-disabled", this.now === this.lines.length - 1)
    this.all.hidden = this.now === null
    this.said.textContent = this.now === null ? "" : `Line ${this.now + 1} of ${this.lines.length}`
    this.origin(this.marked())
  }

  // The first part that has changed in the line that is shown.
  marked() {
    return this.now === null ? null : this.lines[this.now].querySelector(".cr-new")
  }

  origin(part) {
    this.root.querySelectorAll(".cr-lit").forEach((lit) => lit.classList.remove("cr-lit"))
    const name = part && [...part.classList].find((it) => /^cr-\d+-\d+$/.test(it))
    if (name) this.root.querySelectorAll(`.cr-asked.${name}`).forEach((asked) => asked.classList.add("cr-lit"))
  }
}

function walks(part) {
  part.querySelectorAll(".cr-derivation").forEach((root) => {
    if (root.querySelectorAll(":scope > .cr-lines > .cr-line").length > 2) new Walk(root)
  })
}

document$.subscribe(() => walks(document))
document.addEventListener("cr:shown", ({ target }) => walks(target)) // what was answered on a page that is there
