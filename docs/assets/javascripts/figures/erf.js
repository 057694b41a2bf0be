// The error function, which Math lacks: its power series near 0, a continued fraction farther out.

export function erf(x) {
  const z = Math.abs(x)
  if (z < 2) {
    let term = x, sum = x
    for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) sum += (term *= (-z * z) / n) / (2 * n + 1)
    return (2 / Math.sqrt(Math.PI)) * sum
  }
  let below = z
  for (let k = 60; k > 0; k--) below = z + k / 2 / below
  return Math.sign(x) * (1 - Math.exp(-z * z) / (Math.sqrt(Math.PI) * below))
}
