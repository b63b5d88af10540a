// Where Jupyter looks for kernels (https://docs.jupyter.org/en/latest/use/jupyter-directories.html): in a folder of the user, in that of the
// Python environment, and in those of the whole machine.
import { spawnSync } from 'node:child_process'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

/** The user's folder of Jupyter's data. */
export function userFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env['JUPYTER_DATA_DIR']) return env['JUPYTER_DATA_DIR']
  if (process.platform === 'darwin') return join(homedir(), 'Library/Jupyter')
  if (process.platform === 'win32') return join(env['APPDATA'] ?? join(homedir(), 'AppData/Roaming'), 'jupyter')
  return join(env['XDG_DATA_HOME'] || join(homedir(), '.local/share'), 'jupyter')
}

/** The folder below a prefix such as `/usr/local` or a Python environment. */
export const folderOf = (prefix: string): string => join(prefix, 'share/jupyter')

/** The prefix of the Python that is found first: the active environment's, if one is active. Undefined without a Python. */
export function pythonPrefix(): string | undefined {
  for (const python of ['python3', 'python']) {
    const { status, stdout } = spawnSync(python, ['-c', 'import sys; print(sys.prefix)'], { encoding: 'utf8' })
    if (status === 0) return stdout.trim()
  }
  return undefined
}

/** All folders in which an installed Jupyter looks, each once. */
export function allFolders(env: NodeJS.ProcessEnv = process.env): string[] {
  const named = (env['JUPYTER_PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const prefix = pythonPrefix()
  const machine =
    process.platform === 'win32' ? [join(env['PROGRAMDATA'] ?? 'C:\\ProgramData', 'jupyter')] : ['/usr/local/share/jupyter', '/usr/share/jupyter']
  return [...new Set([...named, userFolder(env), ...(prefix === undefined ? [] : [folderOf(prefix)]), ...machine])]
}
