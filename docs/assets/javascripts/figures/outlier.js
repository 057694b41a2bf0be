// A sample with one point far off, and where three losses put their fit.

import { fixed, spread } from "./kernel.js"

export default ({ square_loss, absolute_loss, huber_loss, huber_slope }, { values, delta, span }) => {
  const losses = { square: square_loss, huber: (r) => huber_loss(delta, r), absolute: absolute_loss }
  const total = (of, sample) => sample.reduce((sum, it) => sum + of(it), 0)
  const fits = {
    square: (sample) => total((it) => it, sample) / sample.length,
    absolute: (sample) => [...sample].sort((a, b) => a - b)[(sample.length - 1) / 2],
    huber(sample) {
      let low = Math.min(...sample), high = Math.max(...sample)
      for (let k = 0; k < 60; k++) {
        const middle = (low + high) / 2
        if (total((it) => huber_slope(delta, middle - it), sample) < 0) low = middle
        else high = middle
      }
      return high
    },
  }
  return {
    handles: [{ names: ["x"], at: ({ x }) => [0, x, 0], to: (x) => ({ x }) }],
    draw({ x }, pen) {
      const sample = [...values, x], xs = spread(...span, 161)
      const read = { x: fixed(x, 2) }
      pen.dot("point", 0, x, 0)
      Object.entries(losses).forEach(([name, loss], k) => {
        const heights = xs.map((p) => total((it) => loss(p - it), sample))
        const low = Math.min(...heights), high = Math.max(...heights)
        const fit = fits[name](sample)
        pen.line(name, k + 1, xs, heights.map((it) => (it - low) / (high - low)))
        pen.line(`${name}_fit`, k + 1, [fit, fit], [-0.1, 1.1])
        read[name] = fixed(fit, 3)
      })
      return read
    },
  }
}
