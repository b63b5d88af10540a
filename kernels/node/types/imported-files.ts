// The modules beside the notebook that cells import, and what those import in turn. The language server does not watch files, so that it
// must be told before a check which of them have changed on disk.
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isLocal, resolveLocal } from '../resolve-local.ts'

const importPattern = /\b(?:from|import)\s*\(?\s*(['"])(.*?)\1/g

export class ImportedFiles {
  readonly #notebook: string
  /** Time and size of each file when it was last looked at. */
  readonly #versions = new Map<string, string>()

  constructor(folder: string) {
    this.#notebook = join(folder, 'notebook.ts')
  }

  /** Takes note of what a cell imports. */
  addImportsOf(source: string): void {
    this.#add(source, this.#notebook)
  }

  /** The files that have changed since they were last looked at. */
  changed(): string[] {
    const changed = [...this.#versions].filter(([file, version]) => versionOf(file) !== version).map(([file]) => file)
    for (const file of changed) this.#look(file)
    return changed
  }

  #add(source: string, from: string): void {
    for (const [, , specifier = ''] of source.matchAll(importPattern)) {
      const file = isLocal(specifier) ? resolveLocal(specifier, from) : undefined
      if (file !== undefined && !this.#versions.has(file)) this.#look(file)
    }
  }

  #look(file: string): void {
    const version = versionOf(file)
    this.#versions.set(file, version)
    if (version !== gone) this.#add(readFileSync(file, 'utf8'), file)
  }
}

const gone = ''

function versionOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false })
  return found ? `${found.mtimeMs} ${found.size}` : gone
}
