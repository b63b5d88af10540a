// tslab with our adapter: notebooks find `downhill` there, and what tslab cannot do is what its README says.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { ROOT } from '../../app/paths.ts'
import { findJupyter, passes, type Jupyter } from './jupyter.ts'

const found = await findJupyter({ tslab: true })
const skip = 'missing' in found && `The tests of tslab did not run: ${found.missing}`
if (skip) console.log(skip)
const jupyter = found as Jupyter

describe('on tslab', { skip }, () => {
  after(() => jupyter.remove())
  test('downhill is found and shows itself; the limits are those of the README', () => passes(jupyter, 'on_tslab.py', { count: 7 }))

  test('kernels/tslab type-checks', () => {
    const tsc = join(ROOT, 'node_modules/@typescript/native/bin/tsc')
    const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', 'kernels/tslab'], { cwd: ROOT, encoding: 'utf8' })
    assert.equal(status, 0, stdout)
  })
})
