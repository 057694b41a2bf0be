// The path of gradient descent on contours, and its loss step by step.

import { number } from "./kernel.js"

const signed = (factor) => (factor < 0 ? "" : "+") + factor.toFixed(3).replace("-", "−")

export default ({ f, fx, fy }, { curvatures: [flat, steep], steps, least, most }) => ({
  say: { x: ({ x, y }) => `${number(x)}, ${number(y)}` },
  handles: [{ names: ["x", "y"], at: ({ x, y }) => [0, x, y], to: (x, y) => ({ x, y }) }],
  draw({ x, y, rate }, pen) {
    const xs = [x], ys = [y]
    for (let k = 0; k < steps; k++) {
      xs.push(xs[k] - rate * fx(xs[k]))
      ys.push(ys[k] - rate * fy(ys[k]))
    }
    const losses = xs.map((it, k) => f(it, ys[k]))
    const heights = losses.map((it) => Math.log10(Math.min(Math.max(it, least), most)))
    const counts = losses.map((_, k) => k)
    pen.line("path", 0, xs, ys)
    pen.dots("places", 0, xs, ys)
    pen.dot("start", 0, x, y)
    pen.line("loss", 1, counts, heights)
    pen.dots("losses", 1, counts, heights)
    return {
      rate: rate.toFixed(3),
      flat: signed(1 - rate * flat),
      steep: signed(1 - rate * steep),
      loss: number(losses.at(-1), 2),
    }
  },
})
