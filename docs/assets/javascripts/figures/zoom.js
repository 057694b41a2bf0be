// Functions around one place, as near as one wants to look.

import { number, spread } from "./kernel.js"

const sides = spread(-1, 1, 400) // an even number: the place itself is left out

export default (functions, { at }) => {
  const shown = Object.values(functions)
  return {
    say: { zoom: ({ zoom }) => `${number(10 ** zoom, 2)} times` },
    draw({ zoom }, pen) {
      const r = 10 ** -zoom
      shown.forEach((f, k) => pen.line(`curve${k}`, k, sides, sides.map((it) => f(at + r * it) / r)))
      return { r: number(r, 2) }
    },
  }
}
