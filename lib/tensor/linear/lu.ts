// Gaussian elimination: P A = L U, where P puts the rows in another order, L is lower triangular with ones on its diagonal and U is upper
// triangular. Of the rows that are left, the one with the largest entry comes next, which keeps round-off small.

/** P A = L U, for A of n rows. */
export interface Lu {
  /** L below the diagonal (its own is all ones) and U on it and above. */
  readonly rows: readonly Float64Array[]
  /** Row i of P A is row `order[i]` of A. */
  readonly order: readonly number[]
  /** 1 if the rows were swapped an even number of times, else -1. */
  readonly sign: number
  /** Is nothing but round-off left of some row when the others are taken from it? */
  readonly singular: boolean
}

/** Factors a matrix, whose rows are overwritten. */
export function factor(rows: Float64Array[]): Lu {
  const n = rows.length
  const order = rows.map((_, i) => i)
  const sizes = rows.map((row) => row.reduce((a, b) => Math.max(a, Math.abs(b)), 0))
  let [sign, singular] = [1, false]
  for (let k = 0; k < n; k++) {
    const pivot = largestBelow(rows, k)
    if (pivot !== k) {
      ;[rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!]
      ;[order[k], order[pivot]] = [order[pivot]!, order[k]!]
      sign = -sign
    }
    const head = rows[k]![k]!
    // Rows are judged each by its own size: one of small numbers is not a combination of the others for that.
    if (Math.abs(head) <= n * Number.EPSILON * sizes[order[k]!]!) singular = true
    if (head === 0) continue
    for (let i = k + 1; i < n; i++) eliminate(rows[i]!, rows[k]!, k)
  }
  return { rows, order, sign, singular }
}

/** The row from k on whose entry in column k is largest. */
function largestBelow(rows: readonly Float64Array[], k: number): number {
  let best = k
  for (let i = k + 1; i < rows.length; i++) if (Math.abs(rows[i]![k]!) > Math.abs(rows[best]![k]!)) best = i
  return best
}

/** Takes from a row so much of the pivot row that its entry in column k is gone; how much is kept in that entry's place. */
function eliminate(row: Float64Array, pivotRow: Float64Array, k: number): void {
  const share = row[k]! / pivotRow[k]!
  row[k] = share
  for (let j = k + 1; j < row.length; j++) row[j]! -= share * pivotRow[j]!
}

/** The x of A x = b: forwards through L y = P b, backwards through U x = y. */
export function substitute({ rows, order }: Lu, b: ArrayLike<number>): Float64Array {
  const n = rows.length
  const x = Float64Array.from(order, (row) => b[row]!)
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) x[i]! -= rows[i]![j]! * x[j]!
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i + 1; j < n; j++) x[i]! -= rows[i]![j]! * x[j]!
    x[i]! /= rows[i]![i]!
  }
  return x
}
