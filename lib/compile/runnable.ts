// How a program is made to run: written out number by number if it is small, else by a plan of passes and products on the heap.
import { blockUnder } from '../tensor/release.ts'
import { large } from '../tensor/storage/index.ts'
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
  return { how: summary(schedule), run, repeat: repeating(program, run) }
}

/** What one run makes, the next one writes over: nobody else has seen it. */
function repeating(program: Program, run: Runnable): Repeatable {
  let inPlace: Runnable | undefined
  return (times, given, held) => {
    const others = new Set(held.map(blockUnder))
    let results = given.slice(0, program.results.length)
    for (let time = 0; time < times; time++) {
      const isOurs = results.every((tensor) => tensor.size < large || !others.has(blockUnder(tensor)))
      if (isOurs) inPlace ??= plan(program, results.map((_, i) => i)).run
      results = (isOurs ? inPlace! : run)([...results, ...given.slice(results.length)])
    }
    return results
  }
}
