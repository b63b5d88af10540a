// Numbers and texts as a reader wants them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { broken, count, formatNumber, formatPoint } from '../../lib/format.ts'

test('numbers keep three digits that matter, a true minus, and powers of ten at the ends', () => {
  const cases: [number, string][] = [
    [0, '0'], [1, '1'], [0.123456, '0.123'], [12.345, '12.3'], [1234.5, '1235'], [-0.5, '−0.5'], [2e-7, '2 × 10⁻⁷'],
    [1e-9, '10⁻⁹'], [-1.25e8, '−1.25 × 10⁸'], [0.001, '0.001'], [999.9, '1000'], [NaN, 'not a number'], [Infinity, '∞'], [-Infinity, '−∞'],
  ]
  for (const [value, text] of cases) assert.equal(formatNumber(value), text)
  assert.equal(formatNumber(2 / 3, 5), '0.66667')
})

test('points and counts', () => {
  assert.equal(formatPoint([1, -0.25]), '(1, −0.25)')
  assert.deepEqual([count(1, 'step'), count(2, 'step'), count(0, 'step')], ['1 step', '2 steps', '0 steps'])
})

test('long lines are broken between words, and no word is lost', () => {
  assert.equal(broken('one two three', 7), 'one two<br>three')
  assert.equal(broken('incomprehensible', 5), 'incomprehensible')
  assert.equal(broken('fits', 80), 'fits')
})
