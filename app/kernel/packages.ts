// Packages that only some people need are not part of `npm ci`. They lie in a folder with a package.json and a lock file of its own, and are
// installed when they are asked for.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { UserError } from '../user-error.ts'

interface LockFile {
  packages: Record<string, { version?: string; optional?: boolean }>
}

/**
 * Installs the packages that a folder's lock file names, unless they are there.
 *
 * @param why told before it is done
 * @throws UserError if npm cannot
 */
export function installPackages(folder: string, why: string, log: (line: string) => void): void {
  if (isInstalled(folder)) return
  log(why)
  // None of these packages needs a script of its own to be installed, and what is not run can do no harm.
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  if (npm.status === 0) return
  const said = npm.error?.message ?? npm.stderr.split('\n').filter((line) => line.startsWith('npm error')).slice(0, 3).join('\n')
  throw new UserError(`npm ci failed in ${folder}. Is there a connection to the package registry? npm says:\n${said}`)
}

/** npm leaves a copy of the lock file beside the packages that it installed. */
function isInstalled(folder: string): boolean {
  const wanted = lockFile(join(folder, 'package-lock.json'))
  const present = lockFile(join(folder, 'node_modules/.package-lock.json'))
  return Object.entries(wanted?.packages ?? {})
    .filter(([path, { optional }]) => path !== '' && !optional)
    .every(([path, { version }]) => present?.packages[path]?.version === version)
}

function lockFile(file: string): LockFile | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as LockFile
  } catch {
    return undefined
  }
}
