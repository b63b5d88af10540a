// What a debugger needs of Node: the inspector of the thread that runs cells at the moment, which files are whose, and where they lie.
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { DebugHost } from '../../session/debug/index.ts'
import { ThreadInspector } from '../inspector.ts'
import { packageRoot } from '../paths.ts'
import type { WorkerRunner } from '../runner.ts'
import { explorerSymbol } from './explorer-symbol.ts'

/** Node's own code, packages, and what is built of this package: nobody wants to step through it. */
const hiddenPatterns = ['^node:', '^$', '/node_modules/', `^${escaped(pathToFileURL(join(packageRoot, 'dist')).href)}/`]
const hidden = hiddenPatterns.map((pattern) => new RegExp(pattern))

export const debugHost = (runner: WorkerRunner): DebugHost => ({
  attach: () => ThreadInspector.attach(runner.threadId),
  watch: (watcher) => runner.watch(watcher),
  get interrupting() {
    return runner.interrupting
  },
  isHidden: (url) => hidden.some((pattern) => pattern.test(url)),
  hiddenPatterns,
  readText: (path) => readFile(path, 'utf8'),
  pathOf: (url) => (url.startsWith('file:') ? fileURLToPath(url) : url),
  urlOf: (path) => pathToFileURL(path).href,
  // JupyterLab calls a frame by its cell's number only where the path bears the name that Python's kernel gave it.
  cellFolder: `${join(tmpdir(), `ipykernel_${process.pid}`)}${sep}`,
  explorer: `globalThis[Symbol.for(${JSON.stringify(explorerSymbol.description)})]`,
})

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
