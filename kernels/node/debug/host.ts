// What a debugger needs of Node: the inspector of the thread that runs cells at the moment, which files are whose, and where they lie.
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { DebugHost } from '../../session/debug/index.ts'
import { ThreadInspector } from '../inspector.ts'
import { packageRoot } from '../paths.ts'
import type { WorkerRunner } from '../runner.ts'
import { explorerSymbol } from './explorer-symbol.ts'

/** Node's own code, packages, what is built of this package, and where a notebook's imports stand: nobody wants to step through it. */
const hiddenPatterns = ['^node:', '^$', '/node_modules/', '/%5Bnotebook%5D$', `^${escaped(pathToFileURL(join(packageRoot, 'dist')).href)}/`]
const hidden = hiddenPatterns.map((pattern) => new RegExp(pattern))

const beginTime = 25
const attempts = 100

export const debugHost = (runner: WorkerRunner): DebugHost => ({
  attach: () => attachTo(runner),
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

/** A thread has no inspector before it has begun. */
async function attachTo(runner: WorkerRunner): Promise<ThreadInspector> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ThreadInspector.attach(runner.threadId)
    } catch (error) {
      if (attempt === attempts) throw error
      await sleep(beginTime)
    }
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
