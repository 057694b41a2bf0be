// Curves that Python computed, as a picture in the look of the site's figures.
const WIDEST = 520
const HIGH = 300
const EDGE = { left: 44, right: 10, top: 10, bottom: 28 }
const SVG = "http://www.w3.org/2000/svg"
const COLOR = { function: "var(--cr-1)", slope: "var(--cr-2)", area: "var(--cr-3)" }
const NAME = { function: "function", slope: "derivative", area: "antiderivative" }

function element(name, attributes, text) {
  const made = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  if (text !== undefined) made.textContent = text
  return made
}

// Round numbers, four or so, from one end to the other.
function ticks(low, high) {
  const rough = (high - low) / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * [1, 2, 5, 10].find((it) => it * power >= rough)
  const first = Math.ceil(low / step)
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, k) => Number(((first + k) * step).toPrecision(6)))
}

const shown = (number) => String(number).replace("-", "−")

/** A figure of `curves`, as calcref.playground.curves gives them, for a place that is so many pixels wide. */
export function plot(curves, room) {
  const WIDE = Math.min(WIDEST, Math.max(280, room))
  const { x, low, high, lines, letters, between } = curves
  const [first, last] = [x[0], x.at(-1)]
  const across = (it) => EDGE.left + ((it - first) / (last - first)) * (WIDE - EDGE.left - EDGE.right)
  const up = (it) => EDGE.top + ((high - it) / (high - low)) * (HIGH - EDGE.top - EDGE.bottom)
  const said = lines.map(({ kind, name }) => `the ${NAME[kind]} ${name}`).join(" and ")
  const picture = element("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, class: "cr-svg", role: "img", "aria-label": `Graph of ${said}` })
  for (const it of ticks(first, last)) {
    picture.append(element("line", { x1: across(it), x2: across(it), y1: EDGE.top, y2: HIGH - EDGE.bottom, class: "cr-gridline" }))
    picture.append(element("text", { x: across(it), y: HIGH - 8, "text-anchor": "middle" }, shown(it)))
  }
  for (const it of ticks(low, high)) {
    picture.append(element("line", { x1: EDGE.left, x2: WIDE - EDGE.right, y1: up(it), y2: up(it), class: "cr-gridline" }))
    picture.append(element("text", { x: EDGE.left - 6, y: up(it) + 4, "text-anchor": "end" }, shown(it)))
  }
  picture.append(element("line", { x1: EDGE.left, x2: WIDE - EDGE.right, y1: up(0), y2: up(0), class: "cr-axis" }))
  const inside = (it) => Math.min(Math.max(it, 2 * low - high), 2 * high - low) // far outside is outside, too
  const frame = element("svg", { x: EDGE.left, y: EDGE.top, width: WIDE - EDGE.left - EDGE.right, height: HIGH - EDGE.top - EDGE.bottom })
  const place = (k, y) => `${(across(x[k]) - EDGE.left).toFixed(2)} ${(up(inside(y)) - EDGE.top).toFixed(2)}`
  if (between) {
    const under = x.flatMap((it, k) => (it >= between[0] && it <= between[1] && lines[0].y[k] !== null ? [k] : []))
    if (under.length) {
      const there = under.map((k) => place(k, lines[0].y[k]))
      const ends = [place(under.at(-1), 0), place(under[0], 0)]
      frame.append(element("path", { d: `M${[...there, ...ends].join("L")}Z`, class: "cr-under" }))
    }
  }
  for (const { kind, y } of lines) {
    let pen = "M"
    const d = y.map((it, k) => {
      const before = y[k - 1] ?? it
      // From below the picture to above it: a pole, and no line.
      if (it === null || (before < low && it > high) || (before > high && it < low)) {
        pen = "M"
        if (it === null) return ""
      }
      const move = `${pen}${place(k, it)}`
      pen = "L"
      return move
    })
    frame.append(element("path", { d: d.join(""), fill: "none", stroke: COLOR[kind], "stroke-width": 2, "stroke-dasharray": kind === "function" ? "none" : "6 3" }))
  }
  picture.append(frame)
  const figure = document.createElement("figure")
  figure.className = "cr-figure cr-across cr-graph"
  const caption = document.createElement("figcaption")
  for (const { kind, name } of lines) {
    const line = document.createElement("span")
    line.className = `cr-key cr-key-${kind}`
    line.textContent = `${NAME[kind]} ${name}`
    caption.append(line)
  }
  if (letters.length) caption.append(`Drawn for ${letters.map((it) => `${it} = 1`).join(", ")}.`)
  figure.append(picture, caption)
  return figure
}
