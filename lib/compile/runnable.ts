// How a program is made to run: written out number by number if it is small, else by a plan of passes and products on the heap.
import type { Program, Runnable } from './program.ts'
import { plan, summary } from './plan/index.ts'
import { unroll } from './unroll.ts'

/**
 * The program as a function, and in words how it runs.
 *
 * @param donated the places of arguments that are given away, see plan/donation.ts
 */
export function runnable(program: Program, donated: readonly number[] = []): { how: string; run: Runnable } {
  const written = unroll(program)
  if (written) return { how: `written out in ${written.statements} statements`, run: written.run }
  const { run, schedule } = plan(program, donated)
  return { how: summary(schedule), run }
}
