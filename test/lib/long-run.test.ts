// A descent that takes long shows how far it has come, in one place, and leaves nothing behind.
import assert from 'node:assert/strict'
import { afterEach, mock, test } from 'node:test'
import { descend, sgd, tensor, type Tensor } from '../../lib/index.ts'

const host = globalThis as { display?: (value: unknown) => { update(value: unknown): void } }
afterEach(() => {
  delete host.display
  mock.restoreAll()
})

/** What is shown during a descent of ten steps that take so many milliseconds each: the first, and each change. */
function shownDuring(millisecondsEach: number): { first: string[]; changes: string[] } {
  const [first, changes]: [string[], string[]] = [[], []]
  const text = (value: unknown): string => (value as Record<string, string>)['text/plain']!
  host.display = (value) => {
    first.push(text(value))
    return { update: (later) => void changes.push(text(later)) }
  }
  let now = 0
  mock.method(Date, 'now', () => now)
  const onStep = (): void => void (now += millisecondsEach)
  descend((w: Tensor) => w.square(), tensor(1), { optimizer: sgd({ learningRate: 0.25 }), steps: 10, onStep })
  return { first, changes }
}

test('a short descent shows nothing', () => {
  assert.deepEqual(shownDuring(100), { first: [], changes: [] })
})

test('a long one shows one bar from two seconds on, at most four times a second, and takes it away at the end', () => {
  const { first, changes } = shownDuring(1000)
  assert.deepEqual(first, ['step 3 of 10: loss 0.01563'])
  assert.deepEqual(changes.map((text) => text.split(':')[0]), [...[4, 5, 6, 7, 8, 9, 10].map((step) => `step ${step} of 10`), ''])
  assert.equal(shownDuring(230).changes.length, 1)
})

test('where nothing can be shown, a long descent is silent', () => {
  let now = 0
  mock.method(Date, 'now', () => (now += 5000))
  const run = descend((w: Tensor) => w.square(), tensor(1), { optimizer: sgd({ learningRate: 0.25 }), steps: 3 })
  assert.equal(run.reason, 'maxSteps')
})
