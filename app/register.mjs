// Lets this Node run TypeScript files as they stand, through ts-node's ESM loader (types are stripped, not checked: `npm run typecheck`
// does that). The project file is named outright, because ts-node would otherwise look for one where the reader happens to stand.
import { register } from 'node:module'
import { fileURLToPath } from 'node:url'

process.env.TS_NODE_PROJECT = fileURLToPath(new URL('../tsconfig.json', import.meta.url))
register('ts-node/esm/transpile-only', import.meta.url)
// ts-node has read it; the programs that this one starts, a reader's kernel among them, have nothing to do with it.
delete process.env.TS_NODE_PROJECT
