// A notebook between its file and the front end. In the file a longer text is a list of lines and the keys of every object are sorted, as
// nbformat writes them, so that a notebook saved here and one saved by Jupyter differ only where a person changed something. The front end
// gets whole texts. `trusted` and `signature` say what one person's front end may run: they are never believed from a file nor written to
// one.
import { formatNotebook, NotebookError, parseNotebook, type Notebook } from '../../../notebook/format.ts'
import { HttpError } from '../api.ts'
import { isFields } from '../fields.ts'

type Json = Record<string, unknown>
/** Changes a text that may have several lines; `type` is its MIME type, or text/plain. */
type Multiline = (value: unknown, type: string) => unknown

const TEXT = 'text/plain'
const isJson = (type: string): boolean => type === 'application/json' || (type.startsWith('application/') && type.endsWith('+json'))
const isSplit = (type: string): boolean => type.startsWith('text/') || type === 'application/javascript' || type === 'image/svg+xml'

const join: Multiline = (value, type) =>
  Array.isArray(value) && !isJson(type) && value.every((line) => typeof line === 'string') ? value.join('') : value
const split: Multiline = (value, type) => (typeof value === 'string' && isSplit(type) ? (value.match(/[^\n]*\n|[^\n]+$/g) ?? []) : value)

/**
 * The notebook in a file, for the front end.
 *
 * @throws HttpError 400 with one line that names the file if it is not a notebook of format 4
 */
export function notebookFromBytes(bytes: Uint8Array, path: string): Notebook {
  let content: string
  try {
    content = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new HttpError(400, `${path}: not a notebook: the file is not text in UTF-8. It was left as it is.`)
  }
  return withTexts(readable(content, path), join)
}

/**
 * The bytes to write for a notebook that the front end sent.
 *
 * @throws HttpError 400 if it is not a notebook of format 4
 */
export function notebookToBytes(content: unknown, path: string): Uint8Array {
  const notebook = readable(JSON.stringify(content) ?? '', path)
  return new TextEncoder().encode(formatNotebook(sorted(withTexts(notebook, split)) as Notebook))
}

function readable(content: string, path: string): Notebook {
  try {
    return parseNotebook(content, path)
  } catch (error) {
    if (error instanceof NotebookError) throw new HttpError(400, error.message)
    throw error
  }
}

/** The notebook with every text that may have several lines passed through `convert`, and without what is only one person's trust. */
function withTexts(notebook: Notebook, convert: Multiline): Notebook {
  const metadata = without(notebook.metadata, 'signature') as Json
  return { ...notebook, metadata, cells: notebook.cells.map((cell) => convertCell(cell, convert)) as Notebook['cells'] }
}

function convertCell(cell: unknown, convert: Multiline): unknown {
  if (!isFields(cell)) return cell
  const changed: Json = { ...cell, metadata: without(cell['metadata'], 'trusted'), source: convert(cell['source'], TEXT) }
  if (isFields(cell['attachments'])) changed['attachments'] = mapValues(cell['attachments'], (bundle) => convertBundle(bundle, convert))
  if (Array.isArray(cell['outputs'])) changed['outputs'] = cell['outputs'].map((output) => convertOutput(output, convert))
  return changed
}

function convertOutput(output: unknown, convert: Multiline): unknown {
  if (!isFields(output)) return output
  if (output['output_type'] === 'stream') return { ...output, text: convert(output['text'], TEXT) }
  return 'data' in output ? { ...output, data: convertBundle(output['data'], convert) } : output
}

const convertBundle = (bundle: unknown, convert: Multiline): unknown => (isFields(bundle) ? mapValues(bundle, convert) : bundle)

// Object.fromEntries makes own properties even of the name `__proto__`, which an assignment would not.
const mapValues = (object: Json | Readonly<Json>, change: (value: unknown, key: string) => unknown): Json =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]))

const without = (value: unknown, name: string): unknown =>
  isFields(value) ? Object.fromEntries(Object.entries(value).filter(([key]) => key !== name)) : value

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isFields(value)) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]))
}
