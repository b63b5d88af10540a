// Finds a Chromium for the browser tests, or installs Debian's where that is allowed. Where none can be had, the reason comes back as one
// sentence, so that the tests can say why they did not run.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { platform } from 'node:os'
import { delimiter, join } from 'node:path'

export type Chromium = { path: string } | { missing: string }

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const ELSEWHERE: Partial<Record<NodeJS.Platform, string[]>> = {
  darwin: ['/Applications/Chromium.app/Contents/MacOS/Chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
  win32: ['C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', 'C:\\Program Files\\Chromium\\Application\\chrome.exe'],
}
/** Fonts as well: a system without any draws figures without words. Another installer at work is waited for. */
const INSTALL = ['-o', 'DPkg::Lock::Timeout=300', 'install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core']

/** The browser to test with: the one that `CHROMIUM` names, an installed one, or Debian's, which root installs. */
export function findChromium(): Chromium {
  const named = process.env['CHROMIUM']
  if (named) return existsSync(named) ? { path: named } : { missing: `CHROMIUM names ${named}, where there is no browser` }
  const path = installed()
  if (path) return { path }
  if (!onPath('apt-get')) return { missing: 'there is no Chromium or Chrome on this machine (set CHROMIUM to its path)' }
  if (process.getuid?.() !== 0) return { missing: 'there is no Chromium on this machine, and only root may install it (apt-get install chromium)' }
  return install()
}

const installed = (): string | undefined => NAMES.map(onPath).find(Boolean) ?? ELSEWHERE[platform()]?.find((path) => existsSync(path))

const onPath = (name: string): string | undefined =>
  (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name)).find((path) => existsSync(path))

function install(): Chromium {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update', '-qq'], { env, stdio: 'ignore' })
  const { status, stderr } = spawnSync('apt-get', INSTALL, { env, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] })
  const path = installed()
  if (status === 0 && path) return { path }
  const lastLine = stderr?.trim().split('\n').at(-1) ?? ''
  return { missing: `apt-get could not install Chromium (${lastLine || 'it gave no reason'})` }
}
