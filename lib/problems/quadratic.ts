// The bowl: every smooth loss looks like one near its minimum, and on it every method's rate has a formula. The eigenvalues are the
// curvatures along the bowl's axes; the condition number is the ratio of the largest to the smallest; the angle turns the axes away from
// the parameters.
import { eye, tensor, type Tensor } from '../tensor/index.ts'
import { cube, type Problem, vector } from './problem.ts'

/** Options of {@link quadratic}. */
export interface QuadraticOptions {
  /** λmax / λmin; 10 unless said. The eigenvalues are spread evenly, on a logarithmic scale, from 1 to it. */
  conditionNumber?: number
  /** n; 2 unless said. */
  dimension?: number
  /** The eigenvalues themselves, in place of the two above. */
  eigenvalues?: readonly number[]
  /** By how much the axes are turned, in radians, in the plane of each two neighbouring ones. 0 unless said. */
  angle?: number
  /** Where descents begin, [n]; all ones, turned like the axes, unless said. */
  start?: Tensor
}

/** The bowl with its matrix and the eigenvalues of that, from small to large. */
export interface Quadratic extends Problem {
  /** A, [n, n], the Hessian everywhere. */
  readonly matrix: Tensor
  readonly eigenvalues: readonly number[]
}

/**
 * The quadratic L(w) = ½ wᵀA w with A = R diag(λ) Rᵀ; lowest at 0, where it is 0.
 *
 * @throws RangeError unless the condition number is at least 1, or if an eigenvalue is negative
 * @example
 * ```ts
 * problems.quadratic({ conditionNumber: 100 }).eigenvalues // → [ 1, 100 ]
 * problems.quadratic({ eigenvalues: [1, 3], angle: Math.PI / 4 }).matrix // → [[2, -1], [-1, 2]]
 * ```
 */
export function quadratic(options: QuadraticOptions = {}): Quadratic {
  const { conditionNumber = 10, dimension = 2, angle = 0 } = options
  if (!(conditionNumber >= 1)) throw new RangeError(`quadratic({ conditionNumber: ${conditionNumber} }): conditionNumber must be 1 or more`)
  const spread = (i: number): number => (dimension === 1 ? 1 : i / (dimension - 1))
  const eigenvalues = options.eigenvalues ?? Array.from({ length: dimension }, (_, i) => conditionNumber ** spread(i))
  const negative = eigenvalues.find((lambda) => !(lambda >= 0))
  if (negative !== undefined) {
    throw new RangeError(`quadratic({ eigenvalues: [${eigenvalues.join(', ')}] }): none may be below 0, for want of a minimum`)
  }

  const n = eigenvalues.length
  const turned = rotation(n, angle)
  const matrix: Tensor = turned.mul(tensor([...eigenvalues])).matmul(turned.T)
  return {
    name: `quadratic, condition number ${Math.max(...eigenvalues) / Math.min(...eigenvalues)}${angle === 0 ? '' : ', turned'}`,
    loss: (w) => w.dot(matrix.cast(w.dtype).matmul(w)).div(2),
    start: options.start ?? turned.matmul(vector(n, () => 1)),
    minimum: vector(n, () => 0),
    value: 0,
    region: cube(n, -2, 2),
    matrix,
    eigenvalues: [...eigenvalues].sort((a, b) => a - b),
  }
}

/** R, [n, n]: a turn in the plane of axes 0 and 1, then of 1 and 2, and so on. Its columns are the turned axes. */
function rotation(n: number, angle: number): Tensor {
  let R: Tensor = eye(n)
  for (let axis = 0; axis + 1 < n; axis++) R = R.matmul(planeRotation(n, axis, angle))
  return R
}

function planeRotation(n: number, axis: number, angle: number): Tensor {
  const rows = eye(n).toArray() as number[][]
  rows[axis]![axis] = rows[axis + 1]![axis + 1] = Math.cos(angle)
  rows[axis]![axis + 1] = -Math.sin(angle)
  rows[axis + 1]![axis] = Math.sin(angle)
  return tensor(rows)
}
