// Where the parts of this installation lie: found from this file, which may stand in app/ or in a bundle below dist/, and not from where
// the reader happens to stand.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that holds package.json. */
export const ROOT = packageFolder(dirname(fileURLToPath(import.meta.url)))
/** Everything built; made by `downhill build`, never committed. */
export const DIST = join(ROOT, 'dist')
/** The chapters, which the lab opens unless told otherwise. */
export const NOTEBOOKS = join(ROOT, 'notebooks')

function packageFolder(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : packageFolder(dirname(folder))
}
