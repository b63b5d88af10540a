// How the time of a piece of work grows with its size: the exponent p of time ≈ c sizeᵖ, from a line through the logarithms.
import { tensor } from '../../lib/tensor/index.ts'

/** The slope of the line of least squares through (log size, log time). @throws RangeError for fewer than two sizes */
export function exponent(sizes: readonly number[], times: readonly number[]): number {
  if (new Set(sizes).size < 2) throw new RangeError(`exponent: a line needs two sizes, got ${sizes.length}`)
  const x = tensor([...sizes]).log()
  const y = tensor([...times]).log()
  const aside = x.sub(x.mean())
  return aside.dot(y).div(aside.dot(aside)).item()
}

/** With which exponent the time of each piece of work should grow, at most. */
export const EXPECTED: Readonly<Record<string, { name: string; exponent: number }>> = {
  product: { name: 'matrix product, n × n', exponent: 3 },
  wave: { name: 'function of n numbers', exponent: 1 },
  chainHvp: { name: 'HVP in n dimensions', exponent: 1 },
  chainHessian: { name: 'Hessian in n dimensions', exponent: 2 },
}
