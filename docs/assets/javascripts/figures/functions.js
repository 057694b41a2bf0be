// Written by `python -m calcref.plot.live`, not by hand: the functions of the figures, under their names in calcref.

import { erf } from "./erf.js"

export const functions = {
  "1/x": (x) => 1/x,
  "cos(x)": (x) => Math.cos(x),
  "ln(|x|)": (x) => Math.log(Math.abs(x)),
  "sin(x)": (x) => Math.sin(x),
  "x": (x) => x,
  "x^2": (x) => Math.pow(x, 2),
  "x^2/2": (x) => (1/2)*Math.pow(x, 2),
  "x^3/3": (x) => (1/3)*Math.pow(x, 3),
}
