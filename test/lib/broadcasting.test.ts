// Broadcasting against a naive oracle: element [i, j, …] of the result is made from the elements whose indices are taken modulo the size
// of each operand's axis.
import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { add, arange, sub, type Tensor } from '../../lib/index.ts'

/** Two shapes that go together: one drawn, both made from it by leaving out axes in front and setting some sizes to 1. */
const shapePair = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 4 }).chain((shape) => {
  const stretched = fc
    .tuple(fc.integer({ min: 0, max: shape.length }), fc.array(fc.boolean(), { minLength: shape.length, maxLength: shape.length }))
    .map(([dropped, single]) => shape.map((size, axis) => (single[axis] ? 1 : size)).slice(dropped))
  return fc.tuple(stretched, stretched)
})

test('a - b of any two shapes that go together is what the oracle says', () => {
  fc.assert(
    fc.property(shapePair, ([shapeA, shapeB]) => {
      const [a, b] = [counting(shapeA, 1), counting(shapeB, 100)]
      const shape = oracleShape(shapeA, shapeB)
      const result = sub(a, b)
      assert.deepEqual(result.shape, shape)
      assert.deepEqual(
        result.values(),
        indicesOf(shape).map((index) => elementAt(a, index) - elementAt(b, index)),
      )
    }),
  )
})

test('shapes that do not go together are refused, with both named', () => {
  const shape = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 3 })
  fc.assert(
    fc.property(shape, shape, (shapeA, shapeB) => {
      const fits = [1, 2, 3].every((back) => new Set([shapeA.at(-back) ?? 1, shapeB.at(-back) ?? 1, 1]).size <= 2)
      const run = (): Tensor => add(counting(shapeA, 1), counting(shapeB, 1))
      if (fits) assert.equal(run().size, indicesOf(oracleShape(shapeA, shapeB)).length)
      else assert.throws(run, { message: `add: shapes [${shapeA.join(', ')}] and [${shapeB.join(', ')}] do not broadcast` })
    }),
  )
})

const counting = (shape: number[], factor: number): Tensor => arange(shape.reduce((a, b) => a * b, 1)).mul(factor).reshape(shape) as Tensor

function oracleShape(a: number[], b: number[]): number[] {
  const axes = Math.max(a.length, b.length)
  return Array.from({ length: axes }, (_, i) => Math.max(a.at(i - axes) ?? 1, b.at(i - axes) ?? 1))
}

const indicesOf = (shape: number[]): number[][] =>
  shape.reduce<number[][]>((found, size) => found.flatMap((index) => Array.from({ length: size }, (_, i) => [...index, i])), [[]])

function elementAt(x: Tensor, index: number[]): number {
  const own = index.slice(index.length - x.shape.length).map((i, axis) => i % x.shape[axis]!)
  const position = own.reduce((sum, i, axis) => sum * x.shape[axis]! + i, 0)
  return x.values()[position]!
}
