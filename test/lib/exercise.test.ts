// Predictions and checks: what they say to whom, what they keep to themselves, and that they never stop a chapter.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { check, predict } from '../../lib/exercise.ts'

const because = 'Half of them point away.'
const bundle = (value: object): Record<string, string> => Reflect.get(value, Symbol.for('Jupyter.display')).call(value)

test('without a prediction the measurement stays secret', () => {
  const silent = predict('How many?')
  assert.match(String(silent), /How many\? Write your answer/)
  const feedback = silent.against(4217, { because })
  assert.equal(feedback.state, 'open')
  assert.equal(feedback.passed, false)
  const told = Object.values(bundle(feedback)).join()
  assert.ok(!told.includes('4217') && !told.includes(because), told)
})

test('a number counts as right within its tolerance, a word if it is the same', () => {
  const number = (yours: number) => predict('How many?', yours).against(50, { tolerance: 5, because }).state
  assert.deepEqual([45, 55, 44.9, 55.1, NaN].map(number), ['passed', 'passed', 'failed', 'failed', 'failed'])
  assert.equal(predict('Which?', 'left').against('left', { because }).state, 'passed')
  assert.equal(predict('Which?', 'left').against('right', { because }).state, 'failed')
  assert.equal(predict('Which?', 'left').against(3, { because }).state, 'failed')
})

test('both numbers are shown with their unit, and the reason with them', () => {
  const feedback = predict('How far?', 3).against(Math.PI, { tolerance: 0.2, unit: 'm', because })
  assert.equal(String(feedback), '✓ How far? You said 3 m, measured 3.14 m. Half of them point away.')
})

const requirements = [
  { holds: (step: (w: number) => number) => step(1) !== 1, hint: 'Does it move?' },
  { holds: (step: (w: number) => number) => step(1) < 1, hint: 'Which way is down?' },
]

test('a check gives the hint of the first requirement that is not met, and no other', () => {
  const told = (attempt: (w: number) => number) => String(check('One step', attempt, requirements))
  assert.equal(told((w) => w), '✗ One step: not yet. Hint: Does it move?')
  assert.equal(told((w) => w + 1), '✗ One step: not yet. Hint: Which way is down?')
  assert.equal(told((w) => w - 1), '✓ One step: right.')
})

test('an attempt that throws is told so and stops nothing', () => {
  const broken = () => {
    throw new TypeError('w.minus is not a function')
  }
  assert.equal(String(check('One step', broken, requirements)), '✗ One step: not yet. Hint: Does it move? (It stopped with: w.minus is not a function)')
})

test('no attempt is no failure, and a check without requirements is refused', () => {
  assert.equal(check('One step', undefined, requirements).state, 'open')
  assert.throws(() => check('One step', 1, []), /no requirements/)
})

test('what the reader wrote does not become markup', () => {
  const { 'text/html': html } = bundle(predict('Is a < b?', '<b>yes</b>'))
  assert.match(html ?? '', /class="downhill-exercise downhill-exercise-prediction" role="group"/)
  assert.match(html ?? '', /a &lt; b\? You say &lt;b&gt;yes/)
})
