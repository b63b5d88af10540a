// Memory given back before the garbage collector finds out: a loop of the library that makes large tensors at every step, and has shown them
// to nobody, says so when it is done with them. Then the next step's lie where the last one's lay, and a run of any length needs no more
// room than a short one.
import { type Block, blockOf } from './storage/index.ts'
import { isPromised, Tensor, valuesOf } from './tensor.ts'
import { isRecord } from './tree.ts'

/** Gives back the memory of all tensors in something, besides those that others hold: whoever looks at them finds a fault of the library. */
export function release(gone: unknown, held: unknown): void {
  const kept = new Set(tensorsIn(held).map(blockUnder))
  for (const block of new Set(tensorsIn(gone).map(blockUnder))) if (block && !kept.has(block)) block.release()
}

/** The memory that a tensor's numbers lie in, if they lie on the heap. */
export const blockUnder = (tensor: Tensor): Block | undefined => (isPromised(tensor) ? undefined : blockOf(valuesOf(tensor)))

/** The tensors in a value: itself, or nested in lists and plain records. */
export function tensorsIn(value: unknown): Tensor[] {
  const found: Tensor[] = []
  const seen = new Set<unknown>() // a record may lead back to itself
  const visit = (part: unknown): void => {
    if (part instanceof Tensor) {
      found.push(part)
    } else if ((Array.isArray(part) || isRecord(part)) && !seen.has(part)) {
      seen.add(part)
      Object.values(part).forEach(visit)
    }
  }
  visit(value)
  return found
}
