// Plans give what the library gives one operation after another, to the bit: random programs on random shapes, large and small tensors side
// by side, in both kinds of numbers; with derivatives, wherever the tensors lie and however often the heap moves.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { trace } from '../../lib/compile/trace.ts'
import { plan } from '../../lib/compile/plan/index.ts'
import { replay } from '../../lib/compile/replay.ts'
import { compile, concat, grad, hvp, logsumexp, rng, tensor, valueAndGrad, where, type Tensor, type Tree } from '../../lib/index.ts'
import { leavesOf } from '../../lib/tensor/index.ts'
import { valuesOf } from '../../lib/tensor/tensor.ts'
import { strain } from '../../lib/tensor/storage/index.ts'

interface Numbers {
  shape: readonly number[]
  dtype: string
  values: number[]
}

const bits = (tree: Tree): Numbers[] => leavesOf(tree).map((leaf) => ({ shape: leaf.shape, dtype: leaf.dtype, values: leaf.values() }))

/** The same numbers, 0 and -0 told apart, in the same shapes. */
function assertSame(actual: readonly Numbers[], expected: readonly Numbers[]): void {
  assert.deepEqual(actual.map(({ shape, dtype }) => [shape, dtype]), expected.map(({ shape, dtype }) => [shape, dtype]))
  actual.forEach(({ values }, leaf) => {
    const wrong = values.findIndex((value, i) => !Object.is(value, expected[leaf]!.values[i]))
    assert.ok(wrong < 0, `result ${leaf}: number ${wrong} is ${values[wrong]} instead of ${expected[leaf]!.values[wrong]}`)
  })
}

type Step = (a: Tensor, b: Tensor, number: number) => Tensor

/** Steps that take two matrices of one shape to another of that shape. */
const steps: Step[] = [
  (a, b) => a.add(b),
  (a, b) => a.sub(b.mul(0.5)),
  (a, b) => a.div(-4).add(b.mul(1)).sub(b.div(1).div(3)),
  (a, b) => a.mul(b).maximum(b.neg()),
  (a, b) => a.div(b.square().add(1)),
  (a, b, n) => a.mul(n).minimum(b.abs().sqrt()),
  (a) => a.sin().mul(a.cos()),
  (a) => a.exp().add(1).log(),
  (a, b) => a.tanh().add(b.sigmoid()),
  (a) => a.relu().sub(a.softplus()),
  (a, b) => where(a.greater(b), a, b.sign()),
  (a, b) => a.sub(b.mean(0)),
  (a, b) => a.sub(b.mean(1, true)),
  (a, b) => a.div(b.square().sum().add(1)),
  (a, b) => a.sub(b.max(1, true)).mul(0.5),
  (a, b) => a.mul(b.min()).add(b.max(0)),
  (a, b) => a.add(b.sum(0).exp().sum().log()),
  (a) => a.softmax(),
  (a) => a.logSoftmax(0),
  (a, b) => a.add(logsumexp(b, 1, true)),
  (a, b) => a.T.matmul(b).mean(0).add(a).mul(0.1),
  (a, b) => a.matmul(b.T).mul(0.1).matmul(b).tanh(),
  (a) => a.reshape([-1]).cumsum().mul(0.01).reshape([...a.shape]),
  (a, b) => concat([a.slice([1]), b.slice([0, 1])]),
  (a, b) => {
    const [x, y]: Tensor[] = [a.reshape([-1]), b.reshape([-1])]
    return concat([x!.slice([0, -1]).mul(y!.slice([1])), y!.slice([0, 1])]).add(a.at(-1).at(0)).reshape([...a.shape])
  },
  (a, b) => a.at(0).mul(b),
  (a) => a.T.mul(2).T,
  (a) => a.reshape([1, ...a.shape]).sum(0).square(),
  (a) => a.slice(null, [0, 1]).mul(a),
  (a, b) => a.take([...Array(a.shape[0]).keys()].reverse()).mul(b),
  (a, b) => a.square().pow(1.5).add(b.pow(3)),
  (a, b) => a.abs().add(1).pow(b.mean(0)),
]

const instruction = fc.record({ step: fc.nat(steps.length - 1), a: fc.nat(), b: fc.nat(), n: fc.integer({ min: -3, max: 3 }) })
const instructions = fc.array(instruction, { minLength: 1, maxLength: 10 })
const length = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 10, max: 70 }))
const dtypes = fc.constantFrom<('float32' | 'float64')[]>('float32', 'float64')

interface Instruction { step: number; a: number; b: number; n: number }

const ran = (program: readonly Instruction[], matrices: readonly Tensor[]): Tensor[] => {
  const made = [...matrices]
  for (const { step, a, b, n } of program) made.push(steps[step]!(made[a % made.length]!, made[b % made.length]!, n))
  return made
}

const matrix = (seed: number, shape: readonly number[], dtype: 'float32' | 'float64'): Tensor =>
  rng(seed).normal(shape, { dtype }) as Tensor

/** Runs the plan of a function on other tensors than it was traced on. */
function checkPlan(f: (matrices: Tensor[]) => Tree, inputs: (seed: number) => Tensor[]): void {
  const { program, obstacle } = trace(f, [inputs(1)])
  assert.equal(obstacle, '')
  const { run } = plan(program!)
  for (const seed of [10, 20]) {
    const expected = bits(f(inputs(seed)))
    assertSame(bits(run(inputs(seed))), expected)
    assertSame(bits(replay(program!)(inputs(seed))), expected)
  }
}

// First, for later the heap may be full, and then nothing can be given away.
describe('arguments that are given away', () => {
  const inputs = (seed: number, dtype: 'float32' | 'float64' = 'float64'): Tensor[] =>
    [0, 1, 2].map((i) => matrix(seed + i, [40, 33], dtype))
  const step = ([w, m]: Tensor[], x: Tensor): Tensor[] => {
    const next = m!.mul(0.9).add(x.sub(w!).tanh())
    return [w!.sub(next.mul(0.1)), next, next.square().sum(0)]
  }
  test('results are the same, and lie where the arguments lay', () => {
    for (const dtype of ['float64', 'float32'] as const) {
      const giving = compile(step, { donate: [0] })
      for (let round = 0; round < 4; round++) {
        const [[w, m, x], [w2, m2, x2]] = [inputs(round, dtype), inputs(round, dtype)] as [Tensor[], Tensor[]]
        const expected = bits(step([w2!, m2!], x2!))
        const places = [w!, m!].map((tensor) => valuesOf(tensor).byteOffset)
        const results = giving([w!, m!], x!)
        assertSame(bits(results), expected)
        if (round > 0) assert.deepEqual(results.slice(0, 2).map((tensor) => valuesOf(tensor).byteOffset).sort(), places.sort())
        assertSame(bits([x!]), bits([x2!]))
      }
    }
  })
  test('who looks at them is told why they are gone and what to do', () => {
    const giving = compile(step, { donate: [0] })
    for (let round = 0; round < 3; round++) {
      const [w, m, x] = inputs(round) as [Tensor, Tensor, Tensor]
      const view = w.reshape([-1])
      giving([w, m], x)
      const reason = /given away: compile\(f, \{ donate \}\).*leave the argument out of donate/
      for (const gone of [w, m, view]) assert.throws(() => gone.sum(), reason)
      assert.equal(x.size, 40 * 33)
    }
  })
  test('what something else needs is kept: an argument given twice, one that is handed on, a constant, small ones', () => {
    const fixed = matrix(5, [40, 33], 'float64')
    const odd = compile((a: Tensor, b: Tensor, c: Tensor) => [a.add(fixed), b, c.sum(), a.mul(b)], { donate: [0, 1, 2] })
    const plain = (a: Tensor, b: Tensor, c: Tensor): Tensor[] => [a.add(fixed), b, c.sum(), a.mul(b)]
    for (let round = 0; round < 3; round++) {
      const [a, b] = inputs(round) as [Tensor, Tensor]
      const small = tensor([1, 2, 3])
      for (const args of [[a, a, small], [fixed, b, small], [b.reshape([40, 33]), b, small]] as [Tensor, Tensor, Tensor][]) {
        assertSame(bits(odd(...args)), bits(plain(...args)))
      }
      assertSame(bits([a, b, fixed, small]), bits([...inputs(round).slice(0, 2), matrix(5, [40, 33], 'float64'), tensor([1, 2, 3])]))
    }
  })
  test('an argument that is read elsewhere later is not written over before', () => {
    const late = compile((a: Tensor, b: Tensor) => [a.mul(2), a.T.matmul(b), a.sub(a.sum(0))], { donate: [0, 1] })
    const plain = (a: Tensor, b: Tensor): Tensor[] => [a.mul(2), a.T.matmul(b), a.sub(a.sum(0))]
    for (let round = 0; round < 3; round++) {
      const [a, b] = inputs(round) as [Tensor, Tensor]
      const expected = bits(plain(a, b))
      assertSame(bits(late(a, b)), expected)
    }
  })
  test('there must be an argument at the place', () => {
    const f = compile((a: Tensor) => a.neg(), { donate: [1] })
    assert.throws(() => f(tensor([1])), /RangeError: compile: donate: there is no argument at place 1; .* given 1/)
  })
})

describe('random programs', () => {
  const all = fc.tuple(instructions, length, length, dtypes)
  const inputs = (rows: number, columns: number, dtype: 'float32' | 'float64') => (seed: number) =>
    [matrix(seed, [rows, columns], dtype), matrix(seed + 1, [rows, columns], dtype)]
  test('of all operations, with several results', () => {
    fc.assert(fc.property(all, ([program, rows, columns, dtype]) => {
      checkPlan((matrices) => ran(program, matrices).slice(-3), inputs(rows, columns, dtype))
    }), { numRuns: 150 })
  })
  test('with their gradients', () => {
    fc.assert(fc.property(all, ([program, rows, columns, dtype]) => {
      const loss = (matrices: Tensor[]): Tensor => ran(program, matrices).at(-1)!.mul(0.3).tanh().mean()
      checkPlan((matrices) => valueAndGrad(loss)(matrices) as unknown as Tree, inputs(rows, columns, dtype))
    }), { numRuns: 80 })
  })
  test('on a heap that moves at every opportunity', () => {
    strain(true)
    try {
      fc.assert(fc.property(all, ([program, rows, columns, dtype]) => {
        checkPlan((matrices) => ran(program, matrices).slice(-2), inputs(rows, columns, dtype))
      }), { numRuns: 40 })
    } finally {
      strain(false)
    }
  })
})

test('tensors without elements, and of one', () => {
  const f = ([x, y]: Tensor[]): Tree =>
    [x!.mul(2).add(y!).sum(0), x!.square().sum(1, true), x!.sum().add(y!.mean()), x!.T.matmul(y!), concat([x!, y!])]
  for (const shape of [[0, 5], [5, 0], [0, 0], [1, 1], [1, 2000], [2000, 1]]) {
    checkPlan(f, (seed) => [matrix(seed, shape, 'float64'), matrix(seed + 1, shape, 'float64')])
  }
})

test('both kinds of numbers, and small tensors beside large ones, in one program', () => {
  const f = ([x, y, z]: Tensor[]): Tree => {
    const wide = x!.cast('float64').mul(y!).exp()
    const chosen = where(x!.greater(0), y!, wide).sum(0)
    return [wide.cast('float32').add(x!).tanh(), chosen, z!.exp().mul(y!).add(z!.softmax()), z!.sum().mul(x!)]
  }
  for (const rows of [3, 40]) {
    const [shape, row] = [[rows, 45], [45]]
    checkPlan(f, (seed) => [matrix(seed, shape, 'float32'), matrix(seed + 1, shape, 'float64'), matrix(seed + 2, row, 'float64')])
  }
})

test('slices are read where they lie, and their gradients are put among zeros', () => {
  const programs: ((x: Tensor) => Tensor)[] = [
    (x) => x.slice([1]).sub(x.slice([0, -1]).square()).square().sum(),
    (x) => x.slice([3, 9]).slice([2]).mul(x.at(5)).neg().sum().add(x.slice([7]).exp().mean()),
    (x) => x.at(1).mul(x.slice([2, 5])).relu().sum(),
    (x) => x.slice([1]).mul(0).neg().mul(x.slice([0, -1])).sum(),
  ]
  for (const shape of [[30], [4000], [12, 500]]) {
    for (const dtype of ['float64', 'float32'] as const) {
      for (const f of programs) {
        checkPlan(([x]) => valueAndGrad(f)(x!) as unknown as Tree, (seed) => [matrix(seed, shape, dtype)])
        checkPlan(([x, v]) => hvp(f)(x!, v!), (seed) => [matrix(seed, shape, dtype), matrix(seed + 1, shape, dtype)])
      }
    }
  }
})

test('passes over the same rows, done a few rows at a time', () => {
  const programs: ((x: Tensor, y: Tensor) => Tree)[] = [
    (x) => x.softmax(),
    (x, y) => [x.logSoftmax().mul(y), x.sub(x.mean(1, true)).square().mean(1).sqrt()],
    (x, y) => x.softmax().sub(y).mul(y.sum(1, true)).div(x.min(1, true)),
    (x, y) => x.sub(y.sum(1, true)).sub(x.sum(1, true).exp().log().max()).add(x.sum(0)),
    (x, y) => grad((x: Tensor) => x.softmax().mul(y).square().sum())(x),
  ]
  for (const shape of [[300, 250], [1500, 64]]) {
    for (const dtype of ['float64', 'float32'] as const) {
      for (const f of programs) checkPlan(([x, y]) => f(x!, y!), (seed) => [matrix(seed, shape, dtype), matrix(seed + 1, shape, dtype)])
    }
  }
})
