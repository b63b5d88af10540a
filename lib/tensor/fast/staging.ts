// A small area of the heap through which numbers of ordinary arrays reach a kernel, and its results reach them. It has a slot for each
// array of a pass, and all slots together stay in the processor's cache.
import type { Values } from '../dtype.ts'
import { heap } from '../storage/index.ts'

const slots = 8
/** How much a slot holds. */
export const slotBytes = 32 * 1024
let start: number | undefined

/** Views of the whole heap, good until it moves. */
let views: { buffer: ArrayBuffer; float32: Float32Array; float64: Float64Array } | undefined

/** Takes the area from the heap when it is first wanted. @returns false if there is none to be had */
export const stagingIsThere = (): boolean => (start ??= heap.take(slots * slotBytes, true)?.address) !== undefined

/** Where a slot lies. */
export const slotAddress = (slot: number): number => start! + slot * slotBytes

/** Puts numbers into a slot. */
export function copyIn(values: Values, slot: number): void {
  const view = viewLike(values)
  const to = slotAddress(slot) / values.BYTES_PER_ELEMENT
  if (values.length > 16) view.set(values, to)
  else for (let i = 0; i < values.length; i++) view[to + i] = values[i]!
}

/** Fetches as many numbers from a slot as the array holds. */
export function copyOut(slot: number, values: Values): void {
  const view = viewLike(values)
  const from = slotAddress(slot) / values.BYTES_PER_ELEMENT
  if (values.length > 16) values.set(view.subarray(from, from + values.length))
  else for (let i = 0; i < values.length; i++) values[i] = view[from + i]!
}

function viewLike(values: Values): Values {
  const buffer = heap.buffer!
  if (views?.buffer !== buffer) views = { buffer, float32: new Float32Array(buffer), float64: new Float64Array(buffer) }
  return values instanceof Float32Array ? views.float32 : views.float64
}
