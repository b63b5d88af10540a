// The switch between products that are the same to the bit everywhere and products with fused multiply-add.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { arithmetic } from '../../lib/index.ts'
import { hasRelaxed } from '../../lib/tensor/wasm/relaxed.ts'
import { ROOT } from './examples.ts'

test('fast arithmetic is strict where the runtime has no fused instructions, and says so', () => {
  assert.equal(arithmetic('fast'), hasRelaxed() ? 'fast' : 'strict')
  assert.equal(arithmetic('strict'), 'strict')
})

test('fused products are as near to the exact sums as one rounding a term allows, and strict ones are themselves again afterwards', (t) => {
  const flags = process.version.startsWith('v20.') ? ['--experimental-wasm-relaxed-simd'] : []
  const program = [...flags, '--import', './app/register.mjs', 'test/lib/fused-products.ts']
  const { status, stdout, stderr } = spawnSync(process.execPath, program, { cwd: ROOT, encoding: 'utf8', timeout: 120_000 })
  assert.equal(status, 0, stderr)
  const { kind, elements, othersThanStrict, strictAgain } = JSON.parse(stdout) as Record<string, unknown>
  if (kind === 'strict') return t.skip(`Node ${process.version} has no relaxed vector instructions`)
  assert.deepEqual([kind, strictAgain], ['fast', true])
  t.diagnostic(`${othersThanStrict} of ${elements} elements differ from the strict ones`)
})
