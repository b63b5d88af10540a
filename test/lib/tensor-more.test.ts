// Sorting, searching, accumulating, picking, named products, norms and what is finite, each against a naive oracle written out in loops.
import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { argmax, argmin, argsort, cumsum, einsum, gather, norm, rng, tensor, zeros, type Tensor } from '../../lib/index.ts'
import { isFiniteTree } from '../../lib/tensor/index.ts'

const x = rng(31).normal([3, 4, 5]) as Tensor
const cube = x.toArray() as number[][][]

test('comparisons hold where the numbers do, and only notEqual holds for NaN', () => {
  const a = tensor([1, 2, 3, NaN])
  assert.deepEqual(a.greaterEqual(2).values(), [0, 1, 1, 0])
  assert.deepEqual(a.lessEqual(2).values(), [1, 1, 0, 0])
  assert.deepEqual(a.notEqual(2).values(), [1, 0, 1, 1])
  assert.deepEqual(a.notEqual(a).values(), [0, 0, 0, 1])
})

test('argmax and argmin name the first of equal ones, along any axis', () => {
  assert.deepEqual(argmax(x, 1).toArray(), cube.map((plane) => plane[0]!.map((_, k) => firstOf(plane.map((row) => row[k]!), Math.max))))
  assert.deepEqual(argmin(x, -1).toArray(), cube.map((plane) => plane.map((row) => firstOf(row, Math.min))))
  assert.equal(argmax(x).item(), firstOf(x.values(), Math.max))
  assert.deepEqual(argmax(tensor([[2, 2], [1, 3]]), 1).values(), [0, 1])
  assert.equal(argmin(tensor([1, NaN, 0])).item(), 1)
  assert.equal(argmax(tensor(4)).item(), 0)
})

const firstOf = (line: number[], extreme: (...values: number[]) => number): number => line.indexOf(extreme(...line))

test('sorting a line is what an array does; NaN comes last, equal numbers keep their order', () => {
  const line = fc.array(fc.oneof(fc.double(), fc.integer({ min: 0, max: 3 }), fc.constant(NaN)), { maxLength: 12 })
  fc.assert(
    fc.property(line, (values) => {
      const numbers = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b)
      const sorted = tensor(values).sort()
      assert.deepEqual(sorted.equal(sorted).values(), values.map((_, i) => (i < numbers.length ? 1 : 0)))
      assert.deepEqual(sorted.values().slice(0, numbers.length).map((v) => v + 0), numbers.map((v) => v + 0))
      assert.ok(argsort(tensor(values)).values().every((place, i) => Object.is(values[place]! + 0, sorted.values()[i]! + 0)))
    }),
  )
  assert.deepEqual(argsort(tensor([1, 0, 1, 0])).values(), [1, 3, 0, 2])
  const byColumn = x.sort(1).toArray() as number[][][]
  cube.forEach((plane, i) => {
    const column = plane.map((row) => row[2]!).sort((a, b) => a - b)
    assert.deepEqual(byColumn[i]!.map((row) => row[2]), column)
  })
})

test('running sums add up along any axis', () => {
  let total = 0
  assert.deepEqual(cumsum(x.at(0, 0)).values(), cube[0]![0]!.map((value) => (total += value)))
  const along = cumsum(x, 0).toArray() as number[][][]
  assert.equal(along[2]![1]![4], cube[0]![1]![4]! + cube[1]![1]![4]! + cube[2]![1]![4]!)
})

test('gather picks one number from each line', () => {
  const indices = tensor([[[3], [0], [-1], [2]], [[0], [0], [1], [4]], [[4], [3], [2], [1]]])
  const picked = gather(x, indices).toArray() as number[][][]
  const wanted = indices.toArray() as number[][][]
  assert.deepEqual(picked, wanted.map((plane, i) => plane.map(([k], j) => [cube[i]![j]!.at(k!)])))
  assert.throws(() => gather(x, zeros([3, 2, 1])), { message: 'gather: shapes [3, 4, 5] and [3, 2, 1] differ off axis 2' })
  assert.throws(() => gather(tensor([1, 2]), tensor([2])), { message: 'gather: index 2 is outside axis 0 of shape [2]' })
  assert.throws(() => gather(tensor([1, 2]), tensor([0.5])), { message: 'gather: index 0.5 is outside axis 0 of shape [2]' })
})

test('einsum is the sum that its names say, for random names', () => {
  const letters = fc.array(fc.constantFrom<string>('i', 'j', 'k', 'l'), { maxLength: 3 })
  fc.assert(
    fc.property(letters, letters, fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), (a, b, kept) => {
      const sizes: Record<string, number> = { i: 2, j: 3, k: 1, l: 2 }
      const output = ['l', 'j', 'i', 'k'].filter((name, i) => kept[i] && (a.includes(name) || b.includes(name)))
      const random = rng(32)
      const [left, right] = [random.normal(a.map((name) => sizes[name]!)), random.normal(b.map((name) => sizes[name]!))] as [Tensor, Tensor]
      const found = einsum(`${a.join('')},${b.join('')}->${output.join('')}`, left, right)
      const expected = naiveEinsum(a, b, output, sizes, left, right)
      assert.deepEqual(found.shape, output.map((name) => sizes[name]))
      found.values().forEach((value, i) => assert.ok(Math.abs(value - expected[i]!) < 1e-12, `${a},${b}->${output}`))
    }),
    { seed: 7, numRuns: 300 },
  )
})

/** All values of all names, one after the other: the product of the two elements goes to its place in the result. */
function naiveEinsum(a: string[], b: string[], output: string[], sizes: Record<string, number>, left: Tensor, right: Tensor): number[] {
  const names = [...new Set([...a, ...b])]
  const offset = (axes: string[], at: Record<string, number>): number => axes.reduce((sum, name) => sum * sizes[name]! + at[name]!, 0)
  const result = new Array<number>(output.reduce((size, name) => size * sizes[name]!, 1)).fill(0)
  const visit = (at: Record<string, number>, rest: string[]): void => {
    const [name, ...others] = rest
    if (name === undefined) result[offset(output, at)]! += left.values()[offset(a, at)]! * right.values()[offset(b, at)]!
    else for (let i = 0; i < sizes[name]!; i++) visit({ ...at, [name]: i }, others)
  }
  visit({}, names)
  return result
}

test('einsum says what is wrong with the names', () => {
  const a = zeros([2, 3]) as Tensor
  const says = (names: string, message: RegExp): void => assert.throws(() => einsum(names, a, a), { name: 'RangeError', message })
  says('ij,jk', /expected a letter for each axis/)
  says('i,ij->i', /'i' names 1 axes and shape \[2, 3\] has 2/)
  says('ij,jk->ik', /j is 3 in \[2, 3\] and 2 in \[2, 3\]/)
  says('ij,ij->z', /z is in the result and in no operand/)
  says('ij,ij->ii', /i comes twice in the result/)
})

test('norms of every order are the formula', () => {
  for (const order of [1, 1.5, 2, 3, 7]) {
    const expected = cube.map((plane) => plane.map((row) => row.reduce((sum, v) => sum + Math.abs(v) ** order, 0) ** (1 / order)))
    const found = norm(x, -1, false, order)
    assert.ok(found.sub(tensor(expected)).abs().max().item() < 1e-14)
  }
  assert.equal(norm(x, undefined, false, Infinity).item(), Math.max(...x.values().map(Math.abs)))
  assert.deepEqual(norm(x, 1, true, 3).shape, [3, 1, 5])
  assert.throws(() => norm(x, 0, false, 0.5), { message: "norm: order 0.5: a norm's order is 1 or more" })
})

test('a tree is finite if all of its numbers are, however large their sum', () => {
  const large = 1e308
  assert.equal(isFiniteTree({ a: tensor([1, -2]), b: [tensor(3), zeros([0])] }), true)
  assert.equal(isFiniteTree(tensor([large, large, large])), true)
  for (const bad of [NaN, Infinity, -Infinity]) assert.equal(isFiniteTree([tensor([1, 2]), tensor([bad, 1])]), false)
  assert.equal(isFiniteTree(tensor([Infinity, -Infinity])), false)
  assert.equal(isFiniteTree(tensor(NaN)), false)
})
