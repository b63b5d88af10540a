// Showing values: through the notebook's display where there is one, as text where there is none.
import assert from 'node:assert/strict'
import { afterEach, beforeEach, mock, test } from 'node:test'
import { line } from '../../lib/figure/index.ts'
import { say, show } from '../../lib/show.ts'

const host = globalThis as { display?: (value: unknown) => void }
let shown: unknown[] = []
beforeEach(() => {
  shown = []
  host.display = (value) => shown.push(value)
})
afterEach(() => {
  delete host.display
  mock.restoreAll()
})

test('a paragraph holds its numbers to three digits and its TeX untouched', () => {
  say`Loss ${0.123456} m², $\alpha = ${1e-9}$, ${'as it is'}.`
  const text = 'Loss 0.123 m², $\\alpha = 10⁻⁹$, as it is.'
  assert.deepEqual(shown, [{ 'text/markdown': text, 'text/plain': text }])
})

test('a value is handed to the notebook as it is', () => {
  const picture = line([0, 1], [0, 1], { axes: { x: 'a', y: 'b' } })
  show(picture)
  assert.equal(shown[0], picture)
})

test('without a notebook the words of a value are printed', () => {
  delete host.display
  const log = mock.method(console, 'log', () => undefined)
  const picture = line([0, 1], [0, 1], { axes: { x: 'a', y: 'b' } })
  show(picture)
  show(7)
  say`Three is ${3}.`
  assert.deepEqual(log.mock.calls.map((call) => call.arguments[0]), [picture.alt, '7', 'Three is 3.'])
})
