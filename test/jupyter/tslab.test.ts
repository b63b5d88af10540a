// tslab with our adapter: notebooks find `downhill` there, and what tslab cannot do is what its README says.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { NOTEBOOKS, ROOT } from '../../app/paths.ts'
import { figuresIn, PLOTLY, runHeadless, type FigureOutput } from '../chapters.ts'
import { findJupyter, passes, type Jupyter } from './jupyter.ts'

const found = await findJupyter({ tslab: true })
const skip = 'missing' in found && `The tests of tslab did not run: ${found.missing}`
if (skip) console.log(skip)
const jupyter = found as Jupyter

describe('on tslab', { skip }, () => {
  after(() => jupyter.remove())
  test('downhill is found and shows itself; the limits are those of the README', () => passes(jupyter, 'on_tslab.py', { count: 9 }))

  const chapters = readdirSync(NOTEBOOKS).filter((name) => name.endsWith('.ipynb'))
  for (const name of chapters) {
    test(`${name} runs, and shows every figure that it shows on our kernel`, { timeout: 300_000 }, async () => {
      const ours = figuresIn(await runHeadless(name))
      const { stdout, stderr } = jupyter.run([join(ROOT, 'test/jupyter/chapters_on_tslab.py'), join(NOTEBOOKS, name)])
      assert.notEqual(stdout, '', stderr)
      const { failed, shown, stderr: printed } = JSON.parse(stdout) as { failed: string | null; shown: Record<string, unknown>[]; stderr: string }
      assert.equal(failed, null, failed ?? '')
      // There tslab prints an error that it does not report as one.
      assert.equal(printed, '')
      const figures = shown.flatMap((data) => (data[PLOTLY] ? [data[PLOTLY] as FigureOutput] : []))
      assert.deepEqual(figures.map(({ layout }) => layout.meta.alt), ours.map(({ layout }) => layout.meta.alt))
      assert.ok(shown.every((data) => 'text/plain' in data), 'a display without words')
    })
  }

  test('the launcher tells it from our kernel by its logo', () => {
    const logo = (folder: string): string => readFileSync(join(folder, 'logo-svg.svg'), 'utf8')
    const installed = logo(join(jupyter.prefix, 'share/jupyter/kernels/downhill-tslab'))
    assert.equal(installed, logo(join(ROOT, 'kernels/tslab')))
    assert.notEqual(installed, logo(join(ROOT, 'kernels/jupyter')))
  })

  test('kernels/tslab type-checks', () => {
    const tsc = join(ROOT, 'node_modules/@typescript/native/bin/tsc')
    const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', 'kernels/tslab'], { cwd: ROOT, encoding: 'utf8' })
    assert.equal(status, 0, stdout)
  })
})
