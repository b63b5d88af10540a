// A program of large tensors as a plan: passes over elements and matrix products that read and write the heap where the numbers lie, with
// all room for what is only needed on the way laid out beforehand. What there is no kernel for is done as ever, an operation by itself.
//
// The kernels are written when the plan is run for the first time, all in one module. Where there is no room on the heap the program is
// done operation by operation.
import { heap } from '../../tensor/storage/index.ts'
import type { Program, Runnable } from '../program.ts'
import { replay } from '../replay.ts'
import { Runner } from './runner.ts'
import { type Schedule, scheduleOf } from './schedule.ts'

/**
 * The program as a function, and what it does.
 *
 * @param donated the places of arguments that are given away: results are written over them where they lie on the heap
 */
export function plan(program: Program, donated: readonly number[] = []): { run: Runnable; schedule: Schedule } {
  const schedule = scheduleOf(program, donated)
  let runner: Runner | undefined
  let plain: Runnable | undefined
  const run: Runnable = (given, numbers = [], lists = []) => {
    runner ??= heap.memory && new Runner(program, schedule, donated)
    return runner?.run(given, numbers, lists) ?? (plain ??= replay(program))(given, numbers, lists)
  }
  return { run, schedule }
}
