// Exact answers for small matrices: the solution of linear equations and the eigenvalues of a symmetric matrix, from mathjs. They serve to
// check what descent finds, so the cost, cubic in the size, does not matter.
import { create, eigsDependencies, lusolveDependencies } from 'mathjs'
import { asTensor } from './broadcast.ts'
import { tensor } from './create.ts'
import { showShape } from './layout.ts'
import { isRecording, record } from './record.ts'
import { Tensor, traceOf } from './tensor.ts'

let functions: ReturnType<typeof makeFunctions> | undefined

// Making mathjs's functions takes a few milliseconds, so that waits for their first use.
const makeFunctions = () => create({ ...eigsDependencies, ...lusolveDependencies }, {})
const mathjs = () => (functions ??= makeFunctions())

/**
 * The eigenvalues of a symmetric matrix, from the smallest to the largest.
 *
 * Those of a Hessian are the curvatures along its axes: all positive at a minimum, of both signs at a saddle.
 *
 * @param symmetric of shape [n, n]
 * @returns of shape [n]
 * @throws RangeError if the matrix is not square or not symmetric; TypeError if a derivative is being taken of it
 * @example eigenvalues(tensor([[2, 1], [1, 2]])) // → [1, 3]
 */
export function eigenvalues(symmetric: Tensor): Tensor<[number]> {
  const a = square('eigenvalues', symmetric)
  if (isRecording() && traceOf(a) !== undefined) throw new TypeError('eigenvalues: no derivative is known; take them outside of the loss')
  const rows = a.cast('float64').toArray() as number[][]
  checkSymmetric(rows)
  const { values } = mathjs().eigs(rows, { eigenvectors: false })
  return tensor([...(values as number[])].sort((x, y) => x - y)) as Tensor<[number]>
}

/**
 * The solution x of the linear equations A x = b.
 *
 * @param matrix A, of shape [n, n]
 * @param right b, of shape [n], or [n, m] for m right sides at once
 * @returns of b's shape; gradients flow to A and to b
 * @throws RangeError if the shapes do not fit or A is singular
 * @example
 * ```ts
 * solve(tensor([[2, 1], [1, 3]]), tensor([1, 2])) // → [0.2, 0.6]
 * solve(ones([2, 2]), tensor([1, 2])) // → RangeError: solve: the matrix [2, 2] is singular: its rows are not independent
 * ```
 */
export function solve(matrix: Tensor, right: Tensor): Tensor {
  const a = square('solve', matrix)
  const b = asTensor('solve', right)
  if (b.shape.length < 1 || b.shape.length > 2 || b.shape[0] !== a.shape[0]) {
    throw new RangeError(`solve: ${showShape(a.shape)} x = ${showShape(b.shape)}: the right side must have ${a.shape[0]} rows`)
  }
  const x = solveColumns(a, b)
  const pullbackA = (g: Tensor): Tensor => column(solve(a.T, g)).matmul(column(x).T).neg()
  return record(x, [a, pullbackA], [b, (g) => solve(a.T, g)])
}

/** The numbers of A⁻¹ B, column by column. */
function solveColumns(a: Tensor, b: Tensor): Tensor {
  const rows = a.toArray() as number[][]
  const columns = column(b).T.toArray() as number[][]
  const solutions = columns.map((rightSide) => {
    try {
      return (mathjs().lusolve(rows, rightSide) as number[][]).flat()
    } catch (error) {
      throw new RangeError(`solve: the matrix ${showShape(a.shape)} is singular: its rows are not independent`, { cause: error })
    }
  })
  return tensor(solutions).T.reshape(b.shape)
}

/** A vector as a matrix of one column; a matrix as it is. */
const column = (x: Tensor): Tensor => (x.shape.length === 1 ? x.reshape([-1, 1]) : x)

function square(operation: string, operand: Tensor): Tensor {
  const x = asTensor(operation, operand)
  if (x.shape.length === 2 && x.shape[0] === x.shape[1] && x.shape[0]! > 0) return x
  throw new RangeError(`${operation}: expected a square matrix, got shape ${showShape(x.shape)}`)
}

function checkSymmetric(rows: number[][]): void {
  const largest = Math.max(...rows.flat().map(Math.abs))
  rows.forEach((row, i) =>
    row.forEach((value, j) => {
      const mirror = rows[j]![i]!
      if (Math.abs(value - mirror) <= 1e-8 * largest) return
      throw new RangeError(`eigenvalues: the matrix is not symmetric: [${i}, ${j}] is ${value}, [${j}, ${i}] is ${mirror}`)
    }),
  )
}
