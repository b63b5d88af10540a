// Lengths of vectors. Numbers are divided by the largest before they are squared, so that the length of [3e200, 4e200] is 5e200 and not ∞.
import { maximum } from './binary.ts'
import { asTensor } from './broadcast.ts'
import { allocate } from './dtype.ts'
import { sizeOf } from './layout.ts'
import { composed, perform } from './perform.ts'
import { detach, record } from './record.ts'
import { max, min, sum } from './reduce.ts'
import { keptShape, reduction } from './reduction.ts'
import { where } from './select.ts'
import { large } from './storage/index.ts'
import { type Tensor, valuesOf } from './tensor.ts'
import type { AxisOf, Reduce, Shape } from './types/index.ts'
import { Walk } from './walk.ts'
import { repeating, witness } from './witness.ts'

/** `norm(x)`, `norm(x, 0)`, `norm(x, 0, true)`, `norm(x, undefined, false, 1)` */
export interface NormFunction {
  <S extends Shape, const Axis extends AxisOf<S> | undefined = undefined, KeepDims extends boolean = false>(
    x: Tensor<S>,
    axis?: Axis,
    keepDims?: KeepDims,
    order?: number,
  ): Tensor<Reduce<S, Axis, KeepDims>>
}

/**
 * The length of a vector, (Σ|x|ᵖ)^(1/p): of all elements, or along one axis.
 *
 * The order p is 2 unless said, the Euclidean length √Σx². Order 1 is the sum of sizes, order ∞ the largest size. The slope at x = 0 is
 * taken as 0.
 *
 * @param axis the axis to measure along, -1 being the last; all unless said
 * @param keepDims keeps the axis with size 1, so that the result broadcasts against x
 * @param order p, 1 or more
 * @throws RangeError if x has no such axis or the order is below 1
 * @example
 * ```ts
 * norm(tensor([3, 4])) // → 5
 * norm(tensor([[3, -4], [6, 8]]), 1, false, 1) // → [7, 14]
 * norm(tensor([3, -4]), undefined, false, Infinity) // → 4
 * ```
 */
export const norm = ((operand: Tensor, axis?: number, keepDims: boolean = false, order: number = 2): Tensor => {
  if (!(order >= 1)) throw new RangeError(`norm: order ${order}: a norm's order is 1 or more`)
  return ofOrder(order)(asTensor('norm', operand), axis, keepDims)
}) as unknown as NormFunction

const ofOrder = (order: number) =>
  reduction('norm', (x, axis) => {
    if (x.size === 0) return sum(x.abs(), axis, true)
    if (order === 1) return sum(x.abs(), axis, true)
    if (order === Infinity) return max(x.abs(), axis, true)
    const y = length(x, axis, order)
    const slope = (): Tensor => {
      const positive = y.add(y.equal(0)) // 1 in place of 0, where x is all zeros
      return order === 2 ? x.div(positive) : x.sign().mul(x.abs().div(positive).pow(order - 1))
    }
    return record(y, [x, (g) => g.mul(slope())])
  })

/** The length of a tensor as one vector, √Σx², as a plain number. */
export function lengthOf(x: Tensor): number {
  if (x.size >= large) return norm(x).item()
  witness?.read(x, 'its length')
  const read = valuesOf(x)
  let largest = 0
  for (let i = 0; i < read.length; i++) largest = Math.max(largest, Math.abs(read[i]!))
  let total = 0
  for (let i = 0; i < read.length; i++) total += (read[i]! / unit(largest)) ** 2
  const length = unit(largest) * Math.sqrt(total)
  return x.dtype === 'float32' ? Math.fround(length) : length
}

/** (Σ|x|ᵖ)^(1/p), with nothing recorded: the largest size times the length of what is left when it is divided out. */
const length = (x: Tensor, axis: number | undefined, order: number): Tensor =>
  x.size < large ? lengthByLoops(x, axis, order) : composed(() => lengthByPasses(detach(x), axis, order))

/** Of many numbers. */
function lengthByPasses(x: Tensor, axis: number | undefined, order: number): Tensor {
  const [top, bottom]: Tensor[] = [max(x, axis, true), min(x, axis, true)]
  const largest = maximum(top!, bottom!.neg())
  const divisor = where(largest.greater(0).mul(largest.less(Infinity)), largest, 1)
  const scaled = x.div(divisor)
  if (order === 2) return sum(scaled.square(), axis, true).sqrt().mul(divisor)
  return sum(scaled.abs().pow(order), axis, true).pow(1 / order).mul(divisor)
}

/** Of few numbers, in one operation. */
function lengthByLoops(x: Tensor, axis: number | undefined, order: number): Tensor {
  const shape = keptShape(x.shape, axis)
  return perform({ name: 'norm', inputs: [x], choices: [axis, order], again: repeating(lengthByLoops, axis, order) }, shape, x.dtype, () => {
    const out = allocate(x.dtype, sizeOf(shape))
    const [read, walk] = [valuesOf(x), Walk.stretching(shape, x.shape)]
    const largest = new Float64Array(out.length)
    walk.visit((place, i) => { largest[place] = Math.max(largest[place]!, Math.abs(read[i]!)) })
    const total = new Float64Array(out.length)
    walk.visit((place, i) => { total[place]! += Math.abs(read[i]! / unit(largest[place]!)) ** order })
    total.forEach((sum, i) => { out[i] = unit(largest[i]!) * root(sum, order) })
    return out
  })
}

/** What to divide by: not 0, nor the infinite. */
const unit = (largest: number): number => (largest > 0 && largest < Infinity ? largest : 1)

const root = (total: number, order: number): number => (order === 2 ? Math.sqrt(total) : total ** (1 / order))
