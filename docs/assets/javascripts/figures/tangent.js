// A curve with its tangent, and below it the function of its slopes.

import { fixed } from "./kernel.js"

export default ({ f, slope }) => ({
  handles: [
    { names: ["x"], at: ({ x }) => [0, x, f(x)], to: (x) => ({ x }) },
    { names: ["x"], label: "point of the derivative", at: ({ x }) => [1, x, slope(x)], to: (x) => ({ x }) },
  ],
  draw({ x }, pen) {
    const [above, below] = pen.axes
    pen.tangent("tangent", 0, x, f(x), slope(x), (above.x1 - above.x0) / 5)
    pen.dot("touch", 0, x, f(x))
    pen.line("height", 1, [x, x], [0, slope(x)])
    pen.dot("slope", 1, x, slope(x))
    pen.line("above", 0, [x, x], [above.y0, f(x)])
    pen.line("below", 1, [x, x], [slope(x), below.y1])
    return { x: fixed(x, 2), value: fixed(f(x), 3), slope: fixed(slope(x), 3) }
  },
})
