// Many methods step by step: a dot for each, and the way of the one that is followed.

import { number } from "./kernel.js"

export default (_, { names, heights, paths }) => {
  const below = paths ? 1 : 0
  return {
    say: { runner: ({ runner }) => names[runner], step: ({ step }) => `${step}` },
    handles: [
      {
        names: ["step", "runner"],
        at: ({ step, runner }) => [below, step, heights[runner][step]],
        to: (step) => ({ step }),
      },
    ],
    draw({ step, runner }, pen) {
      const values = heights.map((it) => it[step])
      const counts = heights[runner].slice(0, step + 1).map((_, k) => k)
      pen.line("loss", below, counts, heights[runner].slice(0, step + 1))
      pen.dots("losses", below, values.map(() => step), values)
      pen.dot("now", below, step, values[runner])
      if (paths) {
        const [xs, ys] = paths[runner]
        pen.line("path", 0, xs.slice(0, step + 1), ys.slice(0, step + 1))
        pen.dots("places", 0, paths.map((it) => it[0][step]), paths.map((it) => it[1][step]))
        pen.dot("place", 0, xs[step], ys[step])
      }
      return {
        name: names[runner],
        step: `${step}`,
        value: number(10 ** values[runner], 3),
        place: `${1 + values.filter((it) => it < values[runner]).length} of ${names.length}`,
      }
    },
  }
}
