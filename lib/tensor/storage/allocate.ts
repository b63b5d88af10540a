// Room for numbers. Few of them go into an ordinary array, which is made and collected fastest; many go onto the heap, or into an ordinary
// array as well where the heap is full or there is none.
import type { DType, Values } from '../dtype.ts'
import { Block } from './block.ts'
import { heap } from './heap.ts'
import { bytesPerNumber } from './numbers.ts'
import { arrayOf } from './page.ts'
import { noteBirth } from './scope.ts'

/** From so many numbers on a tensor is large: its numbers lie on the heap, and vector instructions work on them. */
export const large = 1024

/** From so many numbers on they lie on the heap; tests put small ones there too. */
export let onHeapFrom = large

/** For tests: every tensor's numbers lie on the heap, which moves whenever it is asked for room. */
export function strain(on: boolean): void {
  onHeapFrom = on ? 1 : large
  heap.restless = on
}

/** Room for `size` numbers, all zero. Views taken before may be empty afterwards: allocate first, then look. */
export const allocate = (dtype: DType, size: number): Values =>
  size < onHeapFrom ? arrayOf(dtype, size) : (reserved(dtype, size)?.values.fill(0) ?? largeArray(dtype, size))

/** Room for `size` numbers, which are whatever they were: for those who write every one of them. */
export const allocateDirty = (dtype: DType, size: number): Values =>
  size < onHeapFrom ? arrayOf(dtype, size) : (reserved(dtype, size)?.values ?? largeArray(dtype, size))

/**
 * A block of the heap for numbers that are whatever they were, which lasts until it is released or nobody holds it or its view.
 *
 * @returns nothing if the heap is full, or not there
 */
export function reserve(dtype: DType, size: number): Block | undefined {
  const piece = heap.take(size * bytesPerNumber(dtype))
  return piece && new Block(dtype, size, piece)
}

/** The same for a tensor: it ends with the scope in which it is made. */
function reserved(dtype: DType, size: number): Block | undefined {
  const block = reserve(dtype, size)
  if (block) noteBirth(block)
  return block
}

/** @throws RangeError that says how much was asked for and what to do, if the machine cannot give it */
function largeArray(dtype: DType, size: number): Values {
  try {
    return arrayOf(dtype, size)
  } catch {
    const megabytes = Math.ceil((size * bytesPerNumber(dtype)) / 1e6).toLocaleString('en')
    const narrower = dtype === 'float64' ? "dtype 'float32', which takes half, " : ''
    throw new RangeError(
      `out of memory: no room for ${size.toLocaleString('en')} numbers of ${dtype}, ${megabytes} MB; ` +
        `try smaller batches, ${narrower}or keep fewer large tensors`,
    )
  }
}

/** The address of numbers that lie on the heap; it stays theirs when the heap grows. */
export const addressOf = (values: Values): number | undefined =>
  // Asking a very small array for its buffer makes one, which is dear; the heap's views of that size are read as any others.
  values.byteLength > 64 && values.buffer === heap.buffer ? values.byteOffset : undefined
