// Which file a relative import means: the path itself, with one of the usual endings, or the index of a folder. `./x.js` means `./x.ts`
// where only that exists, as TypeScript has it.
import { existsSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const endings = ['', '.ts', '.mts', '.tsx', '.js', '.mjs', '.json', '/index.ts', '/index.js']

export const isLocal = (specifier: string): boolean => /^(\.{1,2}(\/|$)|\/|file:)/.test(specifier)

/** Files that are compiled here; all others are left to Node. */
export const isCompiled = (file: string): boolean => /\.(m?ts|tsx|json)$/.test(file)

/**
 * The file that an import means, if there is one.
 *
 * @param from the file in which the import stands
 */
export function resolveLocal(specifier: string, from: string): string | undefined {
  const path = specifier.startsWith('file:') ? fileURLToPath(specifier) : resolve(dirname(from), specifier)
  const candidates = endings.map((ending) => path + ending)
  if (/\.m?js$/.test(path)) candidates.push(path.replace(/js$/, 'ts'))
  return candidates.find((candidate) => existsSync(candidate) && statSync(candidate).isFile())
}
