// The one thing about storage that a person can say.
import { heap } from './heap.ts'

/**
 * How many bytes the numbers of large tensors may take of the memory that vector instructions reach; 1 GiB unless said, 4 GiB at most.
 * Beyond it tensors lie in ordinary arrays: slower to work on, and no less right. With 0 all of them do.
 *
 * @param bytes the limit from now on; without it, nothing changes. What has been taken already stays.
 * @returns the limit
 * @throws RangeError unless it is a number, zero or more
 * @example
 * ```ts
 * memoryLimit() // → 1073741824
 * memoryLimit(-1) // → RangeError: memoryLimit(-1): expected a number of bytes, zero or more
 * ```
 */
export function memoryLimit(bytes?: number): number {
  if (bytes !== undefined) heap.limit = bytes
  return heap.limit
}
