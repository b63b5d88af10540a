// What is done together gives what is done one by one, to the bit, however the program behaves: it may count, draw random numbers, change
// its mind, and look at its numbers.
import assert from 'node:assert/strict'
import test from 'node:test'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { together } from '../../lib/compile/together/together.ts'
import { concat, grad, linspace, rng, tensor, valueAndGrad, type Tensor, type Tree } from '../../lib/index.ts'
import { leavesOf } from '../../lib/tensor/index.ts'
import { isPromised } from '../../lib/tensor/tensor.ts'

const bits = (tree: Tree): number[][] => leavesOf(tree).map((leaf) => [...leaf.shape, NaN, ...leaf.values()])

/** Runs a program several times, done together and one by one. */
function bothWays(program: (round: number) => Tree, rounds = 4): void {
  const owner = {}
  for (let round = 0; round < rounds; round++) {
    assert.deepEqual(bits(together(owner, () => program(round))), bits(program(round)), `round ${round}`)
  }
}

const x: Tensor = rng(1).normal([40, 50])

test('the same program again and again, on other numbers and with other plain numbers', () => {
  bothWays((round) => x.add(round).exp().mul(0.5 ** round).sum(0).sub(x.mean()))
})

test('a program that changes with the round', () => {
  bothWays((round) => (round % 2 === 0 ? x.sin() : x.cos().add(1)), 6)
})

test('random numbers are drawn anew each time', () => {
  const [mine, other] = [rng(5), rng(5)]
  const owner = {}
  for (let round = 0; round < 4; round++) {
    assert.deepEqual(bits(together(owner, () => x.mul(mine.normal([40, 50])))), bits(x.mul(other.normal([40, 50]))))
  }
})

test('a program that looks at its numbers on the way', () => {
  bothWays((round) => {
    const y: Tensor = x.mul(round + 1).square()
    return y.sum().item() > 3000 ? y.sqrt() : y.neg()
  })
})

test('places that are worked out: picked rows and entries differ from round to round', () => {
  const columns = (round: number): Tensor => tensor(Array.from({ length: 40 }, (_, row) => [(row * 7 + round) % 50]))
  bothWays((round) => [x.take([round, 3, round + 5]).exp(), x.gather(columns(round)).exp()])
})

test('other shapes, kinds, axes and orders are other programs', () => {
  bothWays((round) => x.reshape(round % 2 ? [50, 40] : [2000]).mul(2), 5)
  bothWays((round) => x.cast(round % 2 ? 'float32' : 'float64').exp(), 5)
  bothWays((round) => x.slice([0, 30]).slice(null, [0, 30]).cumsum(round % 2), 5)
  bothWays((round) => x.slice([0, 30]).slice(null, [0, 30]).matmul(round % 2 ? x.slice([0, 30]) : x.T.slice([0, 30])), 5)
  bothWays((round) => concat([x, x], round % 2), 5)
})

test('what is kept from inside, and what a result hides, has its numbers when somebody looks', () => {
  const kept: Tensor[] = []
  class Box {
    readonly tensor: Tensor
    constructor(tensor: Tensor) {
      this.tensor = tensor
    }
  }
  for (let round = 0; round < 4; round++) {
    const box = together(kept, () => {
      const y = x.mul(round).exp()
      kept.push(y)
      return new Box(y.add(1))
    })
    assert.deepEqual(box.tensor.values(), x.mul(round).exp().add(1).values())
  }
  kept.forEach((y, round) => assert.deepEqual(y.values(), x.mul(round).exp().values()))
})

test('a result has its numbers at once; a small one as well', () => {
  for (let round = 0; round < 3; round++) {
    const { total, rows } = together(x, () => ({ total: x.square().sum(), rows: [x.sum(1)] }))
    assert.deepEqual([isPromised(total), isPromised(rows[0]!)], [false, false])
  }
})

test('a result may be a record of another realm, as those of a notebook are, and lead back to itself', () => {
  const record = runInNewContext('() => ({})') as () => Record<string, unknown>
  for (let round = 0; round < 3; round++) {
    const result = together(record, () => {
      const made = record()
      return Object.assign(made, { total: x.add(round).sum(), made })
    })
    assert.equal(isPromised(result.total), false)
    assert.deepEqual(bits(result.total), bits(x.add(round).sum()))
  }
})

test('derivatives taken inside, of second order too', () => {
  const loss = (w: Tensor): Tensor => x.matmul(w).tanh().square().sum()
  bothWays((round) => valueAndGrad(loss)(linspace(-1, 1, 50).mul(round + 1)) as unknown as Tree)
  bothWays((round) => grad((w: Tensor) => grad(loss)(w).square().sum())(linspace(-1, 1, 50).mul(round + 1)))
})

test('an error comes where it would have come, and leaves nothing behind', () => {
  assert.throws(() => together(x, () => x.add(tensor([1, 2, 3]))), /add: shapes \[40, 50\] and \[3\] do not broadcast/)
  bothWays((round) => x.add(round))
})

test('random programs on random shapes', () => {
  const operations: ((a: Tensor, b: Tensor, number: number) => Tensor)[] = [
    (a, b) => a.add(b), (a, _, n) => a.mul(n), (a, b) => a.maximum(b), (a) => a.exp().add(1).log(), (a, b) => a.sub(b.mean(0)),
    (a) => a.div(a.abs().sum(1, true).add(1)), (a, b) => a.T.matmul(b).mean().mul(a), (a, _, n) => a.slice([1]).sum().add(n).mul(a), (a) => a.softmax(),
  ]
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(operations.length - 1), fc.nat(9), fc.nat(9)), { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 2, max: 60 }), fc.integer({ min: 1, max: 60 }), fc.constantFrom('float64', 'float32'),
      (instructions, rows, columns, dtype) => {
        bothWays((round) => {
          const made: Tensor[] = [rng(round).normal([rows, columns], { dtype: dtype as 'float64' }), rng(round + 9).uniform([rows, columns], { dtype: dtype as 'float64' })]
          for (const [op, a, b] of instructions) made.push(operations[op]!(made[a % made.length]!, made[b % made.length]!, round + 0.5))
          return made.at(-1)!
        }, 3)
      },
    ),
    { numRuns: 60 },
  )
})
