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
export const debianPython = '/usr/bin/python3'
/** What the tests use of Debian's Jupyter: the Python module, and the package it comes in. */
const needed = {
  jupyter_client: 'python3-jupyter-client',
  jupyter_kernel_test: 'python3-jupyter-kernel-test',
  nbclient: 'python3-nbclient',
  nbconvert: 'python3-nbconvert',
  jupyter_console: 'python3-jupyter-console',
  jupyterlab_server: 'python3-jupyterlab-server',
  notebook: 'jupyter-notebook',
  jupyterhub: 'jupyterhub',
}
const modules = Object.keys(needed)
const packages = Object.values(needed)

export interface Jupyter {
  /** The prefix where our kernel is installed. */
  prefix: string
  /** The variables by which Debian's programs find it, and a home of their own. */
  env: NodeJS.ProcessEnv
  /** Runs Debian's Python with the kernel known to Jupyter. */
  run(args: string[], options?: { env?: Record<string, string>; cwd?: string; input?: string }): SpawnSyncReturns<string>
  remove(): Promise<void>
}

/** Jupyter with our kernel, or why there is none. */
export async function findJupyter({ tslab = false } = {}): Promise<Jupyter | { missing: string }> {
  const missing = whyNoJupyter()
  if (missing) return { missing }
  const prefix = await mkdtemp(join(tmpdir(), 'downhill-jupyter-'))
  await installKernel(prefix, tslab)
  const env = jupyterEnv(prefix)
  return {
    prefix,
    env,
    run: (args, { env: more = {}, cwd = prefix, input = '' } = {}) =>
      spawnSync(debianPython, args, { cwd, input, encoding: 'utf8', env: { ...env, ...more }, maxBuffer: 64 * 1024 * 1024 }),
    remove: () => rm(prefix, { recursive: true, force: true }),
  }
}

/** Jupyter below a prefix alone: what else this user has installed or written must not change what a test sees. */
const jupyterEnv = (prefix: string): NodeJS.ProcessEnv => ({
  ...process.env,
  JUPYTER_PATH: join(prefix, 'share/jupyter'),
  JUPYTER_CONFIG_PATH: join(prefix, 'etc/jupyter'),
  JUPYTER_DATA_DIR: join(prefix, 'home/data'),
  JUPYTER_CONFIG_DIR: join(prefix, 'home/config'),
  JUPYTER_RUNTIME_DIR: join(prefix, 'home/runtime'),
  PYTHONDONTWRITEBYTECODE: '1',
})

/** Why Debian's Jupyter cannot be had here; undefined when it is there, or was installed just now. */
export const whyNoJupyter = (): string | undefined => (hasModules() ? undefined : install())

/** Runs a file of Python's unittest. Every test in it must run and pass; one that is skipped fails. */
export function passes(jupyter: Jupyter, file: string, { count, env = {} }: { count: number; env?: Record<string, string> }): void {
  const { stderr } = jupyter.run([join(ROOT, 'test/jupyter', file)], { env })
  assert.match(stderr, new RegExp(`^Ran ${count} tests`, 'm'), stderr)
  assert.match(stderr, /^OK$/m, stderr)
}

const hasModules = (): boolean => spawnSync(debianPython, ['-c', `import ${modules.join(', ')}`]).status === 0

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
