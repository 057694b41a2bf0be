// The bars of a Riemann sum, and below them how the error falls with their number.

import { fixed, number, spread } from "./kernel.js"

const MOST = 64

export default ({ f, F }, { nearest }) => {
  const heights = ({ a, b, c }, n) => Array.from({ length: n }, (_, k) => f(a + ((b - a) * (k + c)) / n))
  const sum = (state, n) => (heights(state, n).reduce((total, it) => total + it, 0) * (state.b - state.a)) / n
  const area = ({ a, b }) => F(b) - F(a)
  const error = (state, n) => Math.abs(sum(state, n) - area(state))
  const height = (state, n) => Math.log10(Math.max(error(state, n), nearest))
  const counts = Array.from({ length: MOST }, (_, k) => k + 1)
  const places = { 0: "left end", 0.5: "middle", 1: "right end" }
  const place = ({ c }) => places[c] ?? number(c, 2)
  return {
    say: { n: ({ n }) => `${n} bars`, c: place },
    handles: ["a", "b"].map((name) => ({ names: [name], at: (state) => [0, state[name], 0], to: (x) => ({ [name]: x }) })),
    draw(state, pen) {
      const { a, b, n } = state
      const edges = spread(a, b, n + 1)
      const xs = edges.slice(1).flatMap((edge, k) => [edges[k], edges[k], edge, edge])
      const ys = heights(state, n).flatMap((it) => [0, it, it, 0])
      for (const part of ["bars", "edges"]) pen.line(part, 0, xs, ys)
      pen.dots("ends", 0, [a, b], [0, 0])
      pen.line("errors", 1, counts.map(Math.log2), counts.map((it) => height(state, it)))
      pen.dot("now", 1, Math.log2(n), height(state, n))
      return {
        n: String(n),
        c: place(state),
        sum: fixed(sum(state, n), 5),
        area: fixed(area(state), 5),
        error: number(error(state, n), 2),
        order: fixed(error(state, n) / error(state, 2 * n), 2),
      }
    },
  }
}
