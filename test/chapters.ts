// What a chapter shows when it is run without a browser, by the command line: what a browser, and tslab, must show too.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { readNotebook } from '../app/notebook/files.ts'
import type { Notebook } from '../app/notebook/format.ts'
import { ROOT } from '../app/paths.ts'

export const PLOTLY = 'application/vnd.plotly.v1+json'

export interface FigureOutput {
  data: object[]
  layout: { meta: { alt: string; caption: string } }
}

/** Runs a chapter without a browser. */
export async function runHeadless(name: string): Promise<Notebook> {
  const output = mkdtempSync(join(tmpdir(), 'downhill-run-'))
  try {
    await promisify(execFile)(process.execPath, ['app/downhill.mjs', 'run', join('notebooks', name), '--output', output], { cwd: ROOT })
    return await readNotebook(join(output, name))
  } finally {
    rmSync(output, { recursive: true, force: true })
  }
}

/** All figures among a notebook's outputs, in order. */
export function figuresIn(notebook: Notebook): FigureOutput[] {
  const outputs = notebook.cells.flatMap((cell) => (cell.cell_type === 'code' ? cell.outputs : []))
  return outputs.flatMap((output) => ('data' in output && output.data[PLOTLY] ? [output.data[PLOTLY] as unknown as FigureOutput] : []))
}
