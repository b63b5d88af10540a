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

test('cells have two threads when they ask, also after a restart, and none are left when the session closes', async () => {
  await buildStale({ only: ['lib', 'kernels'] })
  const session = openSession({ cwd: join(ROOT, 'notebooks'), types: false })
  let printed = ''
  const onOutput = (output: unknown): void => {
    const { name, text } = output as { name?: string; text?: string }
    if (name === 'stdout') printed += text
  }
  const ask = async (code: string): Promise<void> => {
    const answer = await session.execute(code, { onOutput })
    assert.equal(answer.status, 'ok', JSON.stringify(answer))
  }
  try {
    for (let start = 0; start < 2; start++) {
      await ask(`import { matmul, ones, threads } from 'downhill'
console.log(await threads(2), matmul(ones([300, 300]), ones([300, 300])).sum().item())`)
      if (start === 0) await session.restart()
    }
  } finally {
    await session.close()
  }
  assert.equal(printed, '2 27000000\n2 27000000\n')
})
