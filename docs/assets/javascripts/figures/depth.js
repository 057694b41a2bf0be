// What is left of a gradient after so many equal layers.

import { fixed, number } from "./kernel.js"

export default ({ f, slope }, { start, deepest, least, most }) => {
  const through = (w) => {
    const left = [1]
    for (let k = 0, x = start; k < deepest; k++, x = f(w, x)) left.push(left[k] * slope(w, x))
    return left
  }
  const height = (left) => Math.log10(Math.min(Math.max(left, least), most))
  return {
    handles: [{ names: ["n"], at: ({ w, n }) => [0, n, height(through(w)[n])], to: (n) => ({ n }) }],
    draw({ w, n }, pen) {
      const left = through(w)
      pen.line("left", 0, left.map((_, k) => k), left.map(height))
      pen.line("drop", 0, [n, n], [Math.log10(least), height(left[n])])
      pen.dot("point", 0, n, height(left[n]))
      return { w: fixed(w, 2), n: String(n), left: number(left[n], 2) }
    },
  }
}
