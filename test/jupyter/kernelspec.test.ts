// `downhill kernel`: what is written where, found again and taken away; and the type check of the one part that has packages of its own.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { kernel } from '../../app/commands/kernel.ts'
import { DIST, ROOT } from '../../app/paths.ts'
import { LOGO } from '../../app/server/core/kernelspec.ts'
import { writeSpec, type KernelSpec } from '../../kernels/jupyter/kernelspec.ts'
import { kernelFlags } from '../../kernels/node/housekeeping.ts'
import { readConnection } from '../../kernels/jupyter/connection.ts'
import { placeBelow, userPlace } from '../../kernels/jupyter/folders.ts'
import { installKernel } from './install.ts'

let prefix = ''
const folder = () => join(prefix, 'share/jupyter/kernels/downhill')
before(async () => {
  prefix = await mkdtemp(join(tmpdir(), 'downhill-kernel-'))
  await installKernel(prefix)
})
after(() => rm(prefix, { recursive: true }))

test('the kernelspec starts this Node with the built kernel, by absolute paths', async () => {
  assert.deepEqual((await readdir(folder())).sort(), ['kernel.json', 'logo-64x64.png', 'logo-svg.svg'])
  const spec = JSON.parse(await readFile(join(folder(), 'kernel.json'), 'utf8')) as Record<string, unknown>
  assert.deepEqual(spec, {
    argv: [process.execPath, ...kernelFlags, join(DIST, 'jupyter/main.js'), '{connection_file}'],
    display_name: 'TypeScript (Downhill)',
    language: 'typescript',
    interrupt_mode: 'message',
    metadata: { debugger: true },
  })
  assert.ok(existsSync(join(DIST, 'jupyter/main.js')))
})

test("Jupyter's launcher shows the logo that the lab shows", async () => {
  const svg = await readFile(join(folder(), 'logo-svg.svg'), 'utf8')
  assert.equal(`data:image/svg+xml,${encodeURIComponent(svg.trim())}`, LOGO)
})

test('what was installed can be taken away, once', async () => {
  const other = await mkdtemp(join(tmpdir(), 'downhill-kernel-'))
  await installKernel(other)
  await kernel.run({ prefix: other }, ['uninstall'])
  assert.deepEqual((await readdir(other, { recursive: true })).sort(), ['etc', 'etc/jupyter', 'etc/jupyter/nbconfig', 'share', 'share/jupyter', 'share/jupyter/kernels'])
  await assert.rejects(kernel.run({ prefix: other }, ['uninstall']), /downhill is not installed in/)
  await rm(other, { recursive: true })
})

test('figures stay as long as one of our kernels is there', async () => {
  const other = await mkdtemp(join(tmpdir(), 'downhill-kernel-'))
  await installKernel(other)
  const { argv, ...rest } = JSON.parse(await readFile(join(other, 'share/jupyter/kernels/downhill/kernel.json'), 'utf8')) as KernelSpec
  await writeSpec(join(other, 'share/jupyter'), 'downhill-tslab', { argv, ...rest }, [])
  const figures = join(other, 'share/jupyter/labextensions/downhill-figures/package.json')
  await kernel.run({ prefix: other }, ['uninstall'])
  assert.ok(existsSync(figures))
  await kernel.run({ prefix: other, tslab: true }, ['uninstall'])
  assert.ok(!existsSync(figures))
  await rm(other, { recursive: true })
})

test('a call that cannot be understood, or a place that cannot be written to, is told in a sentence', async () => {
  await assert.rejects(kernel.run({ prefix, user: true }, ['install']), /--user and --prefix name two places/)
  await assert.rejects(kernel.run({}, ['instal']), /kernel: instal is not understood/)
  await assert.rejects(kernel.run({}, []), /what is to be done/)
  await writeFile(join(prefix, 'file'), '')
  await assert.rejects(kernel.run({ prefix: join(prefix, 'file') }, ['install']), /nothing can be written to .*\(ENOTDIR\)/)
  // Where a folder exists and the system still says that it does not.
  if (process.platform === 'linux') await assert.rejects(kernel.run({ prefix: '/proc/nowhere' }, ['install']), /nothing can be written to \/proc\/nowhere.*\(ENOENT\)/)
})

test("Jupyter's folders are found as Jupyter finds them", () => {
  assert.deepEqual(userPlace({ JUPYTER_DATA_DIR: '/data', JUPYTER_CONFIG_DIR: '/config' }), { data: '/data', config: '/config' })
  if (process.platform === 'linux') assert.equal(userPlace({ XDG_DATA_HOME: '/xdg' }).data, '/xdg/jupyter')
  assert.deepEqual(placeBelow('/usr/local'), { data: join('/usr/local/share/jupyter'), config: join('/usr/local/etc/jupyter') })
})

test('a connection file that cannot be used is named, with what is wrong', async () => {
  const file = join(prefix, 'connection.json')
  assert.throws(() => readConnection(file), /connection file .*connection\.json: ENOENT/)
  await writeFile(file, '{"shell_port": "5000"}')
  assert.throws(() => readConnection(file), /shell_port is "5000", it must be a number/)
  const { status, stderr } = spawnSync(process.execPath, [join(DIST, 'jupyter/main.js'), file], { encoding: 'utf8' })
  assert.equal(status, 2)
  assert.match(stderr, /^downhill: connection file .*\n$/)
})

test('kernels/jupyter type-checks against the packages of its own', () => {
  const tsc = join(ROOT, 'node_modules/@typescript/native/bin/tsc')
  const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', 'kernels/jupyter'], { cwd: ROOT, encoding: 'utf8' })
  assert.equal(status, 0, stdout)
})
