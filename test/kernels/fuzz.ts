// Runs random notebooks for minutes: `npm run fuzz -- --minutes 5`, with `--seed` to repeat a run. A notebook that computes something else
// in cells than in one piece is made as small as it can be, printed, and ends the run with an error.
import fc from 'fast-check'
import { parseArgs } from 'node:util'
import { builtKernels } from './built.ts'
import { choices, compare, openNotebooks, write } from './programs.ts'

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '5' }, seed: { type: 'string' } } })
const seed = Number(values.seed ?? Date.now() % 2 ** 31)
const end = Date.now() + 60_000 * Number(values.minutes)
/** A session collects the names of its notebooks; a fresh one now and then keeps that from mattering. */
const perSession = 500

await builtKernels()
console.log(`seed ${seed}, ${values.minutes} minutes`)
let count = 0
while (Date.now() < end) {
  const session = await openNotebooks()
  try {
    const property = fc.asyncProperty(choices, (chosen) => compare(write(chosen, `p${count++}_`), session))
    await fc.assert(property, { seed: seed + count, numRuns: perSession, interruptAfterTimeLimit: Math.max(1, end - Date.now()) })
  } finally {
    await session.close()
  }
}
console.log(`${count} notebooks computed in cells what they compute in one piece`)
process.exit()
