// Lets the library read files, as text or as bytes, by paths relative to the notebook's folder, without knowing Node: it looks for these
// functions under agreed symbols and fetches addresses where there are none.
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'

const readText = Symbol.for('downhill.readText')
const readBytes = Symbol.for('downhill.readBytes')

export function installFiles(folder: string): void {
  Object.assign(globalThis, {
    [readText]: (path: string): Promise<string> => readFile(resolve(folder, path), 'utf8'),
    [readBytes]: async (path: string): Promise<Uint8Array> => new Uint8Array(await readFile(resolve(folder, path))),
  })
}
