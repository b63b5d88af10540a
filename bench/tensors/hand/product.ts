// A product of square matrices in blocks of 2 rows and 4 columns, whose eight sums stay in registers; the 4 columns are first copied so
// that they lie together.
import type { Inputs, Ready, Task } from '../work.ts'

/** @throws RangeError unless n is a multiple of 4 */
export function product(inputs: Inputs, { dtype, size: n }: Task): Ready {
  if (n % 4 !== 0) throw new RangeError(`product: ${n} is not a multiple of 4`)
  const A = inputs.read('product-A', dtype, n * n)
  const B = inputs.read('product-B', dtype, n * n)
  const C = A.slice()
  const columns = A.slice(0, 4 * n)
  const run = (): void => {
    for (let j = 0; j < n; j += 4) {
      for (let k = 0; k < n; k++) for (let c = 0; c < 4; c++) columns[4 * k + c] = B[k * n + j + c]!
      for (let i = 0; i < n; i += 2) {
        let c00 = 0, c01 = 0, c02 = 0, c03 = 0
        let c10 = 0, c11 = 0, c12 = 0, c13 = 0
        const upper = i * n
        const lower = upper + n
        for (let k = 0, q = 0; k < n; k++, q += 4) {
          const x = A[upper + k]!
          const y = A[lower + k]!
          const b0 = columns[q]!
          const b1 = columns[q + 1]!
          const b2 = columns[q + 2]!
          const b3 = columns[q + 3]!
          c00 += x * b0
          c01 += x * b1
          c02 += x * b2
          c03 += x * b3
          c10 += y * b0
          c11 += y * b1
          c12 += y * b2
          c13 += y * b3
        }
        C[upper + j] = c00
        C[upper + j + 1] = c01
        C[upper + j + 2] = c02
        C[upper + j + 3] = c03
        C[lower + j] = c10
        C[lower + j + 1] = c11
        C[lower + j + 2] = c12
        C[lower + j + 3] = c13
      }
    }
  }
  return { run, result: () => (run(), [C]) }
}
