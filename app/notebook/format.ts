// What a notebook file says (nbformat 4), and how it is read and written as text. Reading refuses what it does not understand with one
// sentence that names the file, so that nothing unknown is ever opened, changed and written back.

/** The MIME types of one shown value, e.g. `{ 'text/plain': '2', 'text/html': '<b>2</b>' }`. */
export type MimeBundle = Record<string, unknown>

export type Output =
  | { output_type: 'stream'; name: 'stdout' | 'stderr'; text: string | string[] }
  | { output_type: 'display_data'; data: MimeBundle; metadata: Record<string, unknown> }
  | { output_type: 'execute_result'; data: MimeBundle; metadata: Record<string, unknown>; execution_count: number | null }
  | { output_type: 'error'; ename: string; evalue: string; traceback: string[] }

export interface CellMetadata {
  tags?: string[]
  [key: string]: unknown
}

interface CellBase {
  id?: string
  metadata: CellMetadata
  source: string | string[]
}

export interface CodeCell extends CellBase {
  cell_type: 'code'
  execution_count: number | null
  outputs: Output[]
}

export interface TextCell extends CellBase {
  cell_type: 'markdown' | 'raw'
  attachments?: Record<string, MimeBundle>
}

export type Cell = CodeCell | TextCell

export interface Notebook {
  cells: Cell[]
  metadata: Record<string, unknown>
  nbformat: number
  nbformat_minor: number
}

/** A notebook file that cannot be used; the message is one line that names the file and says why. */
export class NotebookError extends Error {
  override name = 'NotebookError'
}

/**
 * Reads the text of a notebook file.
 *
 * @param text what the file holds
 * @param name how the file is called in messages
 * @throws NotebookError if the text is not JSON, or not a notebook of format 4
 */
export function parseNotebook(text: string, name: string): Notebook {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new NotebookError(`${name}: not a notebook: the file is not JSON (${(error as Error).message}). It was left as it is.`)
  }
  const notebook = value as Partial<Notebook> | null
  if (typeof notebook !== 'object' || notebook === null || typeof notebook.nbformat !== 'number') {
    throw new NotebookError(`${name}: not a notebook: the field "nbformat" is missing. It was left as it is.`)
  }
  if (notebook.nbformat !== 4) {
    throw new NotebookError(
      `${name}: unknown notebook format ${notebook.nbformat}.${notebook.nbformat_minor ?? '?'}: only format 4 can be opened. It was left as it is.`,
    )
  }
  if (!Array.isArray(notebook.cells)) throw new NotebookError(`${name}: not a notebook: the list "cells" is missing. It was left as it is.`)
  return notebook as Notebook
}

/** The text of a notebook file, laid out as Jupyter does: one space of indentation and a newline at the end. */
export const formatNotebook = (notebook: Notebook): string => JSON.stringify(notebook, null, 1) + '\n'

/** A cell's source as one text, whichever of the two forms the file used. */
export const sourceOf = (cell: Cell): string => (Array.isArray(cell.source) ? cell.source.join('') : cell.source)
