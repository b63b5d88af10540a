// What this adapter touches of tslab and Node, which publish no types of it. tslab's version is fixed by the lock file, and the tests run the
// adapter on it.
import Module, { createRequire } from 'node:module'
import { join } from 'node:path'
import type { JsonObject } from '../session/message.ts'

interface Tslab {
  startKernel(options: { configPath: string; enableFindLocal: boolean }): void
}

/** Where tslab writes what is shown by the cell that runs. */
interface TslabJupyter {
  lastWriteDisplayData: ((content: { data: JsonObject; metadata: JsonObject; transient: JsonObject }, update: boolean) => void) | null
}

/** The console that prints the value of a cell, and what makes it print. */
interface TslabExecutor {
  createExecutor(folder: string, converters: unknown, console: CellConsole): unknown
}

export interface CellConsole {
  log(...values: unknown[]): void
  error(...values: unknown[]): void
}

/** The part of TypeScript through which tslab sees the file system. */
export interface TypeScriptFiles {
  fileExists(path: string): boolean
  directoryExists(path: string): boolean
  readFile(path: string, encoding?: string): string | undefined
  getDirectories(path: string): string[]
}

/** Node's resolution of CommonJS modules, which is what tslab's cells use. */
export const commonJs = Module as unknown as { _resolveFilename(request: string, ...rest: unknown[]): string }

/** Loads tslab from the packages of this folder. @param root the folder of the project */
export function loadTslab(root: string): { tslab: Tslab; jupyter: TslabJupyter; executor: TslabExecutor; files: TypeScriptFiles } {
  const require = createRequire(join(root, 'kernels/tslab/package.json'))
  return {
    tslab: require('tslab/dist/main.js') as Tslab,
    jupyter: require('tslab/dist/jupyter.js') as TslabJupyter,
    executor: require('tslab/dist/executor.js') as TslabExecutor,
    files: (require('@tslab/typescript-for-tslab') as { sys: TypeScriptFiles }).sys,
  }
}
