// Descents give back the memory of what their steps have used up. What others may have kept of it stays: a loss the places where it was
// measured, a search its lines, a derivative the steps of a descent that it goes back through. The same programs without the heap, where
// nothing is ever given back, say what is right.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { together } from '../../lib/compile/index.ts'
import {
  adam, backtracking, concat, descend, grad, type Line, memoryLimit, momentum, nesterov, rng, train, type Tensor,
} from '../../lib/index.ts'

const size = 1500
const [target, scale, start]: Tensor[] = [rng(1).normal([size]), rng(2).uniform([size]).add(0.5), rng(3).normal([size])]
const bowl = (w: Tensor): Tensor => w.sub(target!).square().mul(scale!).mean()

function sameWithoutHeap(program: () => Tensor[]): void {
  const found = program().map((x) => x.values())
  const limit = memoryLimit()
  memoryLimit(0)
  try {
    assert.deepEqual(found, program().map((x) => x.values()))
  } finally {
    memoryLimit(limit)
  }
}

/** A loss that keeps where it is measured, and something that it works out there. */
function keeping(): { loss: (w: Tensor) => Tensor; kept: Tensor[] } {
  const kept: Tensor[] = []
  const loss = (w: Tensor): Tensor => {
    kept.push(w, w.exp())
    return bowl(w)
  }
  return { loss, kept }
}

test('a loss may keep the places that a line search tries', () => {
  sameWithoutHeap(() => {
    const { loss, kept } = keeping()
    const { path } = descend(loss, start!, { optimizer: momentum({ learningRate: 5000 }), search: backtracking(), steps: 5 })
    return [...path, ...kept]
  })
})

test('a loss may keep the places where Nesterov looks ahead, in descents and in training', () => {
  const optimizer = nesterov({ learningRate: 20, form: 'lookAhead' })
  sameWithoutHeap(() => {
    const { loss, kept } = keeping()
    const { path } = descend(loss, start!, { optimizer, steps: 5 })
    const { params } = train(loss, start!, { optimizer, epochs: 2, batches: [1, 2, 3] })
    return [...path, params, ...kept]
  })
})

test('a search may keep its lines', () => {
  sameWithoutHeap(() => {
    const lines: Line[] = []
    const search = {
      name: 'one that keeps its lines',
      search(line: Line) {
        lines.push(line)
        return backtracking().search(line)
      },
    }
    const { path } = descend(bowl, start!, { optimizer: momentum({ learningRate: 20 }), search, steps: 4 })
    for (const line of lines) assert.equal(line.withSlopeAt(0.3).value, line.at(0.3))
    return [...path]
  })
})

test('a state that an optimizer was told to begin with serves again', () => {
  const optimizer = adam({ learningRate: 0.1 })
  const state = optimizer.init(start!)
  optimizer.init = () => state
  sameWithoutHeap(() => [1, 2].map(() => descend(bowl, start!, { optimizer, steps: 3 }).params))
})

test('a descent in the middle of a loss can be differentiated, and descended on with the same optimizer', () => {
  const optimizer = adam({ learningRate: 0.1 })
  const afterSteps = (w: Tensor): Tensor => descend(bowl, w, { optimizer, steps: 3 }).params.square().mean()
  const afterTraining = (w: Tensor): Tensor => train(bowl, w, { optimizer, epochs: 2, batches: [1, 2] }).params.square().mean()
  sameWithoutHeap(() => [1, 2, 3].flatMap((factor) => [grad(afterSteps)(start!.mul(factor)), grad(afterTraining)(start!.mul(factor))]))
  sameWithoutHeap(() => [...descend(afterSteps, start!, { optimizer, search: backtracking(), steps: 3 }).path])
})

test('a program that was met holds none of the tensors that it was met with', async () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const program = (x: Tensor): Tensor => concat([x.reshape([30, 50]).cumsum(0), x.reshape([30, 50]).slice([3, 9])]).norm(0)
  const met = [1, 2, 3].map((factor) => {
    const x = start!.mul(factor)
    together(program, () => program(x))
    return new WeakRef(x)
  })
  for (let i = 0; i < 50 && met.some((x) => x.deref()); i++) {
    await turn()
    collect()
  }
  assert.deepEqual(met.map((x) => x.deref()), [undefined, undefined, undefined])
})
