// What the functions of this folder ask of a matrix.
import { asTensor } from '../broadcast.ts'
import { showShape } from '../layout.ts'
import { type Tensor, valuesOf } from '../tensor.ts'
import { witness } from '../witness.ts'

/** @throws RangeError unless the operand is a matrix with as many rows as columns, and at least one */
export function square(operation: string, operand: Tensor): Tensor {
  const x = asTensor(operation, operand)
  if (x.shape.length === 2 && x.shape[0] === x.shape[1] && x.shape[0]! > 0) return x
  throw new RangeError(`${operation}: expected a square matrix, got shape ${showShape(x.shape)}`)
}

/** The rows of a matrix as arrays of double precision, to work on. @throws RangeError if a number is not finite */
export function rowsOf(operation: string, matrix: Tensor): Float64Array[] {
  const [rows, columns] = matrix.shape as [number, number]
  witness?.read(matrix, operation)
  const values = valuesOf(matrix)
  const bad = values.findIndex((value) => !Number.isFinite(value))
  if (bad >= 0) {
    throw new RangeError(`${operation}: entry [${Math.floor(bad / columns)}, ${bad % columns}] is ${values[bad]}; all must be finite`)
  }
  return Array.from({ length: rows }, (_, i) => Float64Array.from(values.subarray(i * columns, (i + 1) * columns)))
}

/** @throws RangeError unless mirrored entries are equal to eight digits */
export function checkSymmetric(operation: string, rows: readonly Float64Array[]): void {
  const largest = rows.reduce((most, row) => row.reduce((a, b) => Math.max(a, Math.abs(b)), most), 0)
  rows.forEach((row, i) =>
    row.forEach((value, j) => {
      const mirror = rows[j]![i]!
      if (Math.abs(value - mirror) <= 1e-8 * largest) return
      throw new RangeError(`${operation}: the matrix is not symmetric: [${i}, ${j}] is ${value}, [${j}, ${i}] is ${mirror}`)
    }),
  )
}
