// Where WebAssembly is missing or knows no vectors the library gives the same numbers by plain loops.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { ROOT } from './examples.ts'

const program = `
const { grad, rng } = await import('./lib/index.ts')
const { heap } = await import('./lib/tensor/storage/index.ts')
const x = rng(1).normal([50, 60])
const slope = grad((w) => w.matmul(x.T).square().mean(0).sum())
console.log(JSON.stringify([heap.memory !== undefined, [x.mul(0.1), x].flatMap((w) => slope(slope(w)).sum(1).values())]))
`

function run(before: string): [hasHeap: boolean, numbers: number[]] {
  const given = ['--import', './app/register.mjs', '--input-type=module', '--eval', before + program]
  const { status, stdout, stderr } = spawnSync(process.execPath, given, { cwd: ROOT, encoding: 'utf8', timeout: 120_000 })
  assert.equal(status, 0, stderr)
  return JSON.parse(stdout) as [boolean, number[]]
}

test('without vectors, and without WebAssembly', () => {
  const [hasHeap, numbers] = run('')
  assert.equal(hasHeap, true)
  assert.deepEqual(run('WebAssembly.validate = () => false;'), [false, numbers])
  assert.deepEqual(run('delete globalThis.WebAssembly;'), [false, numbers])
})
