// Large tensors along axes: sums, extremes, lengths and what softmax is made of are to the bit what plain loops give; numbers that are only
// moved arrive where they should.
import assert from 'node:assert/strict'
import test from 'node:test'
import { concat, type Shape, stack, Tensor } from '../../lib/index.ts'
import { strain } from '../../lib/tensor/storage/index.ts'
import { stretch, total } from '../../lib/tensor/stretch.ts'
import { assertLikePlain, dtypes, mixed, offHeap, ordinary, shapes, sizeOf } from './large.ts'

const wide: readonly Shape[] = [...shapes, [3, 9000], [9000, 3], [64, 31], [31, 64], [5, 7, 11, 13]]

/** Each axis, and all of them. */
const axesOf = (shape: Shape): (number | undefined)[] => [undefined, ...shape.keys()]

function eachAxis(act: (x: Tensor, axis: number | undefined, name: string) => void, make = mixed): void {
  for (const dtype of dtypes) {
    for (const shape of wide) {
      const x = make(shape, dtype)
      for (const axis of axesOf(shape)) act(x, axis, `${dtype} [${shape}] along ${axis ?? 'all axes'}`)
    }
  }
}

test('sums, averages, extremes', () => {
  eachAxis((x, axis, name) => {
    for (const f of ['sum', 'mean', 'max', 'min'] as const) assertLikePlain(() => x[f](axis), `${f} of ${name}`)
  })
  eachAxis((x, axis, name) => assertLikePlain(() => x.sum(axis), `sum of ${name}`), ordinary)
})

test('the same of ordinary arrays', () => {
  eachAxis((x, axis, name) => {
    for (const f of ['sum', 'max'] as const) assertLikePlain(() => offHeap(x)[f](axis), `${f} of ${name}`)
  }, ordinary)
})

test('sums over several axes at once', () => {
  for (const dtype of dtypes) {
    const x = mixed([6, 5, 7, 11], dtype)
    for (const shape of [[7, 11], [11], [6, 1, 7, 1], [1, 5, 1, 11], [1, 5, 1, 1], [5, 1, 1], [6, 1, 1, 11]]) {
      assertLikePlain(() => total(x, shape), `${dtype} to [${shape}]`)
    }
  }
})

test('sums and extremes of what a stretched tensor repeats', () => {
  for (const dtype of dtypes) {
    const [matrix, layers] = [[40, 50], [9, 40, 50]]
    for (const [from, to] of [[[], matrix], [[50], matrix], [[40, 1], matrix], [[1, 50], layers], [[9, 1, 50], layers]] as const) {
      const small = mixed(from, dtype)
      for (const axis of axesOf(to)) {
        for (const f of ['sum', 'max'] as const) {
          assertLikePlain(() => stretch(small, to)[f](axis), `${f} ${dtype} [${from}] to [${to}] along ${axis}`)
        }
      }
    }
  }
})

test('empty axes', () => {
  const empty = ordinary([0, 2000], 'float64')
  assert.deepEqual(empty.sum(0).values(), new Array(2000).fill(0))
  assert.equal(empty.sum().item(), 0)
  assert.deepEqual(ordinary([2000, 0], 'float64').sum(1).values(), new Array(2000).fill(0))
  assert.throws(() => empty.max(), /max: shape \[0, 2000\] has no elements/)
  assert.deepEqual(empty.T.shape, [2000, 0])
  assert.deepEqual(empty.add(ordinary([2000], 'float64')).shape, [0, 2000])
})

test('lengths: those of plain loops, and no overflow', () => {
  eachAxis((x, axis, name) => {
    assertLikePlain(() => x.norm(axis), `norm of ${name}`)
    for (const order of [1, Infinity, 3]) assertLikePlain(() => x.norm(axis, false, order), `norm ${order} of ${name}`, 16)
  }, ordinary)
  const far = ordinary([40, 50], 'float64').mul(1e200)
  assert.ok(Math.abs(far.norm().item() / 1e200 / far.div(1e200).norm().item() - 1) < 1e-15)
  assert.deepEqual(ordinary([2000], 'float64').mul(0).norm().item(), 0)
})

test('softmax, its logarithm and log Σ eˣ by rows: what the operations on whole tensors give, to the bit', () => {
  for (const dtype of dtypes) {
    for (const shape of wide) {
      for (const x of [ordinary(shape, dtype), mixed(shape, dtype).minimum(700), ordinary(shape, dtype).log()]) {
        const top = x.max(-1, true)
        const peak = top.abs().equal(Infinity).mul(-1).add(1).mul(top.maximum(-1e30).minimum(1e30))
        const powers = x.sub(peak).exp()
        const sums = powers.sum(-1, true)
        const name = `${dtype} [${shape}]`
        assert.deepEqual(x.softmax().values(), powers.div(sums).values(), `softmax ${name}`)
        assert.deepEqual(offHeap(x).softmax().values(), x.softmax().values(), `softmax ${name}, off the heap`)
        assert.deepEqual(offHeap(x).logSoftmax().values(), x.logSoftmax().values(), `logSoftmax ${name}, off the heap`)
        assert.deepEqual(x.logSoftmax().values(), x.sub(peak).sub(sums.log()).values(), `logSoftmax ${name}`)
        assert.deepEqual(x.logsumexp(-1, true).values(), sums.log().add(peak).values(), `logsumexp ${name}`)
      }
    }
  }
})

/** The numbers of a rearranged tensor by definition: element by element. */
function moved(x: Tensor, shape: Shape, from: (index: number[]) => number[]): number[] {
  const values = x.values()
  const place = (index: number[]): number => index.reduce((sum, i, axis) => sum * x.shape[axis]! + i, 0)
  return Array.from({ length: sizeOf(shape) }, (_, i) => {
    const index: number[] = []
    let rest = i
    for (const length of shape.toReversed()) {
      index.unshift(rest % length)
      rest = Math.floor(rest / length)
    }
    return values[place(from(index))]!
  })
}

const permutations = (axes: number[]): number[][] =>
  axes.length < 2 ? [axes] : axes.flatMap((axis) => permutations(axes.filter((other) => other !== axis)).map((rest) => [axis, ...rest]))

test('transposed: every number is where it belongs, and comes back', () => {
  for (const shape of [[33, 41], [1, 2000], [7, 300], [100, 64], [12, 9, 17], [5, 7, 11, 13]]) {
    const x = ordinary(shape, 'float64')
    for (const axes of permutations([...shape.keys()])) {
      const y = x.transpose(axes)
      const expected = moved(x, axes.map((axis) => shape[axis]!), (index) => index.map((_, axis) => index[axes.indexOf(axis)]!))
      assert.deepEqual(y.values(), expected, `[${shape}] by ${axes}`)
      assert.deepEqual(y.transpose(axes.map((_, axis) => axes.indexOf(axis))).values(), x.values())
    }
  }
})

test('parts: slices with steps, chosen rows and columns', () => {
  for (const dtype of dtypes) {
    const x = ordinary([40, 50, 3], dtype)
    for (const [start, step] of [[0, 1], [3, 1], [1, 2], [5, 7]] as const) {
      const y = x.slice([start, 40, step], [start, 50, step])
      assert.deepEqual(y.values(), moved(x, y.shape, ([i, j, k]) => [start + i! * step, start + j! * step, k!]))
    }
    const chosen = Array.from({ length: 60 }, (_, i) => (i * 7) % 40)
    assert.deepEqual(x.take(chosen).values(), moved(x, [60, 50, 3], ([i, j, k]) => [chosen[i!]!, j!, k!]))
    assert.deepEqual(x.take(chosen, 1).values(), moved(x, [40, 60, 3], ([i, j, k]) => [i!, chosen[j!]!, k!]))
    assert.deepEqual(x.take(chosen.map((i) => i % 3), 2).values(), moved(x, [40, 50, 60], ([i, j, k]) => [i!, j!, chosen[k!]! % 3]))
  }
})

test('joined: along every axis, narrow parts and wide ones', () => {
  for (const dtype of dtypes) {
    const [x, y] = [ordinary([40, 50, 3], dtype), ordinary([40, 50, 3], dtype, 2)]
    for (const axis of [0, 1, 2]) {
      const both = concat([x, y], axis)
      const length = x.shape[axis]!
      const range = (start: number) => both.shape.map((_, i) => (i === axis ? [start, start + length] as const : null))
      assert.deepEqual(both.slice(...range(0)).values(), x.values(), `first, along ${axis}`)
      assert.deepEqual(both.slice(...range(length)).values(), y.values(), `second, along ${axis}`)
      assert.deepEqual(stack([x, y], axis).reshape([-1]).sort().values(), both.reshape([-1]).sort().values())
    }
  }
})

test('running sums along every axis', () => {
  for (const dtype of dtypes) {
    const x = ordinary([30, 40, 5], dtype)
    for (const axis of [0, 1, 2]) {
      const sums = x.cumsum(axis)
      const upTo = (end: number) => x.shape.map((_, a) => (a === axis ? [0, end] as const : null))
      const lines = Array.from({ length: x.shape[axis]! }, (_, i) => x.slice(...upTo(i + 1)))
      lines.forEach((line, i) => {
        // Numbers are added in order, in double precision.
        const expected = line.cast('float64').values()
        const here = sums.slice(...x.shape.map((_, a) => (a === axis ? [i, i + 1] as const : null))).values()
        const inner = sizeOf(x.shape.slice(axis + 1))
        here.forEach((found, place) => {
          const start = Math.floor(place / inner) * (i + 1) * inner + (place % inner)
          let sum = 0
          for (let k = 0; k <= i; k++) sum += expected[start + k * inner]!
          assert.equal(found, dtype === 'float32' ? Math.fround(sum) : sum)
        })
      })
    }
  }
})

test('a heap that moves at every allocation', () => {
  strain(true)
  try {
    for (const axis of [undefined, 0, 1, 2]) {
      const x = ordinary([12, 9, 17], 'float64')
      assertLikePlain(() => x.sum(axis).add(x.max(axis)).add(x.norm(axis)), `along ${axis}`)
      assertLikePlain(() => x.transpose([2, 0, 1]).cumsum(axis ?? 0).slice([1, 4]), `along ${axis}`)
      assertLikePlain(() => x.softmax(axis ?? -1), `softmax along ${axis}`, 8)
    }
  } finally {
    strain(false)
  }
})
