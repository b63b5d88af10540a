// How a program is made to run: written out number by number if it is small, else by a plan of passes and products on the heap.
import { release } from '../tensor/release.ts'
import type { Program, Repeatable, Runnable } from './program.ts'
import { plan, summary } from './plan/index.ts'
import { unroll } from './unroll.ts'

/**
 * The program as a function, and in words how it runs.
 *
 * @param donated the places of arguments that are given away, see plan/donation.ts
 */
export function runnable(program: Program, donated: readonly number[] = []): { how: string; run: Runnable; repeat: Repeatable } {
  const written = unroll(program)
  if (written) return { how: `written out in ${written.statements} statements`, ...written }
  const { run, schedule } = plan(program, donated)
  return { how: summary(schedule), run, repeat: repeating(run, donated.length > 0) }
}

/** What is made on the way is seen by nobody, and goes back at once. */
const repeating = (run: Runnable, isGivenAway: boolean): Repeatable => (times, given) => {
  let results = run(given)
  for (let time = 1; time < times; time++) {
    const next = run([...results, ...given.slice(results.length)])
    if (!isGivenAway) release(results, [given, next])
    results = next
  }
  return results
}
