// Large tensors element by element: vector instructions give what the plain loops give, for every operation, kind of number, shape and way
// to broadcast, wherever the numbers lie.
import assert from 'node:assert/strict'
import test from 'node:test'
import * as downhill from '../../lib/index.ts'
import { ones, type Shape, tensor, Tensor, where } from '../../lib/index.ts'
import { withoutKernels } from '../../lib/tensor/fast/index.ts'
import { strain } from '../../lib/tensor/storage/index.ts'
import { stretchedFrom } from '../../lib/tensor/stretch.ts'
import { type Operation, type Witness, witnessed } from '../../lib/tensor/witness.ts'
import { assertLikePlain, dtypes, mixed, offHeap, ordinary, shapes } from './large.ts'

const exact = ['neg', 'square', 'sqrt', 'abs', 'relu', 'sign'] as const
/** By how many units in the last digit the two ways may differ, each having its own error: at most 2 for vectors, and that of Math. */
const functions = { exp: 3, log: 3, sin: 3, cos: 3, tanh: 4, sigmoid: 5, softplus: 5 } as const
const pairs = [
  'add', 'sub', 'mul', 'div', 'maximum', 'minimum', 'greater', 'greaterEqual', 'less', 'lessEqual', 'equal', 'notEqual',
] as const

/** The shapes that fill a shape in one way or other: one number, one row, one column, one layer. */
function partners(shape: Shape): Shape[] {
  const all = [shape, [], [shape.at(-1)!], [...shape.slice(0, -1), 1], shape.map((n, axis) => (axis === 0 ? 1 : n))]
  if (shape.length === 3) all.push([shape[0]!, 1, shape[2]!], [1, shape[1]!, 1])
  return all
}

/** Every place where one is asked of. */
function eachCase(act: (x: Tensor, name: string) => void): void {
  for (const dtype of dtypes) for (const shape of shapes) act(mixed(shape, dtype), `${dtype} [${shape}]`)
}

test('functions of one number: arithmetic to the bit', () => {
  eachCase((x, name) => {
    for (const f of exact) assertLikePlain(() => x[f](), `${f} ${name}`)
  })
})

test('functions of one number: the others to a few units in the last digit', () => {
  eachCase((x, name) => {
    for (const [f, ulps] of Object.entries(functions)) assertLikePlain(() => x[f as keyof typeof functions](), `${f} ${name}`, ulps)
  })
})

test('functions of two numbers, to the bit, however they broadcast', () => {
  eachCase((x, name) => {
    for (const shape of partners(x.shape)) {
      const y = mixed(shape, x.dtype, 2)
      for (const f of pairs) {
        assertLikePlain(() => downhill[f](x, y), `${f} ${name} with [${shape}]`)
        assertLikePlain(() => downhill[f](y, x), `${f} [${shape}] with ${name}`)
      }
    }
  })
})

test('both operands broadcast: a column with a row, and what a pass cannot read side by side', () => {
  for (const dtype of dtypes) {
    for (const [a, b] of [[[40, 1], [50]], [[9, 1, 1], [12, 13]], [[9, 1, 13], [12, 1]], [[9, 1, 13], [1, 12, 1]]] as const) {
      const [x, y] = [mixed(a, dtype), mixed(b, dtype, 2)]
      for (const f of pairs) assertLikePlain(() => downhill[f](x, y), `${f} ${dtype} [${a}] with [${b}]`)
    }
  }
})

test('a plain number beside a tensor, on either side', () => {
  eachCase((x, name) => {
    for (const number of [0.1, -0, Infinity, NaN]) {
      for (const f of pairs) {
        assertLikePlain(() => downhill[f](x, number), `${f} ${name} with ${number}`)
        assertLikePlain(() => downhill[f](number, x), `${f} ${number} with ${name}`)
      }
    }
  })
})

test('powers: with small whole exponents they are products, to a unit or two of what Math.pow gives', () => {
  eachCase((x, name) => {
    for (const exponent of [0, 1, 2, 3, -1, 0.5, 2.5, 7]) assertLikePlain(() => x.pow(exponent), `${name} to the power ${exponent}`, 3)
    assertLikePlain(() => x.abs().pow(mixed([x.shape.at(-1)!], x.dtype, 2)), `${name} to powers`, 1)
    assertLikePlain(() => downhill.pow(2, x), `2 to the power ${name}`, 1)
  })
})

test('where: a condition of any shape and kind', () => {
  eachCase((x, name) => {
    const y = mixed(x.shape, x.dtype, 2)
    for (const shape of partners(x.shape)) {
      const condition = mixed(shape, 'float64', 3).greater(0)
      assertLikePlain(() => where(condition, x, y), `where [${shape}] ${name}`)
      assertLikePlain(() => where(condition.cast(x.dtype), 0, x), `where [${shape}], 0 or ${name}`)
      assertLikePlain(() => where(x, mixed(shape, x.dtype, 4), -1), `where ${name}, [${shape}] or -1`)
    }
  })
})

test('kinds of numbers side by side', () => {
  const [x, y] = [mixed([33, 41], 'float32'), mixed([41], 'float64', 2)]
  assertLikePlain(() => x.add(y), 'float32 and float64')
  assertLikePlain(() => y.mul(x), 'float64 and float32')
})

test('numbers in ordinary arrays, part by part: long rows, long columns, and one beside the heap', () => {
  for (const dtype of dtypes) {
    for (const shape of [[20000], [3, 9000], [2000, 7], [9000, 2]]) {
      const x = mixed(shape, dtype)
      for (const partner of partners(shape)) {
        const y = mixed(partner, dtype, 2)
        for (const [a, b] of [[offHeap(x), y], [x, offHeap(y)], [offHeap(x), offHeap(y)]] as const) {
          assertLikePlain(() => a.mul(b), `mul ${dtype} [${shape}] with [${partner}]`)
        }
      }
      assertLikePlain(() => offHeap(x).exp(), `exp ${dtype} [${shape}]`, functions.exp)
    }
  }
})

test('a heap that moves at every allocation', () => {
  strain(true)
  try {
    for (const shape of [[33, 41], [4, 16, 20]]) {
      const x = mixed(shape, 'float64')
      for (const partner of partners(shape)) {
        const y = mixed(partner, 'float64', 2)
        assertLikePlain(() => x.sub(y).mul(x).maximum(y), `[${shape}] with [${partner}]`)
        assertLikePlain(() => where(x.greater(y), y, x), `where [${shape}] with [${partner}]`)
      }
    }
  } finally {
    strain(false)
  }
})

test('numbers on the heap and off it go through the same functions, which are not those of Math', () => {
  const x = ordinary([100, 100], 'float64')
  for (const f of Object.keys(functions) as (keyof typeof functions)[]) {
    assert.deepEqual(offHeap(x)[f]().values(), x[f]().values(), f)
    assert.notDeepEqual(withoutKernels(() => x[f]().values()), x[f]().values(), f)
  }
})

test('what is stretched is not written out until somebody looks, and is what it should be then', () => {
  const row = tensor([1, 2, 3])
  const stretched = row.add(0).reshape([1, 3]).mul(ones([1000, 3])) // a product, so that it is written out
  const seen: { result: Tensor; operation: Operation }[] = []
  const witness: Witness = {
    operation: (result, operation) => { seen.push({ result, operation }) },
    given() {}, born() {}, read() {},
  }
  witnessed(witness, () => stretched.add(row))
  assert.deepEqual(seen.map(({ operation }) => operation.name), ['stretch', 'add'])
  const [{ result: wide }, { operation: sum }] = seen as [typeof seen[0] & {}, typeof seen[0] & {}]
  assert.equal(stretchedFrom(wide!), row)
  assert.equal(sum.inputs[1], wide)
  assert.deepEqual(wide.values(), stretched.values())
})
