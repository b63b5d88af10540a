// The library inside the kernel that notebooks run in: files by paths from the notebook, a progress bar that changes in its place, a formula.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { buildStale } from '../../app/build/index.ts'
import { ROOT } from '../../app/paths.ts'
import { openSession } from '../../kernels/node/index.ts'

const cell = `
import { expression, progressBar, sgd, tensor, things, train } from 'downhill'
import type { Tensor } from 'downhill'

const { images } = await things('../data/things.bin')
console.log(images.shape.join(' '))
train((w: Tensor) => w.square(), tensor(1), { optimizer: sgd({ learningRate: 0.25 }), epochs: 3, onEpoch: progressBar(3) })
expression('x^2 / w1')
`

test('a cell reads the shipped pictures, shows one progress bar, and shows a formula in TeX', async () => {
  await buildStale({ only: ['lib', 'kernels'] })
  const session = openSession({ cwd: join(ROOT, 'notebooks'), types: false })
  const outputs: { output_type: string; display_id?: string; text?: string; data?: Record<string, string> }[] = []
  try {
    const answer = await session.execute(cell, { onOutput: (output) => void outputs.push(output as (typeof outputs)[number]) })
    assert.equal(answer.status, 'ok', JSON.stringify(answer))
  } finally {
    await session.close()
  }
  assert.deepEqual(outputs.map(({ output_type }) => output_type), [
    'stream', 'display_data', 'update_display_data', 'update_display_data', 'execute_result',
  ])
  assert.equal(outputs[0]!.text, '600 12 12 3\n')
  assert.equal(new Set(outputs.slice(1, 4).map(({ display_id }) => display_id)).size, 1)
  assert.equal(outputs[3]!.data!['text/plain'], 'epoch 3 of 3: loss 0.0625')
  assert.match(outputs[4]!.data!['text/latex']!, /^\$\$\\frac.*w_\{1\}.*\$\$$/)
})
