// Debian's real Jupyter drives the kernel: its own test of kernels, tests of the wire, of output and of a kernel's life, and the tools that
// execute notebooks.
import assert from 'node:assert/strict'
import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
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

  test("Jupyter's own test of kernels passes", () => passes(jupyter, 'conformance.py', { count: 12 }))
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

    test('has all of 60 results and of 1,000 lines, ten times over', async () => {
      const results = Array.from({ length: 60 }, (_, index) => `${index} ** 2`)
      await writeFile(join(jupyter.prefix, 'sixty.ipynb'), notebook(...results, 'for (let i = 0; i < 1000; i++) console.log(i)'))
      const { stdout, stderr } = jupyter.run([join(ROOT, 'test/jupyter/ten_times.py'), 'sixty.ipynb'], { env: untyped })
      assert.deepEqual(stdout.trim().split('\n'), Array.from({ length: 10 }, () => '60 1000'), stderr)
    })

    test('stops at the cell that fails and shows its TypeScript line', async () => {
      await writeFile(join(jupyter.prefix, 'fails.ipynb'), notebook('const a = 1', "interface Slope { m: number }\n\nthrow new RangeError('too steep')", 'a'))
      const { status, stderr } = convert('--execute', '--to', 'notebook', '--output', 'failed', 'fails.ipynb')
      assert.notEqual(status, 0)
      assert.match(stderr, /RangeError: too steep/)
      assert.match(stderr, /line 3/)
    })

    test('executes every chapter in a folder that knows nothing of this project, and makes a page of one', { timeout: 600_000 }, async () => {
      const folder = join(jupyter.prefix, 'course/notebooks')
      for (const part of ['notebooks', 'data']) await cp(join(ROOT, part), join(jupyter.prefix, 'course', part), { recursive: true })
      const chapters = (await readdir(folder)).filter((name) => name.endsWith('.ipynb'))
      assert.ok(chapters.includes('02-gradient-descent.ipynb'))
      const { status, stderr } = convert('--execute', '--to', 'notebook', '--inplace', ...chapters.map((name) => join(folder, name)))
      assert.equal(status, 0, stderr)
      for (const name of chapters) {
        const cells = (JSON.parse(await readFile(join(folder, name), 'utf8')) as Notebook).cells.filter(({ cell_type }) => cell_type === 'code')
        assert.ok(cells.length > 0 && cells.every((cell) => 'execution_count' in cell && cell.execution_count !== null), name)
      }
      const executed = await readFile(join(folder, '02-gradient-descent.ipynb'), 'utf8')
      const figures = executed.match(/"application\/vnd\.plotly\.v1\+json"/g) ?? []
      assert.ok(figures.length >= 4, `${figures.length} figures`)
      const page = convert('--to', 'html', join(folder, '02-gradient-descent.ipynb'))
      assert.equal(page.status, 0, page.stderr)
      assert.match(await readFile(join(folder, '02-gradient-descent.html'), 'utf8'), /<h1[^>]*>.*[Dd]escent/)
    })
  })

  test('jupyter console reads cells from its input', () => {
    const cells = ['const double = (x: number): number => x * 2', 'double(21)', "console.log('said')", "throw new RangeError('too steep')", 'double(1.5)']
    const { status, stdout, stderr } = jupyter.run(['-m', 'jupyter_console', '--kernel', 'downhill', '--simple-prompt'], { input: `${cells.join('\n')}\n` })
    assert.equal(status, 0, stderr)
    assert.match(stdout, /^Downhill .*TypeScript/m)
    const after = (prompt: number): string => stdout.split(`In [${prompt}]: `)[1]?.split('In [')[0]?.trim() ?? 'nothing'
    assert.deepEqual([after(2), after(3), after(5)], ['Out[2]: 42', 'said', 'Out[5]: 3'], stdout)
    assert.match(stderr, /RangeError: too steep[\s\S]*line 1/)
  })
})
