// Lets notebooks in any folder import `downhill`: TypeScript finds the declarations, and Node the library, as if the package were installed
// beside the notebook.
import { join, relative } from 'node:path'
import { commonJs, type TypeScriptFiles } from './internals.ts'

/**
 * Shows a folder to TypeScript at another place.
 *
 * @param seen where it seems to lie, `notebooks/node_modules/downhill` for instance
 * @param real where it lies
 */
export function mountFolder(files: TypeScriptFiles, seen: string, real: string): void {
  const { fileExists, directoryExists, readFile, getDirectories } = files
  const realPath = (path: string): string => {
    const inside = relative(seen, path)
    return inside.startsWith('..') ? path : join(real, inside)
  }
  files.fileExists = (path) => fileExists(realPath(path))
  files.directoryExists = (path) => directoryExists(realPath(path))
  files.readFile = (path, encoding) => readFile(realPath(path), encoding)
  files.getDirectories = (path) => getDirectories(realPath(path))
}

/** Lets `require(name)` mean a file, from wherever it is called. */
export function provideModule(name: string, file: string): void {
  const resolve = commonJs._resolveFilename
  commonJs._resolveFilename = (request, ...rest) => (request === name ? file : resolve.call(commonJs, request, ...rest))
}
