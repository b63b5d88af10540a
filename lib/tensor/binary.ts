// Functions of two numbers, applied element by element to operands that have been broadcast to one shape. Each reads: the function, then
// the gradient g with respect to its value y turned into the gradient with respect to a, then to b.
import { asTensor, operands, type Operand } from './broadcast.ts'
import { equal, greater, less } from './compare.ts'
import { ElementFunction, ofPairs } from './elementwise.ts'
import { isRecording, record } from './record.ts'
import type { BinaryFunction } from './signatures.ts'
import type { Tensor } from './tensor.ts'

/** An operand may be a plain number; no gradient is asked of that. */
type Pullback = (g: Tensor, a: Operand, b: Operand, y: Tensor) => Tensor

function binary<Name extends string>(
  name: Name,
  value: (a: number, b: number) => number,
  pullbackA: Pullback,
  pullbackB: Pullback,
): BinaryFunction<Name> {
  const apply = (left: Operand, right: Operand): Tensor => {
    const { a, b } = operands(name, left, right)
    const y = ofPairs(f, a, b)
    return isRecording() ? record(y, [a, (g) => pullbackA(g, a, b, y)], [b, (g) => pullbackB(g, a, b, y)]) : y
  }
  const f = new ElementFunction(name, value, apply as (...inputs: Operand[]) => Tensor)
  return apply as BinaryFunction<Name>
}

/**
 * a + b, element by element; shapes broadcast.
 * @example add(tensor([1, 2]), 10) // → [11, 12]
 */
export const add = binary('add', (a, b) => a + b, (g) => g, (g) => g)

/**
 * a - b, element by element; shapes broadcast.
 * @example sub(1, tensor([1, 2])) // → [0, -1]
 */
export const sub = binary('sub', (a, b) => a - b, (g) => g, (g) => g.neg())

/**
 * a · b, element by element; shapes broadcast. The matrix product is {@link matmul}.
 * @example mul(tensor([[1], [2]]), tensor([3, 4])) // → [[3, 4], [6, 8]]
 */
export const mul = binary('mul', (a, b) => a * b, (g, a, b) => g.mul(b), (g, a) => g.mul(a))

/**
 * a / b, element by element; shapes broadcast. Dividing by 0 gives ∞ or NaN, as in all arithmetic of floating-point numbers.
 * @example div(1, tensor([2, 4])) // → [0.5, 0.25]
 */
export const div = binary('div', (a, b) => a / b, (g, a, b) => g.div(b), (g, a, b, y) => g.mul(y).div(b).neg())

/** The power aᵇ with a tensor as exponent; {@link pow} handles the common case of a number. */
const power = binary(
  'pow',
  Math.pow,
  (g, a, b) => g.mul(b).mul(pow(a, sub(b, 1))),
  (g, a, b, y) => g.mul(y).mul(asTensor('log', a).log()),
)

/**
 * aᵇ, element by element; shapes broadcast. With a tensor as exponent a must be positive for there to be a gradient.
 * @example pow(tensor([1, 2, 3]), 3) // → [1, 8, 27]
 */
export const pow = ((a: Operand, b: Operand): Tensor => {
  if (typeof b !== 'number' || typeof a === 'number') return power(a, b)
  // Derivatives of aⁿ come down to a⁰, whose own is 0; the general rule would say 0 · a⁻¹, which is NaN at 0.
  const base = asTensor('pow', a)
  const y = ofPairs(powerOf, base, b)
  return isRecording() ? record(y, [base, (g) => (b === 0 ? g.mul(0) : g.mul(b).mul(base.pow(b - 1)))]) : y
}) as BinaryFunction<'pow'>

const powerOf = new ElementFunction('pow', Math.pow, pow as (...inputs: Operand[]) => Tensor)

/**
 * The greater of a and b, element by element; shapes broadcast. Equal ones share the gradient. The greatest element
 * of one tensor is {@link max}.
 * @example maximum(tensor([-1, 5]), 0) // → [0, 5]
 */
export const maximum = binary(
  'maximum',
  Math.max,
  (g, a, b) => g.mul(share(greater(a, b), a, b)),
  (g, a, b) => g.mul(share(greater(b, a), a, b)),
)

/**
 * The smaller of a and b, element by element; shapes broadcast. Equal ones share the gradient. The smallest element
 * of one tensor is {@link min}.
 * @example minimum(tensor([-1, 5]), 0) // → [-1, 0]
 */
export const minimum = binary(
  'minimum',
  Math.min,
  (g, a, b) => g.mul(share(less(a, b), a, b)),
  (g, a, b) => g.mul(share(less(b, a), a, b)),
)

const share = (wins: Tensor, a: Operand, b: Operand): Tensor => wins.add(equal(a, b).mul(0.5))
