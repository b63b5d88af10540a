// Claims: what bears one out, what refutes one, and what the reader sees.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { claim, ClaimError } from '../../lib/claim.ts'

const statement = 'Consecutive steps are at right angles.'
const bundle = (value: object): Record<string, unknown> => Reflect.get(value, Symbol.for('Jupyter.display')).call(value)
const refused = (attempt: () => unknown, message: RegExp): void =>
  assert.throws(attempt, (error) => error instanceof ClaimError && message.test(error.message))

test('a number within its tolerance bears the claim out, one beyond it refutes it with both numbers', () => {
  const angle = (measured: number) => claim('D5', { statement, predicted: 90, measured, tolerance: 0.5, unit: '°' })
  assert.equal(angle(90.5).verdict, 'shown')
  assert.equal(angle(89.5).verdict, 'shown')
  refused(() => angle(90.51), /claim D5 is not borne out: Consecutive.*\n.*predicted 90° ± 0\.5°, measured 90\.51°/)
  refused(() => angle(89.4), /measured 89\.4°/)
})

test('bounds hold on one side or between two numbers', () => {
  const check = (predicted: { atMost: number } | { atLeast: number } | { between: readonly [number, number] }, measured: number) => () =>
    claim('D3', { statement, predicted, measured })
  for (const holds of [check({ atMost: 2 }, 2), check({ atLeast: 2 }, 2), check({ between: [1, 2] }, 1)]) assert.doesNotThrow(holds)
  refused(check({ atMost: 2 }, 2.1), /predicted at most 2, measured 2\.1/)
  refused(check({ atLeast: 2 }, 1.9), /predicted at least 2, measured 1\.9/)
  refused(check({ between: [1, 2] }, 2.5), /predicted 1 to 2, measured 2\.5/)
})

test('what is not a number never bears a claim out', () => {
  refused(() => claim('D1', { statement, predicted: 0, measured: NaN, tolerance: 1 }), /measured not a number/)
  refused(() => claim('D1', { statement, predicted: { atMost: 1 }, measured: NaN }), /not borne out/)
})

test('a claim that could not fail is refused', () => {
  refused(() => claim('D1', { statement, predicted: 1, measured: 1 } as never), /tolerance: .*Say how far/)
  refused(() => claim('D1', { statement, predicted: 1, measured: 1, tolerance: Infinity }), /tolerance: .*Say how far/)
  refused(() => claim('D1', { statement, rows: {} }), /nothing compared/)
})

test('of several rows every one must hold, and only those that do not are named', () => {
  const rows = {
    trace: { predicted: 10, measured: 10, tolerance: 0 },
    determinant: { predicted: { atLeast: 0 }, measured: -3 },
    'the smaller fits': { predicted: 'yes', measured: 'no', holds: false },
  }
  const named = /borne out: .*\n {2}determinant: predicted at least 0, measured −3\n {2}the smaller fits: predicted yes, measured no\n/
  refused(() => claim('D8', { statement, rows }), named)
  assert.throws(() => claim('D8', { statement, rows }), (error: Error) => !error.message.includes('trace'))
})

test('the box says its verdict in words and in a sign, holds every number, and lets no text become markup', () => {
  const shown = claim('D8', {
    statement: 'a < b & c',
    verdict: 'corrected',
    rows: { κ: { predicted: 12.5, measured: 12.4, tolerance: 0.2 } },
    note: `The book
      says "b".`,
  })
  const { 'text/html': html, 'text/plain': plain, 'application/vnd.downhill.claim+json': record } = bundle(shown)
  assert.match(html as string, /class="downhill-claim downhill-claim-corrected" role="group" aria-label="Claim D8: corrected"/)
  assert.match(html as string, /✎ Claim D8: corrected\..*a &lt; b &amp; c/)
  assert.match(html as string, /12\.5\u00a0±\u00a00\.2<\/td>.*12\.4/, 'a number stays on one line with its tolerance')
  assert.match(html as string, /The book says &quot;b&quot;\./)
  assert.doesNotMatch(html as string, /(?<!border-)color:/)
  assert.equal(plain, '✎ Claim D8, corrected: a < b & c\n  κ: predicted 12.5 ± 0.2, measured 12.4\nThe book says "b".')
  const rows = [{ what: 'κ', predicted: '12.5 ± 0.2', measured: '12.4', holds: true }]
  assert.deepEqual(record, { id: 'D8', statement: 'a < b & c', verdict: 'corrected', rows })
})
