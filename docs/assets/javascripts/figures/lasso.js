// The path of a lasso, with a mark at one of the strengths that it was computed for.

export default (_, { across, weights, low, high, read }) => ({
  say: { strength: ({ strength }) => read[strength][0] },
  draw({ strength }, pen) {
    const at = across[strength], row = weights[strength]
    pen.line("at", 0, [at, at], [low, high])
    pen.dots("weights", 0, row.map(() => at), row)
    return Object.fromEntries(["strength", "left", "error"].map((name, k) => [name, read[strength][k]]))
  },
})
