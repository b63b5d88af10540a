// Executing a notebook twice gives the same file, so that a change in version control is a change in what was computed.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { buildStale } from '../../app/build/index.ts'
import { ROOT } from '../../app/paths.ts'
import type { CodeCell, Notebook } from '../../app/notebook/format.ts'
import { executeNotebook } from '../../app/run/execute.ts'

const explored = `
import { explorable, figure, slider } from 'downhill'
explorable(
  { slope: slider({ label: 'slope', min: 1, max: 3, step: 1, value: 2 }) },
  ({ slope }) => figure.line([0, 1], [0, slope], { axes: { x: 'x', y: 'y' } }),
)`

const cells = [explored, `widgets.box([widgets.slider({ label: 'rate', min: 0, max: 1, step: 0.1, value: 0.5 }), 'text'])`, `display('shown')`]

const notebook = {
  cells: cells.map((source, index) => ({ cell_type: 'code', id: `cell-${index}`, metadata: {}, source, outputs: [], execution_count: null })),
  metadata: {},
  nbformat: 4,
  nbformat_minor: 5,
} as Notebook

before(() => buildStale({ only: ['lib', 'kernels'] }))

async function execute(): Promise<Notebook> {
  const executed = await executeNotebook(notebook, join(ROOT, 'notebooks/repeatable.ipynb'), () => {})
  assert.equal(executed.failure, undefined)
  return executed.notebook
}

test('a notebook that is executed twice gives the same bytes; what can be explored is there as frames', async () => {
  const [first, second] = [await execute(), await execute()]
  assert.equal(JSON.stringify(second), JSON.stringify(first))
  const [{ data }] = (first.cells[0] as CodeCell).outputs as unknown as [{ data: Record<string, { frames?: unknown[] }> }]
  assert.deepEqual(Object.keys(data).sort(), ['application/vnd.plotly.v1+json', 'text/plain'])
  assert.equal(data['application/vnd.plotly.v1+json']!.frames!.length, 3)
})
