// The language server's completions as Jupyter wants them: only those that fit what was typed, best first, with the kind of thing each one
// is and, for the first few, its declaration and documentation, which cost a question each.
import type { CompletionItem, Completions } from '../../session/types/service.ts'
import type { LanguageServer, LspCompletionItem, LspPosition } from './language-server.ts'

const mostItems = 300
const mostDetailed = 24

/** The protocol's numbers for kinds, by the names that Jupyter's front ends have icons for. */
const kinds = [
  'text', 'method', 'function', 'constructor', 'field', 'variable', 'class', 'interface', 'module', 'property', 'unit', 'value', 'enum',
  'keyword', 'snippet', 'color', 'file', 'reference', 'folder', 'enum', 'constant', 'struct', 'event', 'operator', 'type',
]

/**
 * Completions at a cursor.
 *
 * @param range the name that ends at the cursor; the server may know better, in a string for instance, what is to be replaced
 * @param position the cursor, as the server counts
 */
export async function completionsOf(
  items: readonly LspCompletionItem[],
  source: string,
  range: { start: number; end: number },
  position: LspPosition,
  server: LanguageServer,
): Promise<Completions> {
  const { start, end } = replaced(items, position, range)
  const prefix = source.slice(start, range.end).toLowerCase()
  const fitting = items
    .filter(({ label, data }) => label.toLowerCase().startsWith(prefix) && !label.startsWith('__nb_') && !data?.autoImport)
    .sort((a, b) => compare(a.sortText ?? '', b.sortText ?? '') || compare(a.label, b.label))
    .slice(0, mostItems)
  const detailed = await Promise.all(fitting.slice(0, mostDetailed).map((item) => server.resolve(item).catch(() => item)))
  return { items: fitting.map((item, index) => itemOf(item, detailed[index])), start, end }
}

function itemOf({ label, kind }: LspCompletionItem, { detail, documentation }: Partial<LspCompletionItem> = {}): CompletionItem {
  const text = typeof documentation === 'string' ? documentation : documentation?.value
  return {
    // The mark of an optional property is not typed.
    text: label.replace(/\?$/, ''),
    type: kinds[kind - 1] ?? 'text',
    ...(detail && { signature: withoutAlias(detail) }),
    ...(text && { documentation: text }),
  }
}

/** What the server wants replaced: in a string it says so with every item. */
function replaced(items: readonly LspCompletionItem[], { line, character }: LspPosition, range: { start: number; end: number }) {
  const edit = items.every(({ textEdit }) => textEdit?.range) ? items[0]?.textEdit?.range : undefined
  if (!edit || edit.start.line !== line || edit.end.line !== line) return range
  return { start: range.end + edit.start.character - character, end: range.end + edit.end.character - character }
}

/** A name of an earlier cell is an import to TypeScript, but not to the reader. */
export const withoutAlias = (declaration: string): string => declaration.replace(/^\(alias\) /, '')

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
