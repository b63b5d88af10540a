// `downhill run`: executes notebooks without a front end, writes the executed copies, and says which cell failed if one did.
import { mkdir } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { buildStale } from '../build/index.ts'
import type { Command } from '../cli.ts'
import { readNotebook, writeNotebook } from '../notebook/files.ts'
import { findNotebooks } from '../notebook/find.ts'
import { sourceOf } from '../notebook/format.ts'
import { executeNotebook, type Failure } from '../run/execute.ts'
import { UserError } from '../user-error.ts'

export const run: Command = {
  usage: `downhill run NOTEBOOK… [--output DIR]
  executes notebooks (or all notebooks of a folder) from top to bottom and writes the executed copies; exits with 1 if a cell fails
  --output DIR   where the executed copies go (executed/ otherwise)`,
  options: { output: { type: 'string' } },

  async run(values, paths) {
    if (paths.length === 0) throw new UserError(`run: which notebook? For example: downhill run notebooks/02-gradient-descent.ipynb`)
    const folder = typeof values['output'] === 'string' ? values['output'] : 'executed'
    const notebooks = await findNotebooks(paths)
    refuseOverwriting(notebooks, folder)
    await buildStale({ log: console.error })
    await mkdir(folder, { recursive: true })

    let failed = 0
    for (const path of notebooks) if (!(await runOne(path, join(folder, basename(path))))) failed++
    if (notebooks.length > 1) console.log(`${notebooks.length - failed} of ${notebooks.length} notebooks ran through.`)
    return failed > 0 ? 1 : 0
  },
}

/** An executed copy must never land on a source, nor two copies on each other. */
function refuseOverwriting(notebooks: string[], folder: string): void {
  const seen = new Map<string, string>()
  for (const path of notebooks) {
    if (resolve(dirname(path)) === resolve(folder)) throw new UserError(`${path}: the executed copy would overwrite it. Name another folder with --output DIR.`)
    const twin = seen.get(basename(path))
    if (twin !== undefined) throw new UserError(`${twin} and ${path}: their executed copies would have the same name. Run them one at a time.`)
    seen.set(basename(path), path)
  }
}

async function runOne(path: string, target: string): Promise<boolean> {
  const start = performance.now()
  const name = basename(path)
  const { notebook, failure } = await executeNotebook(await readNotebook(path), path, (index, count) =>
    progress(`${name}: cell ${index + 1} of ${count}`),
  )
  progress('')
  await writeNotebook(target, notebook)
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  if (failure) console.error(describe(failure, path))
  else console.log(`${name}: ran through in ${seconds} s → ${relative('.', target)}`)
  return failure === undefined
}

/** Shows how far a run is, in one line that is written over; in a log file only what has happened is told. */
function progress(line: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${line}`)
}

/** The failed cell as a person wants to see it: which one, its text, and the traceback. */
function describe({ position, cell, error }: Failure, path: string): string {
  const rule = '─'.repeat(60)
  const id = cell.id === undefined ? '' : ` (id ${cell.id})`
  const trace = error.traceback.length > 0 ? error.traceback.join('\n') : `${error.ename}: ${error.evalue}`
  return `${path}: cell ${position}${id} failed:\n${rule}\n${sourceOf(cell)}\n${rule}\n${trace}`
}
