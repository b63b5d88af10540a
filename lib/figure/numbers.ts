// Reads what a learner hands to a figure: numbers come as a plain list or as a Tensor, and both are wanted here as a flat list.
import { FigureError } from './error.ts'

/** A list of numbers, or anything with a `toArray()` that gives one (a Tensor). */
export type Numbers = readonly number[] | { toArray(): unknown }

/** The numbers as a flat list; `what` names them in the error if they are none. */
export function numbersOf(values: Numbers, what: string): number[] {
  const plain: unknown = 'toArray' in values ? values.toArray() : values
  const list: unknown[] = Array.isArray(plain) ? plain.flat(Infinity) : [plain]
  const odd = list.findIndex((value) => typeof value !== 'number')
  if (odd >= 0) {
    throw new FigureError(`${what}: element ${odd} is ${describe(list[odd])}, not a number. Pass a list of numbers or a Tensor.`)
  }
  return list as number[]
}

/** Two lists of one length, as the axes of points. */
export function pairsOf(x: Numbers, y: Numbers, what: string): { x: number[]; y: number[] } {
  const pairs = { x: numbersOf(x, `${what} x`), y: numbersOf(y, `${what} y`) }
  if (pairs.x.length !== pairs.y.length) {
    throw new FigureError(`${what}: ${pairs.x.length} values of x and ${pairs.y.length} of y. Each point needs one of both.`)
  }
  if (pairs.x.length === 0) throw new FigureError(`${what}: no points. Pass at least one.`)
  return pairs
}

/** The smallest and the largest of the numbers that are finite. */
export function extent(values: readonly number[]): [number, number] {
  const finite = values.filter(Number.isFinite)
  return finite.length === 0 ? [0, 1] : [finite.reduce((a, b) => Math.min(a, b)), finite.reduce((a, b) => Math.max(a, b))]
}

/** From the smallest to the largest of the numbers. */
export function width(values: readonly number[]): number {
  const [low, high] = extent(values)
  return high - low
}

const describe = (value: unknown): string => (typeof value === 'string' ? `'${value}'` : String(value))
