// Eigenvalues and eigenvectors of a symmetric matrix, by Jacobi's method: turn the plane of two axes so that their mixed entry vanishes,
// again and again through all pairs. What is left on the diagonal are the eigenvalues, and the turns together are the eigenvectors.
import { eye, tensor } from '../create.ts'
import { record } from '../record.ts'
import type { Tensor } from '../tensor.ts'
import { pullbackOfValues, pullbackOfVectors } from './eigen-derivatives.ts'
import { checkSymmetric, rowsOf, square } from './matrix.ts'

/** What {@link eigen} gives. */
export interface Eigen {
  /** The eigenvalues, from the smallest to the largest, [n]. */
  readonly values: Tensor<[number]>
  /** The eigenvectors as columns, in the order of the values, each of length 1, [n, n]. */
  readonly vectors: Tensor<[number, number]>
}

/**
 * The eigenvalues of a symmetric matrix, from the smallest to the largest.
 *
 * Those of a Hessian are the curvatures along its axes: all positive at a minimum, of both signs at a saddle.
 *
 * @param symmetric of shape [n, n]
 * @returns of shape [n]; gradients flow to the matrix, as symmetric matrices
 * @throws RangeError if the matrix is not square, not symmetric or not finite
 * @example eigenvalues(tensor([[2, 1], [1, 2]])) // → [1, 3]
 */
export const eigenvalues = (symmetric: Tensor): Tensor<[number]> => decompose('eigenvalues', symmetric).values

/**
 * The eigenvalues λ and eigenvectors V of a symmetric matrix A: A V = V diag(λ).
 *
 * The columns of V are the axes of the bowl ½ wᵀA w, and at right angles to each other. The largest entry of each is positive.
 *
 * @param symmetric A, of shape [n, n]
 * @returns `values`, [n], rising, and `vectors`, [n, n], a column for each; gradients flow through both, as symmetric matrices
 * @throws RangeError if the matrix is not square, not symmetric or not finite, or if a derivative is taken of eigenvectors whose
 * eigenvalues are equal, for they may be any in a plane
 * @see Golub & Van Loan, Matrix Computations, section 8.5
 * @example
 * ```ts
 * const { values, vectors } = eigen(tensor([[2, 1], [1, 2]]))
 * values // → [1, 3]
 * vectors // → [[-0.7071, 0.7071], [0.7071, 0.7071]]
 * ```
 */
export const eigen = (symmetric: Tensor): Eigen => decompose('eigen', symmetric)

const MOST_SWEEPS = 60 // ten do for any matrix seen; the method converges quadratically in the end

function decompose(operation: string, symmetric: Tensor): Eigen {
  const matrix = square(operation, symmetric)
  const a = rowsOf(operation, matrix)
  checkSymmetric(operation, a)
  const n = a.length
  const v = rowsOf(operation, eye(n)) // its rows will be the eigenvectors
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let turned = false
    for (let p = 0; p < n - 1; p++) for (let q = p + 1; q < n; q++) turned = turn(a, v, p, q) || turned
    if (!turned) break
  }
  const order = a.map((row, i) => ({ value: row[i]!, vector: pointed(v[i]!) })).sort((x, y) => x.value - y.value)
  const { dtype } = matrix
  const plainVectors: Tensor = tensor(order.map(({ vector }) => vector), { dtype }).T
  const plainValues: Tensor = tensor(order.map(({ value }) => value), { dtype })
  // Each derivative needs both, and so may itself be differentiated.
  const vectors = record(plainVectors, [matrix, (g) => pullbackOfVectors(operation, g, values, vectors)])
  const values = record(plainValues, [matrix, (g) => pullbackOfValues(g, vectors)])
  return { values, vectors } as Eigen
}

/** Turns axes p and q so that a[p][q] vanishes. Does nothing, and says so, if it is negligible already. */
function turn(a: Float64Array[], v: Float64Array[], p: number, q: number): boolean {
  const mixed = a[p]![q]!
  if (Math.abs(mixed) <= Number.EPSILON * Math.sqrt(Math.abs(a[p]![p]!)) * Math.sqrt(Math.abs(a[q]![q]!)) || mixed === 0) return false
  const cotangent = (a[q]![q]! / 2 - a[p]![p]! / 2) / mixed // of twice the angle; the halves keep it from overflowing
  const tangent = cotangent === 0 ? 1 : Math.sign(cotangent) / (Math.abs(cotangent) + Math.hypot(1, cotangent))
  const cosine = 1 / Math.hypot(1, tangent)
  const sine = tangent * cosine
  for (const row of a) combine(row, row, p, q, cosine, sine)
  for (let k = 0; k < a.length; k++) combine(a[p]!, a[q]!, k, k, cosine, sine)
  for (let k = 0; k < v.length; k++) combine(v[p]!, v[q]!, k, k, cosine, sine)
  a[p]![q] = a[q]![p] = 0
  return true
}

/** Turns the pair of numbers x[i] and y[j] by the angle. */
function combine(x: Float64Array, y: Float64Array, i: number, j: number, cosine: number, sine: number): void {
  const [first, second] = [x[i]!, y[j]!]
  x[i] = cosine * first - sine * second
  y[j] = sine * first + cosine * second
}

/** An eigenvector may point either way: its largest entry, the last of equal ones, is made positive. */
function pointed(vector: Float64Array): number[] {
  const largest = vector.reduce((best, value) => (Math.abs(value) >= Math.abs(best) - 1e-12 ? value : best), 0)
  return Array.from(vector, (value) => (largest < 0 ? -value : value) + 0)
}
