// A relocatable kernelspec: Jupyter's prefix and the checkout are carried elsewhere together, and the kernel still starts.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cp, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { ROOT } from '../../app/paths.ts'
import { relocatable } from '../../kernels/jupyter/kernelspec.ts'
import { installKernel } from './install.ts'
import { debianPython, whyNoJupyter } from './jupyter.ts'

const missing = whyNoJupyter()
if (missing) console.log(`A moved kernel was not started: ${missing}`)

test('the program is named by its way from the kernelspec', () => {
  const spec = { argv: ['/usr/bin/node', '--expose-gc', '/srv/course/downhill/dist/jupyter/main.js', '{connection_file}'], display_name: '', language: '', interrupt_mode: 'message' } as const
  const moved = relocatable({ ...spec, argv: [...spec.argv] }, '/srv/course/env/share/jupyter/kernels/downhill')
  assert.deepEqual(moved.argv, ['node', '--expose-gc', '{resource_dir}/../../../../../downhill/dist/jupyter/main.js', '{connection_file}'])
})

describe('a kernel that has been moved', { skip: missing ?? false }, () => {
  let place = ''
  const here = () => join(place, 'here')
  const there = () => join(place, 'there')
  before(async () => {
    place = await mkdtemp(join(tmpdir(), 'downhill-moved-'))
    // Brings what is built up to date, so that nothing is left to build in the copy.
    await installKernel(join(place, 'elsewhere'))
    await copyCheckout(join(here(), 'downhill'))
  })
  after(() => rm(place, { recursive: true }))

  test('runs where it has come to', async () => {
    const install = ['downhill/app/downhill.mjs', 'kernel', 'install', '--relocatable', '--prefix', 'env']
    const { status, stderr } = spawnSync(process.execPath, install, { cwd: here(), encoding: 'utf8' })
    assert.equal(status, 0, stderr)
    await rename(here(), there())
    const spec = await readFile(join(there(), 'env/share/jupyter/kernels/downhill/kernel.json'), 'utf8')
    assert.ok(!spec.includes(place), spec)
    const env = { ...process.env, JUPYTER_PATH: join(there(), 'env/share/jupyter') }
    const run = spawnSync(debianPython, ['-c', ONE_CELL], { cwd: place, env, encoding: 'utf8' })
    assert.deepEqual([run.stdout.trim(), run.status], ['[1, 1]', 0], run.stderr)
  })
})

const ONE_CELL = `
from jupyter_client.manager import start_new_kernel
manager, client = start_new_kernel(kernel_name='downhill')
client.execute_interactive("import { ones } from 'downhill'\\nconsole.log(String(ones([2])))", timeout=30)
manager.shutdown_kernel()
`

/** All of the checkout that a kernel is made of; the installed packages are linked. */
async function copyCheckout(folder: string): Promise<void> {
  const parts = ['package.json', 'package-lock.json', 'tsconfig.json', 'app', 'kernels', 'lib', 'dist/lib', 'dist/kernels', 'dist/jupyter', 'dist/figures']
  const stamps = ['lib', 'kernels', 'jupyter', 'figures'].map((part) => `dist/${part}.stamp`)
  const own = (path: string): boolean => !path.includes('node_modules')
  for (const part of [...parts, ...stamps]) await cp(join(ROOT, part), join(folder, part), { recursive: true, filter: own })
  for (const packages of ['node_modules', 'kernels/jupyter/node_modules']) await symlink(join(ROOT, packages), join(folder, packages))
}
