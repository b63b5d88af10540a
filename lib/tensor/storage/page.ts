// Small arrays are cut from pages. V8 keeps the numbers of a very small array in its own heap; for any other it asks the system for memory
// and has it given back later, which takes ten times as long as computing with the numbers. So a page is asked for once and cut into arrays,
// from its beginning to its end and each part once; it goes when all of them are gone.
//
// One array that is kept for long therefore keeps a page. Pages are small, and who keeps many tensors, as a run keeps its path, gives them
// arrays of their own (`settle` in tensor.ts).
import type { DType, Values } from '../dtype.ts'
import { bytesPerNumber, viewOf } from './numbers.ts'

const pageBytes = 4096

/** Arrays of at least so many bytes are cut; V8 keeps smaller ones in its heap. Of larger ones few would fit on a page. */
const [smallest, largest] = [65, 1024]

let page = new ArrayBuffer(0)
let used = 0

/** An ordinary array, all zero. */
export function arrayOf(dtype: DType, size: number): Values {
  const bytes = bytesPerNumber(dtype) * size
  if (bytes < smallest || bytes > largest) return dtype === 'float32' ? new Float32Array(size) : new Float64Array(size)
  if (used + bytes > page.byteLength) {
    page = new ArrayBuffer(pageBytes)
    used = 0
  }
  const start = used
  used += bytes + (-bytes & 7) // the next one may be of either kind
  return viewOf(page, dtype, start, size)
}

/** The same numbers in an array of their own, if they are a part of a larger one. */
export const apart = <Numbers extends Values>(values: Numbers): Numbers =>
  values.byteLength >= smallest && values.byteLength <= largest ? (values.slice() as Numbers) : values
