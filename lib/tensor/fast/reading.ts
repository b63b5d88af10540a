// How a pass reads a tensor: a stretched one is read where it was stretched from, if it repeats one row, one column or one number.
import type { Shape } from '../types/index.ts'
import type { Access } from '../wasm/formula/index.ts'
import { stretchedFrom } from '../stretch.ts'
import type { Tensor } from '../tensor.ts'

export interface Reading {
  /** Where the numbers are. */
  readonly tensor: Tensor
  readonly access: Access
  /** How long the repeated row is, or how often each number of the column is repeated; any length will do otherwise. */
  readonly columns: number | undefined
}

/** x as it lies. */
export const asItLies = (x: Tensor): Reading => ({ tensor: x, access: 'full', columns: undefined })

export function readingOf(x: Tensor): Reading {
  const source = stretchedFrom(x)
  return source ? { tensor: x, access: 'full', columns: undefined, ...repetition(source, x.shape) } : asItLies(x)
}

/** What a tensor repeats when it fills a shape; nothing if that is no row, column or number. */
function repetition(source: Tensor, to: Shape): Reading | undefined {
  const missing = to.length - source.shape.length
  let kept = 1
  let repeated = 1
  // From the last axis to the first, what is kept and what is repeated may take turns once.
  let turns = 0
  let wasKept: boolean | undefined
  for (let axis = to.length - 1; axis >= 0; axis--) {
    const length = to[axis]!
    if (length === 1) continue
    const isKept = axis >= missing && source.shape[axis - missing] === length
    if (wasKept !== undefined && isKept !== wasKept) turns++
    wasKept = isKept
    if (isKept) kept *= length
    else repeated *= length
    if (turns > 1) return undefined
  }
  if (kept === 1) return { tensor: source, access: 'scalar', columns: undefined }
  if (repeated === 1) return { tensor: source, access: 'full', columns: undefined }
  return wasKept ? { tensor: source, access: 'column', columns: repeated } : { tensor: source, access: 'row', columns: kept }
}
