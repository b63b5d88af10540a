// Debian's Jupyter for the tests: found, or installed where root may do so, with our kernel made known to it in a folder of its own. Where no
// Jupyter can be had, the reason comes back as one sentence, so that the tests can say why they did not run.
import assert from 'node:assert/strict'
import { spawnSync, type SpawnSyncReturns } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../../app/paths.ts'
import { installKernel } from './install.ts'

/** Debian's own Python, whatever another one is found first. */
const python = '/usr/bin/python3'
const modules = ['jupyter_client', 'jupyter_kernel_test', 'nbclient', 'nbconvert']
const packages = ['python3-jupyter-client', 'python3-jupyter-kernel-test', 'python3-nbclient', 'python3-nbconvert']

export interface Jupyter {
  /** The prefix where our kernel is installed. */
  prefix: string
  /** Runs Debian's Python with the kernel known to Jupyter. */
  run(args: string[], options?: { env?: Record<string, string>; cwd?: string }): SpawnSyncReturns<string>
  remove(): Promise<void>
}

/** Jupyter with our kernel, or why there is none. */
export async function findJupyter({ tslab = false } = {}): Promise<Jupyter | { missing: string }> {
  const missing = hasModules() ? undefined : install()
  if (missing) return { missing }
  const prefix = await mkdtemp(join(tmpdir(), 'downhill-jupyter-'))
  await installKernel(prefix, tslab)
  const jupyterEnv = { ...process.env, JUPYTER_PATH: join(prefix, 'share/jupyter'), PYTHONDONTWRITEBYTECODE: '1' }
  return {
    prefix,
    run: (args, { env = {}, cwd = prefix } = {}) =>
      spawnSync(python, args, { cwd, encoding: 'utf8', env: { ...jupyterEnv, ...env }, maxBuffer: 64 * 1024 * 1024 }),
    remove: () => rm(prefix, { recursive: true, force: true }),
  }
}

/** Runs a file of Python's unittest. Every test in it must run and pass, but for those that are said to be left out. */
export function passes(jupyter: Jupyter, file: string, { count, leftOut = 0, env = {} }: { count: number; leftOut?: number; env?: Record<string, string> }): void {
  const { stderr } = jupyter.run([join(ROOT, 'test/jupyter', file)], { env })
  assert.match(stderr, new RegExp(`^Ran ${count} tests`, 'm'), stderr)
  assert.match(stderr, leftOut === 0 ? /^OK$/m : new RegExp(`^OK \\(skipped=${leftOut}\\)$`, 'm'), stderr)
  for (const [line] of stderr.matchAll(/^.*skipped '.*'$/gm)) console.log(line)
}

const hasModules = (): boolean => spawnSync(python, ['-c', `import ${modules.join(', ')}`]).status === 0

/** Installs Debian's packages; the result is why that was not possible. */
function install(): string | undefined {
  if (!existsSync('/usr/bin/apt-get')) return `there is no Debian here whose Jupyter could be installed (the Python modules ${modules.join(', ')} are missing)`
  if (process.getuid?.() !== 0) return `Debian's Jupyter is not installed, and only root may install it (apt-get install ${packages.join(' ')})`
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update', '-qq'], { env, stdio: 'ignore' })
  const args = ['-o', 'DPkg::Lock::Timeout=300', 'install', '-y', '-qq', '--no-install-recommends', ...packages]
  const { status, stderr } = spawnSync('apt-get', args, { env, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] })
  if (status === 0 && hasModules()) return undefined
  return `apt-get could not install Jupyter (${stderr?.trim().split('\n').at(-1) || 'it gave no reason'})`
}
