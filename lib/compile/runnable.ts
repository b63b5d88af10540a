// How a program is made to run: written out number by number if it is small, else operation by operation.
import type { Program, Runnable } from './program.ts'
import { replay } from './replay.ts'
import { unroll } from './unroll.ts'

/** The program as a function, and in words how it runs. */
export function runnable(program: Program): { how: string; run: Runnable } {
  const written = unroll(program)
  if (written) return { how: `written out in ${written.statements} statements`, run: written.run }
  const { run, units } = replay(program)
  const passes = units.filter(({ kind }) => kind === 'pass').length
  return { how: `${passes} passes over all elements and ${units.length - passes} single operations`, run }
}
