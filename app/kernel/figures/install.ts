// Gives an installed Jupyter what draws our figures: an extension of JupyterLab, which JupyterLab loads as it lies there, and one of the classic
// Notebook, which has to be switched on in a file of configuration.
import { existsSync } from 'node:fs'
import { cp, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Place } from '../../../kernels/jupyter/folders.ts'
import { makeFolder } from '../../../kernels/jupyter/make-folder.ts'
import { DIST } from '../../paths.ts'
import { EXTENSION } from './name.ts'

const KINDS = ['labextensions', 'nbextensions'] as const

const folderOf = (kind: (typeof KINDS)[number], { data }: Place): string => join(data, kind, EXTENSION)
const switchOf = ({ config }: Place): string => join(config, 'nbconfig/notebook.d', `${EXTENSION}.json`)

/** Puts both extensions in place of older ones; they must have been built. */
export async function installFigures(place: Place): Promise<void> {
  for (const kind of KINDS) {
    const folder = folderOf(kind, place)
    const draft = `${dirname(folder)}/.${EXTENSION}-${process.pid}`
    await makeFolder(dirname(folder))
    await cp(join(DIST, 'figures', kind), draft, { recursive: true })
    await rm(folder, { recursive: true, force: true })
    await rename(draft, folder)
  }
  await makeFolder(dirname(switchOf(place)))
  await writeFile(switchOf(place), `${JSON.stringify({ load_extensions: { [`${EXTENSION}/index`]: true } }, null, 2)}\n`)
}

/** Takes away what `installFigures` put there, and the folders that it leaves empty. */
export async function removeFigures(place: Place): Promise<void> {
  const paths = [...KINDS.map((kind) => folderOf(kind, place)), switchOf(place)]
  for (const path of paths) {
    await rm(path, { recursive: true, force: true })
    // Fails where other extensions lie, as it should.
    await rmdir(dirname(path)).catch(() => undefined)
  }
}

export const hasFigures = (data: string): boolean => existsSync(folderOf('labextensions', { data, config: '' }))
