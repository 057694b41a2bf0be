// Written by `python -m calcref.plot.live`, not by hand: the functions of the figures, under their names in calcref.

import { erf } from "./erf.js"

export const functions = {
  "(erf(x/(s*sqrt(2))) + 1)/2": (s, x) => (1/2)*(erf(x/((Math.sqrt(2)*s))) + 1),
  "1/x": (x) => 1/x,
  "4*y": (y) => 4*y,
  "cos(x)": (x) => Math.cos(x),
  "e^(-x^2/(2*s^2))/(s*sqrt(2*pi))": (s, x) => Math.exp(-Math.pow(x, 2)/(2*Math.pow(s, 2)))/((s*Math.sqrt(2*Math.PI))),
  "ln(|x|)": (x) => Math.log(Math.abs(x)),
  "sin(x)": (x) => Math.sin(x),
  "sin(x) + x*cos(x)": (x) => x*Math.cos(x) + Math.sin(x),
  "x": (x) => x,
  "x*sin(x)": (x) => x*Math.sin(x),
  "x^2": (x) => Math.pow(x, 2),
  "x^2/2": (x) => (1/2)*Math.pow(x, 2),
  "x^2/2 + 2*y^2": (x, y) => (1/2)*Math.pow(x, 2) + 2*Math.pow(y, 2),
  "x^3/3": (x) => (1/3)*Math.pow(x, 3),
}
