// The scores of two classes with a threshold, and the ROC curve with its point.

import { fixed, number } from "./kernel.js"

const share = (scores, t) => scores.filter((it) => it >= t).length / scores.length

export default (_, { positive, negative }) => {
  const scores = [...new Set([...positive, ...negative])].sort((a, b) => a - b)
  scores.push(scores.at(-1) + 1e-6 * (scores.at(-1) - scores[0] || 1)) // above this one nothing is positive
  const place = (t) => [share(negative, t), share(positive, t)]
  const away = (t, x, y) => Math.hypot(place(t)[0] - x, place(t)[1] - y)
  // A key goes to the next score: between two of them nothing changes.
  const next = (t, far) => {
    const ahead = far > 0 ? scores.filter((it) => it > t) : scores.filter((it) => it < t).reverse()
    return ahead[Math.min(Math.abs(far), ahead.length) - 1] ?? t
  }
  return {
    round: { t: (t) => t },
    step: { t: next },
    say: { t: ({ t }) => number(t) },
    handles: [
      { names: ["t"], at: ({ t }) => [0, t, 0], to: (t) => ({ t }) },
      {
        names: ["t"],
        label: "threshold, as a point of the curve",
        at: ({ t }) => [1, ...place(t)],
        to: (x, y) => ({ t: scores.reduce((best, it) => (away(it, x, y) < away(best, x, y) ? it : best)) }),
        key: ({ t }, far) => ({ t: next(t, -far) }),
      },
    ],
    draw({ t }, pen) {
      const [fpr, tpr] = place(t)
      pen.line("line", 0, [t, t], [pen.axes[0].y0, pen.axes[0].y1])
      pen.dot("threshold", 0, t, 0)
      pen.line("rates", 1, [fpr, fpr, 0], [0, tpr, tpr])
      pen.dot("point", 1, fpr, tpr)
      return { t: fixed(t, 3), tpr: `${fixed(100 * tpr, 1)}%`, fpr: `${fixed(100 * fpr, 1)}%` }
    },
  }
}
