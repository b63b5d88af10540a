// Where Jupyter looks for what is installed (https://docs.jupyter.org/en/latest/use/jupyter-directories.html): kernels and extensions lie in
// folders of data, what is switched on is written in folders of configuration; the user has a pair of them, so has the Python environment, and
// so has the machine.
import { spawnSync } from 'node:child_process'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

/** A pair of Jupyter's folders. */
export interface Place {
  /** Kernels, extensions: `share/jupyter`. */
  data: string
  /** What is switched on: `etc/jupyter`. */
  config: string
}

/** The user's own place. */
export const userPlace = (env: NodeJS.ProcessEnv = process.env): Place => ({
  data: userData(env),
  config: env['JUPYTER_CONFIG_DIR'] || join(homedir(), '.jupyter'),
})

function userData(env: NodeJS.ProcessEnv): string {
  if (env['JUPYTER_DATA_DIR']) return env['JUPYTER_DATA_DIR']
  if (process.platform === 'darwin') return join(homedir(), 'Library/Jupyter')
  if (process.platform === 'win32') return join(env['APPDATA'] ?? join(homedir(), 'AppData/Roaming'), 'jupyter')
  return join(env['XDG_DATA_HOME'] || join(homedir(), '.local/share'), 'jupyter')
}

/** The place below a prefix such as `/usr/local` or a Python environment. */
export const placeBelow = (prefix: string): Place => ({ data: join(prefix, 'share/jupyter'), config: join(prefix, 'etc/jupyter') })

/** The prefix of the Python that is found first: the active environment's, if one is active. Undefined without a Python. */
export function pythonPrefix(): string | undefined {
  for (const python of ['python3', 'python']) {
    const { status, stdout } = spawnSync(python, ['-c', 'import sys; print(sys.prefix)'], { encoding: 'utf8' })
    if (status === 0) return stdout.trim()
  }
  return undefined
}

/** All folders of data in which an installed Jupyter looks, each once. */
export function allDataFolders(env: NodeJS.ProcessEnv = process.env): string[] {
  const named = (env['JUPYTER_PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const prefix = pythonPrefix()
  const machine =
    process.platform === 'win32' ? [join(env['PROGRAMDATA'] ?? 'C:\\ProgramData', 'jupyter')] : ['/usr/local/share/jupyter', '/usr/share/jupyter']
  return [...new Set([...named, userData(env), ...(prefix === undefined ? [] : [placeBelow(prefix).data]), ...machine])]
}
