// Two normal densities, and the area under p ln(p/q), which is the divergence of q from p.

import { fixed, spread } from "./kernel.js"

export default ({ bell, divergence }) => {
  const logarithm = (m, s, x) => -(((x - m) / s) ** 2) / 2 - Math.log(s) - Math.log(2 * Math.PI) / 2
  const half = (m, s, n, t, x) => {
    const away = logarithm(n, t, x) - logarithm(m, s, x)
    return bell(m, s, x) * (Math.LN2 - (away > 0 ? away + Math.log1p(Math.exp(-away)) : Math.log1p(Math.exp(away))))
  }
  const peak = (mean, width) => ({ names: [mean], at: (it) => [0, it[mean], bell(it[mean], it[width], it[mean])], to: (x) => ({ [mean]: x }) })
  const turn = (mean, width) => ({
    names: [width],
    at: (it) => [0, it[mean] + it[width], bell(it[mean], it[width], it[mean] + it[width])],
    to: (x, y, it) => ({ [width]: x - it[mean] }),
  })
  return {
    handles: [peak("a", "s"), turn("a", "s"), peak("b", "t"), turn("b", "t")],
    draw({ a, s, b, t }, pen) {
      const xs = spread(-6, 6, 481), wide = spread(-25, 25, 5001)
      for (const [name, m, d] of [["p", a, s], ["q", b, t]]) {
        const ends = [m, m + d], level = bell(m, d, m + d)
        pen.line(name, 0, xs, xs.map((x) => bell(m, d, x)))
        pen.line(`${name}w`, 0, ends, [level, level])
        pen.dots(`${name}dots`, 0, ends, [bell(m, d, m), level])
      }
      const cost = xs.map((x) => bell(a, s, x) * (logarithm(a, s, x) - logarithm(b, t, x)))
      pen.area("area", 1, xs, cost)
      pen.line("cost", 1, xs, cost)
      const both = wide.reduce((sum, x) => sum + half(a, s, b, t, x) + half(b, t, a, s, x), 0) * (wide[1] - wide[0])
      return {
        p: `${fixed(a, 1)}, ${fixed(s, 2)}`,
        q: `${fixed(b, 1)}, ${fixed(t, 2)}`,
        there: fixed(divergence(a, b, s, t), 4),
        back: fixed(divergence(b, a, t, s), 4),
        both: fixed(both / 2, 4),
      }
    },
  }
}
