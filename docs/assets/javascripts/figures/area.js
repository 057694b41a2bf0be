// The area under a curve between two ends, and below it that area as a function of its second end.

import { fixed, spread } from "./kernel.js"

export default ({ f, F }) => ({
  handles: [
    { names: ["a"], at: ({ a }) => [0, a, f(a)], to: (x) => ({ a: x }) },
    { names: ["b"], at: ({ b }) => [0, b, f(b)], to: (x) => ({ b: x }) },
  ],
  draw({ a, b }, pen) {
    const { x0, x1 } = pen.axes[0]
    const room = (x1 - x0) / 52 // the drawing has a fiftieth of its length beside each end
    const xs = spread(x0 + room, x1 - room, 121)
    const inside = spread(a, b, 121)
    const area = F(b) - F(a)
    pen.area("area", 0, inside, inside.map(f))
    pen.line("height", 0, [b, b], [0, f(b)])
    pen.line("begin", 0, [a, a], [0, f(a)])
    pen.dot("a", 0, a, f(a))
    pen.dot("b", 0, b, f(b))
    pen.line("total", 1, xs, xs.map((x) => F(x) - F(a)))
    pen.tangent("tangent", 1, b, area, f(b), 0.14 * (xs.at(-1) - xs[0]))
    pen.line("drop", 1, [b, b], [0, area])
    pen.dot("end", 1, b, area)
    return { a: fixed(a, 3), b: fixed(b, 3), area: fixed(area, 4), height: fixed(f(b), 4) }
  },
})
