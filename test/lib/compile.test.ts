// Compiled functions give what the functions give, to the bit, in whichever way they run; and those that cannot be compiled are left as
// they are, with the reason.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import {
  compile, determinant, eigenvalues, eye, gather, grad, hessian, rng, solve, tensor, valueAndGrad, where, zeros, type Tensor, type Tree,
} from '../../lib/index.ts'
import { plan } from '../../lib/compile/plan/index.ts'
import { replay } from '../../lib/compile/replay.ts'
import { sources } from '../../lib/tensor/sources.ts'
import { trace } from '../../lib/compile/trace.ts'
import { unroll } from '../../lib/compile/unroll.ts'
import { leavesOf } from '../../lib/tensor/index.ts'
import { witnessed } from '../../lib/tensor/witness.ts'
import { lossOf, point, program, seed } from './random-programs.ts'

const bits = (tree: Tree): number[][] => leavesOf(tree).map((leaf) => [...leaf.shape, NaN, ...leaf.values()])

const rosenbrock = (w: Tensor): Tensor => {
  const [x, y] = [w.at(0), w.at(1)]
  return x.sub(1).square().add(y.sub(x.square()).square().mul(100))
}

test('values and gradients of random programs, written out and pass by pass', () => {
  let written = 0
  fc.assert(
    fc.property(program, point, point, (instructions, first, second) => {
      const f = (w: Tensor) => valueAndGrad(lossOf(instructions))(w) as unknown as Tree
      const traced = trace(f, [tensor(first)])
      assert.equal(traced.obstacle, '')
      const expected = bits(f(tensor(second)))
      assert.deepEqual(bits(plan(traced.program!).run([tensor(second)])), expected)
      assert.deepEqual(bits(replay(traced.program!)([tensor(second)])), expected)
      const short = unroll(traced.program!)
      if (short) assert.deepEqual(bits(short.run([tensor(second)])), expected)
      if (short) written++
    }),
    { numRuns: 200, seed },
  )
  assert.ok(written > 50, `${written} programs were short enough to be written out`)
})

test('a Hessian, in both kinds of numbers', () => {
  for (const dtype of ['float64', 'float32'] as const) {
    const compiled = compile(hessian(rosenbrock))
    compiled(tensor([0, 0], { dtype }))
    const at = tensor([-1.2, 0.7], { dtype })
    assert.deepEqual(bits(compiled(at)), bits(hessian(rosenbrock)(at)))
    assert.match(compiled.report[0]!, /^\[2\] float\d\d: written out in \d+ statements$/)
  }
})

test('a layer of a network, with trees of parameters and a batch', () => {
  const random = rng(4)
  type Params = { W: Tensor; b: Tensor }
  const loss = ({ W, b }: Params, { x, y }: { x: Tensor; y: Tensor }): Tensor => x.matmul(W).add(b).relu().logSoftmax().mul(y).sum().neg()
  const step = compile((params: Params, batch: { x: Tensor; y: Tensor }) => {
    const { W, b } = grad(loss)(params, batch)
    return { W: params.W.sub(W.mul(0.1)), b: params.b.sub(b.mul(0.1)) }
  })
  const plain = (params: Params, batch: { x: Tensor; y: Tensor }): Params => {
    const { W, b } = grad(loss)(params, batch)
    return { W: params.W.sub(W.mul(0.1)), b: params.b.sub(b.mul(0.1)) }
  }
  let [fast, slow] = [0, 1].map(() => ({ W: rng(7).normal([20, 30]) as Tensor, b: zeros([30]) as Tensor })) as [Params, Params]
  for (let i = 0; i < 4; i++) {
    const batch = { x: random.normal([16, 20]), y: random.uniform([16, 30]) }
    ;[fast, slow] = [step(fast, batch), plain(slow, batch)]
    assert.deepEqual(bits(fast), bits(slow))
  }
  assert.equal(step.report.length, 1)
  assert.match(step.report[0]!, /^\{ W: \[20, 30\] float64, b: \[30\] float64 \}, .*: \d+ passes over elements, \d+ products, .*/)
})

describe('forms of arguments', () => {
  test('each shape is compiled by itself', () => {
    const total = compile((x: Tensor) => x.square().sum())
    assert.deepEqual([[1], [1, 2], [1, 2, 3], [1, 2]].map((x) => total(tensor(x)).item()), [1, 5, 14, 5])
    assert.equal(total.report.length, 3)
  })
  test('arguments that are one tensor at the first call may be two at the next', () => {
    const difference = compile((a: Tensor, { b }: { b: Tensor }) => a.sub(b.mul(2)))
    const x = tensor([1, 2])
    assert.deepEqual(difference(x, { b: x }).values(), [-1, -2])
    assert.deepEqual(difference(x, { b: tensor([5, 5]) }).values(), [-9, -8])
  })
  test('a result may be an argument, a constant, or twice the same', () => {
    const odd = compile((x: Tensor) => [x, tensor([7]), x.add(1), x.add(1)])
    odd(tensor([1]))
    assert.deepEqual(odd(tensor([5])).map((leaf) => leaf.values()), [[5], [7], [6], [6]])
  })
  test('what is no tree is refused by the place of what is wrong', () => {
    const f = compile((p: { rate: Tensor }) => p.rate)
    assert.throws(() => f({ rate: 0.1 as unknown as Tensor }), /parameters .*rate: expected a Tensor.*write tensor\(0\.1\)/)
  })
})

describe('left as it is', () => {
  const cases: Record<string, [f: (x: Tensor) => Tensor, why: RegExp]> = {
    'reading a number': [(x) => (x.sum().item() > 0 ? x : x.neg()), /item\(\) looks at the numbers/],
    'reading all numbers': [(x) => tensor(x.values().map((value) => value * 2)), /values\(\) looks at the numbers/],
    'random numbers': [(x) => x.add(rng(1).normal([2])), /drawing random numbers/],
    sorting: [(x) => x.sort(), /sort looks at/],
    'the place of the largest': [(x) => x.mul(x.argmax()), /argmax looks at/],
    'indices that are computed': [(x) => gather(x, x.greater(1)), /computed indices/],
    'linear equations': [(x) => solve(x.reshape([2, 1]).mul(eye(2)).add(eye(2)), x), /solve looks at/],
    eigenvalues: [(x) => eigenvalues(x.reshape([2, 1]).mul(x)), /eigenvalues looks at/],
    'a determinant': [(x) => determinant(x.reshape([2, 1]).mul(x).add(eye(2))), /determinant looks at/],
  }
  for (const [name, [f, why]] of Object.entries(cases)) {
    test(name, () => {
      const compiled = compile(f)
      for (const at of [[1, 2], [-3, 1]]) assert.deepEqual(compiled(tensor(at)).values(), f(tensor(at)).values())
      assert.match(compiled.report[0]!, why)
    })
  }
  test('inside of a derivative, which is then right', () => {
    const compiled = compile((w: Tensor) => rosenbrock(w))
    compiled(tensor([0, 0]))
    assert.deepEqual(grad(compiled)(tensor([-1, 2])).values(), grad(rosenbrock)(tensor([-1, 2])).values())
  })
})

test('what is fixed at the first call is fixed: a number around the function', () => {
  const around = { factor: 2 }
  const f = compile((x: Tensor) => x.mul(around.factor))
  f(tensor([1]))
  around.factor = 3
  assert.deepEqual(f(tensor([1])).values(), [2])
})

test('a tensor around the function stays what it is, also if it is given as the argument at the first call', () => {
  for (const length of [3, 1500]) {
    const [fixed, other]: Tensor[] = [rng(1).normal([length]), rng(2).normal([length])]
    const step = (w: Tensor): Tensor => w.mul(0.5).add(fixed!)
    const fast = compile(step)
    for (const w of [fixed!, other!, fixed!]) assert.deepEqual(bits(fast(w)), bits(step(w)))
    assert.deepEqual(bits(compile(step).repeat(3, fixed!)), bits(step(step(step(fixed!)))))
  }
})

test('each operation that is written out says what its function does, also of odd numbers', () => {
  const odd = [0, -0, 1, -1, 0.5, -2.5, 3, Infinity, -Infinity, NaN, 1e-320, 1e308]
  const seen = new Set<string>()
  const checkAll = (x: Tensor, y: Tensor): void => {
    const programs = [
      () => x.add(y), () => x.sub(y), () => x.mul(y), () => x.div(y), () => x.pow(y), () => x.neg(), () => x.square(), () => x.sqrt(),
      () => x.exp(), () => x.log(), () => x.sin(), () => x.cos(), () => x.tanh(), () => x.abs(), () => x.sign(), () => x.relu(),
      () => x.greater(y), () => x.greaterEqual(y), () => x.less(y), () => x.lessEqual(y), () => x.equal(y), () => x.notEqual(y), () => where(x, y, x),
      () => x.clip(-1, 1),
      () => grad((x: Tensor) => x.relu().sum())(x),
    ]
    const nothing = () => {}
    witnessed({ given: nothing, born: nothing, read: nothing, operation: (_, { name, inputs, value }) => {
      if (!value || !sources[name]) return
      seen.add(name)
      const operands = inputs.map((_, i) => 'abc'[i]!)
      const written = new Function(...operands, `return ${sources[name](...operands)}`) as (...elements: number[]) => number
      for (const a of odd) for (const b of odd) {
        const elements = [a, b, 7].slice(0, inputs.length)
        assert.ok(Object.is(written(...elements), value(...elements)), `${name} of ${elements.join(', ')}`)
      }
    } }, () => programs.forEach((run) => run()))
  }
  checkAll(tensor(odd), tensor(odd.toReversed()))
  assert.deepEqual([...seen].sort(), Object.keys(sources).sort())
})

describe('a step that is repeated', () => {
  const descent = (w: Tensor): Tensor => w.sub(grad(rosenbrock)(w).mul(0.001))
  const oneByOne = <T>(times: number, f: (x: T) => T, x: T): T => (times === 0 ? x : oneByOne(times - 1, f, f(x)))

  test('gives what the calls give one by one, and leaves its argument as it was', () => {
    for (const dtype of ['float64', 'float32'] as const) {
      const [step, start] = [compile(descent), tensor([-1.2, 1], { dtype })]
      for (const times of [1, 2, 3, 50]) assert.deepEqual(bits(step.repeat(times, start)), bits(oneByOne(times, descent, start)))
      assert.deepEqual(start.values().map(Math.fround), [-1.2, 1].map(Math.fround))
    }
  })
  test('with a state of several tensors and arguments that stay', () => {
    const momentum = ({ w, v }: { w: Tensor; v: Tensor }, rate: Tensor) => {
      const next = v.mul(0.9).sub(grad(rosenbrock)(w).mul(rate))
      return { w: w.add(next), v: next }
    }
    const [start, rate] = [{ w: tensor([-1.2, 1]) as Tensor, v: tensor([0, 0]) as Tensor }, tensor(0.0005)]
    assert.deepEqual(bits(compile(momentum).repeat(9, start, rate)), bits(oneByOne(9, (state) => momentum(state, rate), start)))
  })
  test('of large tensors too, whether the first is given away or not', () => {
    const damp = (w: Tensor): Tensor => w.sub(w.square().mul(0.01)).exp().sub(1)
    for (const donate of [[], [0]]) {
      const start = rng(2).uniform([50, 40]) as Tensor
      const expected = bits(oneByOne(7, damp, start))
      assert.deepEqual(bits(compile(damp, { donate }).repeat(7, start)), expected)
    }
  })
  test('what the caller holds is not written over, though results are the same tensors', () => {
    const turn = ({ a, b }: { a: Tensor; b: Tensor }) => ({ a: b, b: a.mul(0.5).exp() })
    const start = { a: rng(3).uniform([40, 40]) as Tensor, b: rng(4).uniform([40, 40]) as Tensor }
    const before = bits(start)
    for (const times of [1, 2, 3, 4, 9]) assert.deepEqual(bits(compile(turn).repeat(times, start)), bits(oneByOne(times, turn, start)))
    assert.deepEqual(bits(start), before)
  })
  test('inside of a derivative, and where it cannot be compiled', () => {
    const halve = compile((w: Tensor) => w.square().div(2))
    const expected = grad((w: Tensor) => oneByOne(3, (w) => w.square().div(2), w).sum())(tensor([2, 3]))
    assert.deepEqual(grad((w: Tensor) => halve.repeat(3, w).sum())(tensor([2, 3])).values(), expected.values())
    const reads = compile((w: Tensor) => (w.sum().item() > 4 ? w.sub(1) : w))
    assert.deepEqual(reads.repeat(5, tensor([3, 4])).values(), [1, 2])
  })
  test('what cannot be repeated is refused', () => {
    const total = compile((w: Tensor) => w.sum() as Tensor)
    assert.throws(() => total.repeat(2, tensor([1, 2])), /repeat: the function gives \[\] float64, which does not fit its first argument, \[2\]/)
    assert.throws(() => compile(descent).repeat(0, tensor([1, 2])), /repeat: 0 times: a whole number, one or more, is needed/)
  })
})
