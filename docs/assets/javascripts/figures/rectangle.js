// The product as a rectangle that gains two strips and a corner.

import { number } from "./kernel.js"

export default ({ f, g }, { at }) => {
  const u = f(at), v = g(at)
  const grown = (h) => [f(at + h) - u, g(at + h) - v]
  // The step after which the rectangle is so wide, by halving: it grows.
  const step = (wide) => {
    let low = 0, high = 1
    while (f(at + high) < wide && high < 1e3) high *= 2
    for (let k = 0; k < 40; k++) {
      const middle = (low + high) / 2
      if (f(at + middle) < wide) low = middle
      else high = middle
    }
    return high
  }
  return {
    handles: [{ names: ["h"], at: ({ h }) => [0, f(at + h), g(at + h)], to: (x) => ({ h: step(x) }) }],
    draw({ h }, pen) {
      const [du, dv] = grown(h)
      const parts = { right: [u, 0, du, v], top: [0, v, u, dv], corner: [u, v, du, dv] }
      for (const [name, [x, y, wide, high]] of Object.entries(parts)) {
        for (const part of [name, `${name}_edge`]) {
          pen.line(part, 0, [x, x, x + wide, x + wide, x], [y, y + high, y + high, y, y])
        }
      }
      pen.move("du", 0, u + du / 2, 0)
      pen.move("dv", 0, 0, v + dv / 2)
      pen.move("vdu", 0, u + du / 2, v / 2)
      pen.move("udv", 0, u / 2, v + dv / 2)
      return {
        h: number(h),
        strips: number(v * du + u * dv),
        corner: number(du * dv),
        share: number((du * dv) / h),
      }
    },
  }
}
