// A chain of functions, each drawn at the point that the one before it delivers.

import { fixed } from "./kernel.js"

const factor = (slope) => (fixed(slope, 3).startsWith("−") ? `(${fixed(slope, 3)})` : fixed(slope, 3))

export default (functions, { links }) => {
  // A link and its slope may have letters that stay what they are.
  const call = (name, letters, x) => functions[name](...letters.map((it) => (typeof it === "string" ? x : it)))
  const chain = links.map(([value, slope], k) => ({
    f: (x) => call(`f${k}`, value, x),
    slope: (x) => call(`slope${k}`, slope, x),
  }))
  return {
    handles: [{ names: ["x"], at: ({ x }) => [0, x, chain[0].f(x)], to: (x) => ({ x }) }],
    draw({ x }, pen) {
      const slopes = []
      for (const [k, { f, slope }] of chain.entries()) {
        const { x0, x1, y0 } = pen.axes[k]
        const y = f(x)
        slopes.push(slope(x))
        pen.tangent(`tangent${k}`, k, x, y, slopes[k], (x1 - x0) / 4)
        pen.line(`lead${k}`, k, [x, x, x0], [y0, y, y])
        pen.dot(`point${k}`, k, x, y)
        x = y
      }
      const whole = slopes.reduce((product, it) => product * it, 1)
      return { line: `slope of the whole: ${slopes.map(factor).join(" × ")} = ${fixed(whole, 3)}` }
    },
  }
}
