// The normal density about 0, and the probability between two ends.

import { fixed, spread } from "./kernel.js"

export default ({ f, F }) => ({
  handles: [
    { names: ["s"], at: ({ s }) => [0, s, f(s, s)], to: (x) => ({ s: x }) },
    ...["a", "b"].map((name) => ({ names: [name], at: (state) => [0, state[name], 0], to: (x) => ({ [name]: x }) })),
  ],
  draw({ a, b, s }, pen) {
    const xs = spread(-4, 4, 321), inside = spread(a, b, 161)
    pen.line("curve", 0, xs, xs.map((x) => f(s, x)))
    pen.area("area", 0, inside, inside.map((x) => f(s, x)))
    pen.dots("ends", 0, [a, b], [0, 0])
    pen.line("width", 0, [0, s], [f(s, s), f(s, s)])
    pen.dot("turn", 0, s, f(s, s))
    return {
      s: fixed(s, 2),
      ends: `${fixed(a, 1)} to ${fixed(b, 1)}`,
      probability: fixed(F(s, b) - F(s, a), 4),
      top: fixed(f(s, 0), 4),
    }
  },
})
