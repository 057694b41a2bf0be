// A graph through which values go forward and adjoints come back, a box at a time.

export default (_, { steps, boxes }) => ({
  say: { step: ({ step }) => `${step} of ${steps.length}` },
  draw({ step }, pen) {
    steps.forEach(([number, box], k) => pen.fade(`${number}${box}`, k < step ? 1 : 0))
    for (let box = 0; box < boxes; box++) pen.mark(`box${box}`, step > 0 && steps[step - 1][1] === box)
    return { line: step ? steps[step - 1][2] : "The inputs are given." }
  },
})
