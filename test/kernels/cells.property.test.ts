// Cutting a program into cells must not change what it computes. Random notebooks of declarations, redeclarations, closures, loops, imports
// and errors are run in a session and as one function, which is the oracle. `npm run fuzz` does the same for minutes.
import fc from 'fast-check'
import { after, before, test } from 'node:test'
import type { NodeSession } from '../../kernels/node/index.ts'
import { builtKernels } from './built.ts'
import { choices, compare, openNotebooks, write } from './programs.ts'

let session: NodeSession

before(async () => {
  await builtKernels()
  session = await openNotebooks()
})
after(() => session.close())

test('a notebook computes what its cells compute in one piece', async () => {
  let count = 0
  await fc.assert(fc.asyncProperty(choices, (chosen) => compare(write(chosen, `p${count++}_`), session)), { numRuns: 150 })
})
