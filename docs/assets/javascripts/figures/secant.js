// The secant that turns into the tangent, and below it how far their slopes are apart for each step.

import { fixed, number, spread } from "./kernel.js"

// Steps of both signs from left to right, each power of ten as wide: from -1 through tiny ones to 1.
const toScale = (h, least) => Math.sign(h) * (Math.log10(Math.abs(h)) - least)
const fromScale = (t, least) => (t < 0 ? -1 : 1) * 10 ** (Math.abs(t) + least)

export default ({ f, slope }, { least, floor }) => {
  const steps = (side) => spread(0, -least, 145).map((t) => fromScale(side * t || side * 1e-12, least))
  const quotient = (a, h) => (f(a + h) - f(a)) / h
  const gap = (a, h) => Math.abs(quotient(a, h) - slope(a))
  const height = (a, h) => Math.log10(Math.max(gap(a, h), floor))
  const rounded = (h) => Number(h.toPrecision(2)) || fromScale(0, least)
  const along = (h, far) => {
    const t = toScale(h, least) + far / 4
    return fromScale(Math.sign(t) === Math.sign(h) ? t : Math.sign(far) * 1e-9, least)
  }
  return {
    round: { h: (h) => (Math.abs(h) < fromScale(0, least) ? fromScale(h < 0 ? -0.001 : 0, least) : rounded(h)) },
    step: { h: along },
    say: { h: ({ h }) => number(h, 2) },
    handles: [
      { names: ["a"], at: ({ a }) => [0, a, f(a)], to: (x) => ({ a: x }) },
      {
        names: ["h"],
        label: "second point of the secant",
        at: ({ a, h }) => [0, a + h, f(a + h)],
        to: (x, y, { a }) => ({ h: x - a }),
        key: ({ h }, far) => ({ h: Math.abs(h + far / 20) < 0.01 ? (far / Math.abs(far)) * 0.01 : h + far / 20 }),
      },
      {
        names: ["h"],
        at: ({ a, h }) => [1, toScale(h, least), height(a, h)],
        to: (t) => ({ h: fromScale(t, least) }),
      },
    ],
    draw({ a, h }, pen) {
      const m = quotient(a, h)
      pen.tangent("tangent", 0, a, f(a), slope(a))
      pen.tangent("secant", 0, a, f(a), m)
      pen.line("run", 0, [a, a + h, a + h], [f(a), f(a), f(a + h)])
      pen.dot("touch", 0, a, f(a))
      pen.dot("second", 0, a + h, f(a + h))
      for (const side of [-1, 1]) {
        const hs = steps(side)
        pen.line(side < 0 ? "left" : "right", 1, hs.map((it) => toScale(it, least)), hs.map((it) => height(a, it)))
      }
      pen.dot("gap", 1, toScale(h, least), height(a, h))
      return { h: number(h, 2), secant: fixed(m, 9), tangent: fixed(slope(a), 9), gap: number(gap(a, h), 2) }
    },
  }
}
