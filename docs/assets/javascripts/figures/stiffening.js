// A smoothing spline, for one of the penalties that it was computed for.

export default (_, { x, y, fine, fits, read }) => ({
  say: { penalty: ({ penalty }) => read[penalty][0] },
  draw({ penalty }, pen) {
    const [fit, curve] = fits[penalty]
    pen.line("gaps", 0, x.flatMap((it) => [it, it, NaN]), y.flatMap((it, k) => [it, fit[k], NaN]))
    pen.line("fit", 0, fine, curve)
    return Object.fromEntries(["penalty", "error", "bending"].map((name, k) => [name, read[penalty][k]]))
  },
})
