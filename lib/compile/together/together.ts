// How a program gets fast without a word about it: its operations on large tensors are not done one by one but noted, and done together when
// a result is wanted. What was noted is compared with what was noted before; in a loop it is the same as in the round before, and for that
// there is a plan: few passes through memory instead of many, and no room made for what is only needed on the way.
//
// The program itself runs every time. So it may count, print, draw random numbers, take another branch or look at its numbers as it likes:
// it gets what it would have got, to the bit.
import type { Tensor } from '../../tensor/index.ts'
import { tensorsIn } from '../../tensor/release.ts'
import { isPromised } from '../../tensor/tensor.ts'
import { witness, witnessed } from '../../tensor/witness.ts'
import { Gathering } from './gathering.ts'
import { programOf } from './known.ts'

/** Those whose programs look at numbers on the way: putting things off gains nothing there. */
const readers = new WeakSet<object>()

/** One that nothing was noted in; programs of small tensors leave it so. */
let spare: Gathering | undefined

/**
 * Runs a program, its operations on large tensors done together.
 *
 * @param owner what tells this program from others, such as the loss that it computes
 * @returns what the program returns; the tensors in it (nested in lists and plain records) have their numbers
 */
export function together<Result>(owner: object, program: () => Result): Result {
  if (witness || readers.has(owner)) return program()
  const gathering = spare ?? new Gathering()
  spare = undefined
  const result = witnessed(gathering, program)
  if (gathering.wasRead) readers.add(owner)
  if (gathering.steps.length > 0) settle(gathering, new Set(tensorsIn(result).filter(isPromised)))
  else spare = gathering
  return result
}

/** Keeps the promises of a result. Those that it hides are kept when somebody looks. */
function settle(gathering: Gathering, promises: ReadonlySet<Tensor>): void {
  const wanted = [...new Set([...promises].map((tensor) => gathering.stepOf(tensor)).filter((step) => step !== undefined))]
  if (wanted.length === 0) return
  const run = gathering.wasRead ? undefined : programOf(gathering, wanted)
  if (!run) return gathering.compute(wanted)
  run(gathering.tensors, gathering.numbers, gathering.lists).forEach((numbers, i) => gathering.keep(wanted[i]!, numbers))
}
