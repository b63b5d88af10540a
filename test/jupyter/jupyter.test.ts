// Debian's real Jupyter drives the kernel: its own test of kernels, tests of the wire, of output and of a kernel's life, and the tools that
// execute notebooks.
import assert from 'node:assert/strict'
import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import type { Notebook } from '../../app/notebook/format.ts'
import { ROOT } from '../../app/paths.ts'
import { findJupyter, passes, type Jupyter } from './jupyter.ts'

const found = await findJupyter()
const skip = 'missing' in found && `Jupyter's tests did not run: ${found.missing}`
if (skip) console.log(skip)
const jupyter = found as Jupyter

const notebook = (...sources: string[]): string =>
  JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: 'downhill', display_name: 'TypeScript (Downhill)', language: 'typescript' } },
    cells: sources.map((source, index) => ({ cell_type: 'code', id: `c${index}`, metadata: {}, source, outputs: [], execution_count: null })),
  })

describe('in an installed Jupyter', { skip }, () => {
  const untyped = { DOWNHILL_TYPES: 'off' }
  after(() => jupyter.remove())

  test("Jupyter's own test of kernels passes", () => passes(jupyter, 'conformance.py', { count: 12, leftOut: 1 }))
  test('messages are checked, answered to whom they are owed, and listeners welcomed', () => passes(jupyter, 'wire.py', { count: 6, env: untyped }))
  test('output arrives whole', () => passes(jupyter, 'output.py', { count: 6, env: untyped }))
  test('a kernel is interrupted, restarted and ended', () => passes(jupyter, 'life.py', { count: 6, env: untyped }))

  test('Jupyter lists the kernel', () => {
    const { stdout } = jupyter.run(['-m', 'jupyter_client.kernelspecapp', 'list', '--json'])
    const { kernelspecs } = JSON.parse(stdout) as { kernelspecs: Record<string, { resource_dir: string; spec: { language: string } }> }
    assert.equal(kernelspecs['downhill']?.resource_dir, join(jupyter.prefix, 'share/jupyter/kernels/downhill'))
    assert.equal(kernelspecs['downhill'].spec.language, 'typescript')
  })

  describe('nbconvert', () => {
    const convert = (...args: string[]) => jupyter.run(['-m', 'nbconvert', '--log-level=ERROR', ...args])

    test('executes a notebook, and all of 60 results and 1,000 lines are in it', async () => {
      const results = Array.from({ length: 60 }, (_, index) => `${index} ** 2`)
      await writeFile(join(jupyter.prefix, 'sixty.ipynb'), notebook(...results, 'for (let i = 0; i < 1000; i++) console.log(i)'))
      const { status, stderr } = convert('--execute', '--to', 'notebook', '--output', 'executed', 'sixty.ipynb')
      assert.equal(status, 0, stderr)
      const { cells } = JSON.parse(await readFile(join(jupyter.prefix, 'executed.ipynb'), 'utf8')) as Notebook
      type Outputs = { data?: { 'text/plain': string[] }; text?: string[] }[]
      const outputs = cells.map((cell) => (cell as unknown as { outputs: Outputs }).outputs)
      assert.deepEqual(outputs.slice(0, 60).map(([output]) => output?.data?.['text/plain'].join('')), results.map((_, index) => String(index ** 2)))
      assert.equal(outputs[60]?.map(({ text }) => text?.join('')).join(''), Array.from({ length: 1000 }, (_, index) => `${index}\n`).join(''))
    })

    test('stops at the cell that fails and shows its TypeScript line', async () => {
      await writeFile(join(jupyter.prefix, 'fails.ipynb'), notebook('const a = 1', "interface Slope { m: number }\n\nthrow new RangeError('too steep')", 'a'))
      const { status, stderr } = convert('--execute', '--to', 'notebook', '--output', 'failed', 'fails.ipynb')
      assert.notEqual(status, 0)
      assert.match(stderr, /RangeError: too steep/)
      assert.match(stderr, /line 3/)
    })

    test('makes a page of a chapter, with its figures, from a folder that knows nothing of this project', { timeout: 120_000 }, async () => {
      await cp(join(ROOT, 'notebooks/02-gradient-descent.ipynb'), join(jupyter.prefix, 'notebooks/chapter.ipynb'))
      await cp(join(ROOT, 'data'), join(jupyter.prefix, 'data'), { recursive: true })
      const { status, stderr } = convert('--execute', '--to', 'notebook', '--output', 'chapter-executed', 'notebooks/chapter.ipynb')
      assert.equal(status, 0, stderr)
      const executed = await readFile(join(jupyter.prefix, 'notebooks/chapter-executed.ipynb'), 'utf8')
      const figures = executed.match(/"application\/vnd\.plotly\.v1\+json"/g) ?? []
      assert.ok(figures.length >= 4, `${figures.length} figures`)
      const page = convert('--to', 'html', '--output', 'chapter', 'notebooks/chapter-executed.ipynb')
      assert.equal(page.status, 0, page.stderr)
      assert.match(await readFile(join(jupyter.prefix, 'notebooks/chapter.html'), 'utf8'), /<h1[^>]*>.*[Dd]escent/)
    })
  })
})
