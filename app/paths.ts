// Where the parts of this installation lie, found from this file and not from where the reader happens to stand.
import { fileURLToPath } from 'node:url'

const here = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))

/** The folder that holds package.json. */
export const ROOT = here('..').replace(/[\\/]$/, '')
/** Everything built; made by `downhill build`, never committed. */
export const DIST = here('../dist')
/** The chapters, which the lab opens unless told otherwise. */
export const NOTEBOOKS = here('../notebooks')
