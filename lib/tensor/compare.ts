// Comparisons, element by element: 1 where they hold and 0 elsewhere. They jump, so no gradient flows through them. Nothing compares with
// NaN, not even NaN: only notEqual holds there.
import { operands, type Operand } from './broadcast.ts'
import { ElementFunction, ofPairs } from './elementwise.ts'
import type { BinaryFunction } from './signatures.ts'
import type { Tensor } from './tensor.ts'

function comparison<Name extends string>(name: Name, holds: (a: number, b: number) => boolean): BinaryFunction<Name> {
  const value = (a: number, b: number): number => (holds(a, b) ? 1 : 0)
  const apply = (left: Operand, right: Operand): Tensor => {
    const { a, b } = operands(name, left, right)
    return ofPairs(f, a, b)
  }
  const f = new ElementFunction(name, value, apply as (...inputs: Operand[]) => Tensor)
  return apply as BinaryFunction<Name>
}

/**
 * 1 where a > b and 0 elsewhere; shapes broadcast. It jumps, so no gradient flows through it.
 * @example greater(tensor([1, 2, 3]), 2) // → [0, 0, 1]
 */
export const greater = comparison('greater', (a, b) => a > b)

/**
 * 1 where a ≥ b and 0 elsewhere; shapes broadcast. It jumps, so no gradient flows through it.
 * @example greaterEqual(tensor([1, 2, 3]), 2) // → [0, 1, 1]
 */
export const greaterEqual = comparison('greaterEqual', (a, b) => a >= b)

/**
 * 1 where a < b and 0 elsewhere; shapes broadcast. It jumps, so no gradient flows through it.
 * @example less(tensor([1, 2, 3]), 2) // → [1, 0, 0]
 */
export const less = comparison('less', (a, b) => a < b)

/**
 * 1 where a ≤ b and 0 elsewhere; shapes broadcast. It jumps, so no gradient flows through it.
 * @example lessEqual(tensor([1, 2, 3]), 2) // → [1, 1, 0]
 */
export const lessEqual = comparison('lessEqual', (a, b) => a <= b)

/**
 * 1 where a = b and 0 elsewhere; shapes broadcast. It jumps, so no gradient flows through it.
 * @example equal(tensor([1, 2, 3]), 2) // → [0, 1, 0]
 */
export const equal = comparison('equal', (a, b) => a === b)

/**
 * 1 where a ≠ b and 0 elsewhere; shapes broadcast. It jumps, so no gradient flows through it.
 * @example notEqual(tensor([1, 2, 3]), 2) // → [1, 0, 1]
 */
export const notEqual = comparison('notEqual', (a, b) => a !== b)
