// <cr-live>: a picture that was drawn when the site was built, and is drawn again as a reader moves something in it.
// Without this script it stands as it is. What there is to move, and what follows, is told by a script of its own.

const TOUCH = 44 // pixels: the width of what a finger finds
const RING = 11
const SETTLED = 300 // milliseconds after the last change until the address of the page tells it

const minus = (text) => text.replace("-", "−")

// A number with as many digits after the point whatever it is, so that nothing jumps.
export const fixed = (value, digits) => minus(value.toFixed(digits).replace(/^-(?=[0.]*$)/, ""))

// A number for a reader, as calcref.plot.drawing.axes.number writes it.
export function number(value, digits = 3) {
  if (value === 0 || Number.isNaN(value)) return value === 0 ? "0" : "–"
  if (!Number.isFinite(value)) return value < 0 ? "−∞" : "∞"
  if (Math.abs(value) >= 1e-4 && Math.abs(value) < 1e6) return minus(String(Number(value.toPrecision(digits))))
  const [front, power] = value.toExponential(digits - 1).split("e").map(Number)
  const factor = { 1: "", "-1": "−" }[front] ?? `${minus(String(front))}×`
  return `${factor}10${minus(String(power)).replace("−", "⁻").replace(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit])}`
}

// As many numbers as asked from one end to the other.
export const spread = (low, high, count) => Array.from({ length: count }, (_, k) => low + ((high - low) * k) / (count - 1))

// Between the numbers of a drawing and its places.
class Axes {
  constructor([picture, left, right, bottom, top, x0, x1, y0, y1]) {
    Object.assign(this, { picture, x0, x1, y0, y1 })
    this.across = (right - left) / (x1 - x0)
    this.up = (top - bottom) / (y1 - y0)
    this.place = (x, y) => [left + (x - x0) * this.across, bottom + (y - y0) * this.up]
    this.value = (left_, top_) => [x0 + (left_ - left) / this.across, y0 + (top_ - bottom) / this.up]
  }
}

// Draws the parts of a picture again.
class Pen {
  constructor(element, axes) {
    this.axes = axes
    this.first = {}
    this.parts = Object.fromEntries([...element.querySelectorAll("[data-part]")].map((it) => [it.dataset.part, it]))
  }

  // A line through points; a point without a value is a gap.
  line(part, axes, xs, ys) {
    let open = false
    const steps = xs.map((x, k) => {
      const [left, top] = this.axes[axes].place(x, ys[k])
      if (!Number.isFinite(left + top)) return (open = false) || ""
      const step = `${open ? "L" : "M"}${left.toFixed(2)} ${Math.min(Math.max(top, -1e4), 1e4).toFixed(2)}`
      open = true
      return step
    })
    this.parts[part].querySelector("path").setAttribute("d", steps.join(""))
  }

  // The area between a line and the axis.
  area(part, axes, xs, ys) {
    this.line(part, axes, [xs[0], ...xs, xs.at(-1)], [0, ...ys, 0])
  }

  // The line of a slope through a point, as far as `reach` to each side, or from edge to edge.
  tangent(part, axes, x, y, slope, reach) {
    const { x0, x1 } = this.axes[axes]
    const ends = reach === undefined ? [x0, x1] : [x - reach, x + reach]
    this.line(part, axes, ends, ends.map((end) => y + slope * (end - x)))
  }

  dot(part, axes, x, y) {
    this.dots(part, axes, [x], [y])
  }

  dots(part, axes, xs, ys) {
    this.parts[part].querySelectorAll("use").forEach((dot, k) => {
      const [left, top] = this.axes[axes].place(xs[k], ys[k])
      dot.setAttribute("x", left)
      dot.setAttribute("y", top)
    })
  }

  // What stands beside a point moves with it; where the two stood first, they stood when the site was built.
  move(part, axes, x, y) {
    const now = this.axes[axes].place(x, y)
    const first = (this.first[part] ??= now)
    this.parts[part].setAttribute("transform", `translate(${now.map((it, k) => (it - first[k]).toFixed(2))})`)
  }

  // From hidden, 0, to shown, 1.
  fade(part, seen) {
    this.parts[part].setAttribute("opacity", seen)
  }

  mark(part, marked) {
    this.parts[part].classList.toggle("cr-marked", marked)
  }
}

class CrLive extends HTMLElement {
  async connectedCallback() {
    const given = JSON.parse(this.dataset.given)
    const [{ functions }, { default: plan }] = await Promise.all([
      import("./functions.js"),
      import(`./${this.dataset.script}.js`),
    ])
    const known = Object.values(given.functions).every((name) => name in functions)
    if (this.plan || !known || !this.isConnected) return
    const called = Object.entries(given.functions).map(([name, text]) => [name, functions[text]])
    const alike = [...document.querySelectorAll(`cr-live[data-script="${this.dataset.script}"]`)]
    this.path = location.pathname
    this.key = `${this.dataset.script}${alike.indexOf(this) || ""}`
    this.movables = given.movables
    this.pictures = [...this.querySelectorAll("svg")]
    this.pen = new Pen(this, given.axes.map((it) => new Axes(it)))
    this.plan = plan(Object.fromEntries(called), given)
    this.starts()
    this.handles = (this.plan.handles ?? []).map((handle) => this.handle(handle))
    this.inputs = [...this.querySelectorAll("input")].map((input) => this.input(input))
    this.sizes = new ResizeObserver(() => this.fit())
    for (const picture of this.pictures) {
      picture.setAttribute("role", "group")
      picture.addEventListener("pointerdown", (event) => this.take(event))
      this.sizes.observe(picture)
    }
    this.querySelector("button").addEventListener("click", () => this.reset())
    this.classList.add("cr-on")
    this.restored = () => this.restore()
    addEventListener("popstate", this.restored)
    this.show()
    this.restore()
  }

  disconnectedCallback() {
    this.sizes?.disconnect()
    clearTimeout(this.settling)
    removeEventListener("popstate", this.restored)
  }

  // What can be taken hold of: a group around a circle as wide as a finger.
  handle(told) {
    const picture = this.pictures[this.pen.axes[told.at(this.state)[0]].picture]
    const group = document.createElementNS(picture.namespaceURI, "g")
    group.setAttribute("class", "cr-handle")
    group.setAttribute("role", "slider")
    group.setAttribute("tabindex", "0")
    group.setAttribute("aria-label", told.label ?? this.movables[told.names[0]].label)
    for (const name of ["cr-touch", "cr-ring"]) {
      const circle = document.createElementNS(picture.namespaceURI, "circle")
      circle.setAttribute("class", name)
      group.append(circle)
    }
    group.addEventListener("keydown", (event) => this.pressed(event, told))
    group.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false }) // the page stays
    picture.append(group)
    return { ...told, group, picture }
  }

  input(input) {
    const { range, marks } = this.movables[input.dataset.name]
    Object.assign(input, { min: range[0], max: range[1], step: marks ? "any" : range[2] })
    input.addEventListener("input", () => this.move({ [input.dataset.name]: input.valueAsNumber }))
    if (marks) input.addEventListener("keydown", (event) => this.pressed(event, { names: [input.dataset.name] }))
    return input
  }

  // A number becomes one that can be had: a step, or a mark close by.
  near(name, value) {
    const { range: [low, high, step], marks = [] } = this.movables[name]
    const mark = marks.find(([it]) => Math.abs(it - value) < step / 2)
    const free = this.plan.round?.[name]?.(value) ?? Number((Math.round(value / step) * step).toPrecision(12))
    return Math.min(Math.max(mark ? mark[0] : free, low), high)
  }

  // One key further: to the next step, or to a mark on the way.
  beyond(name, far) {
    const own = this.plan.step?.[name]
    const now = this.state[name]
    if (own) return own(now, far)
    const { range: [, , step], marks = [] } = this.movables[name]
    const grid = (far > 0 ? Math.floor(now / step + 1e-9) : Math.ceil(now / step - 1e-9)) * step + far * step
    const passed = marks.map(([it]) => it).filter((it) => (it - now) * far > 1e-9 && (grid - it) * far > 1e-9)
    if (!passed.length || Math.abs(far) > 1) return grid
    return far > 0 ? Math.min(...passed) : Math.max(...passed)
  }

  pressed(event, { names, key }) {
    const [first, second = first] = names
    const { range: [low, high] } = this.movables[first]
    const next = {
      ArrowRight: () => ({ [first]: this.beyond(first, 1) }),
      ArrowLeft: () => ({ [first]: this.beyond(first, -1) }),
      ArrowUp: () => ({ [second]: this.beyond(second, 1) }),
      ArrowDown: () => ({ [second]: this.beyond(second, -1) }),
      PageUp: () => ({ [second]: this.beyond(second, 10) }),
      PageDown: () => ({ [second]: this.beyond(second, -10) }),
      Home: () => ({ [first]: low }),
      End: () => ({ [first]: high }),
    }[event.key]
    if (!next || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const far = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key]
    this.move(key && far ? key(this.state, far) : next())
  }

  // The handle nearest to the pointer follows it until it is let go.
  take(event) {
    const away = ({ group }) => {
      const { x, y, width, height } = group.firstChild.getBoundingClientRect()
      return Math.hypot(event.clientX - x - width / 2, event.clientY - y - height / 2)
    }
    const near = this.handles.filter((it) => away(it) <= TOUCH / 2)
    if (!near.length || event.button) return
    const handle = near.reduce((best, it) => (away(it) <= away(best) ? it : best))
    event.preventDefault()
    handle.group.focus({ preventScroll: true })
    handle.group.setPointerCapture(event.pointerId)
    const follow = ({ clientX, clientY }) => {
      const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(handle.picture.getScreenCTM().inverse())
      const [axes] = handle.at(this.state)
      this.move(handle.to(...this.pen.axes[axes].value(x, y), this.state))
    }
    handle.group.addEventListener("pointermove", follow)
    const leave = () => handle.group.removeEventListener("pointermove", follow)
    handle.group.addEventListener("lostpointercapture", leave, { once: true })
  }

  move(changes) {
    for (const [name, value] of Object.entries(changes)) this.state[name] = this.near(name, value)
    this.show()
    clearTimeout(this.settling)
    this.settling = setTimeout(() => this.tell(), SETTLED)
  }

  starts() {
    this.state = Object.fromEntries(Object.entries(this.movables).map(([name, { start }]) => [name, start]))
  }

  reset() {
    this.starts()
    this.show()
    this.tell()
  }

  // The address keeps what was moved, and gives it back.
  tell() {
    const address = new URL(location)
    if (address.pathname !== this.path) return // on the way to another page
    for (const [name, { start }] of Object.entries(this.movables)) {
      if (this.state[name] === start) address.searchParams.delete(`${this.key}.${name}`)
      else address.searchParams.set(`${this.key}.${name}`, this.state[name])
    }
    if (address.href !== location.href) history.replaceState(history.state, "", address)
  }

  restore() {
    const told = new URL(location).searchParams
    this.starts()
    for (const name in this.movables) {
      const value = parseFloat(told.get(`${this.key}.${name}`))
      if (Number.isFinite(value)) this.state[name] = this.near(name, value)
    }
    this.show()
  }

  show() {
    const { movables, pen, plan, state } = this
    const read = plan.draw(state, pen)
    for (const [name, text] of Object.entries(read)) {
      this.querySelector(`[data-reading="${name}"]`).textContent = text
    }
    const rows = [...this.querySelectorAll(".cr-line, .cr-readings > div")]
    const said = rows.map((row) => [...row.childNodes].map((it) => it.textContent).join(" "))
    const announce = (element, name) => {
      const { range, marks = [] } = movables[name]
      const value = plan.say?.[name]?.(state) ?? marks.find(([it]) => it === state[name])?.[1] ?? number(state[name], 4)
      element.setAttribute("aria-valuetext", [`${value}`, ...said].join("; "))
      return [range[0], range[1], state[name]]
    }
    for (const { group, names, at } of this.handles) {
      const told = announce(group, names[0])
      ;["min", "max", "now"].forEach((it, k) => group.setAttribute(`aria-value${it}`, told[k]))
      const [axes, x, y] = at(state)
      group.setAttribute("transform", `translate(${pen.axes[axes].place(x, y).map((it) => it.toFixed(2))})`)
    }
    for (const input of this.inputs) {
      input.value = state[input.dataset.name]
      announce(input, input.dataset.name)
    }
  }

  // A finger is as wide on a phone as on a screen.
  fit() {
    for (const { group, picture } of this.handles) {
      const scale = picture.clientWidth / picture.viewBox.baseVal.width
      if (!scale) continue
      group.firstChild.setAttribute("r", TOUCH / 2 / scale)
      group.lastChild.setAttribute("r", RING / scale)
    }
  }
}

if (!customElements.get("cr-live")) customElements.define("cr-live", CrLive)
