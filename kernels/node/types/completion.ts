// The language server's completions as Jupyter wants them: only those that fit what was typed, best first, with the kind of thing each one
// is and, for the first few, its declaration, which costs a question each.
import type { CompletionItem } from '../../session/types/service.ts'
import type { LanguageServer, LspCompletionItem } from './language-server.ts'

const mostItems = 300
const mostSignatures = 24

/** The protocol's numbers for kinds, by the names that Jupyter's front ends have icons for. */
const kinds = [
  'text', 'method', 'function', 'constructor', 'field', 'variable', 'class', 'interface', 'module', 'property', 'unit', 'value', 'enum',
  'keyword', 'snippet', 'color', 'file', 'reference', 'folder', 'enum', 'constant', 'struct', 'event', 'operator', 'type',
]

export async function itemsOf(items: readonly LspCompletionItem[], typed: string, server: LanguageServer): Promise<CompletionItem[]> {
  const prefix = typed.toLowerCase()
  const fitting = items
    .filter(({ label, data }) => label.toLowerCase().startsWith(prefix) && !label.startsWith('__nb_') && !data?.autoImport)
    .sort((a, b) => compare(a.sortText ?? '', b.sortText ?? '') || compare(a.label, b.label))
    .slice(0, mostItems)
  const signatures = await Promise.all(fitting.slice(0, mostSignatures).map((item) => server.resolve(item).catch(() => item)))
  return fitting.map(({ label, kind }, index) => {
    const signature = signatures[index]?.detail
    return { text: label, type: kinds[kind - 1] ?? 'text', ...(signature && { signature: withoutAlias(signature) }) }
  })
}

/** A name of an earlier cell is an import to TypeScript, but not to the reader. */
export const withoutAlias = (declaration: string): string => declaration.replace(/^\(alias\) /, '')

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
