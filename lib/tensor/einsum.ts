// Products of two tensors said by naming their axes. A name in both and not in the result is summed over; a name in both and in the result
// is a batch. So every einsum is a matrix product between rearrangements: [batch, kept of a, summed] @ [batch, summed, kept of b].
import { asTensor } from './broadcast.ts'
import { showShape, sizeOf, stridesOf } from './layout.ts'
import { matmul } from './product.ts'
import { gather } from './rearrange.ts'
import type { Tensor } from './tensor.ts'
import type { Shape } from './types/index.ts'
import { Walk } from './walk.ts'

/**
 * The product of two tensors with their axes named: Einstein's sum.
 *
 * Axes that share a name run together; those whose name is missing in the result are summed over. A name that comes twice in one operand
 * means its diagonal.
 *
 * @param names `'ij,jk->ik'`: a letter for each axis of a, of b, and of the result
 * @throws RangeError if the names do not fit the shapes or each other
 * @example
 * ```ts
 * const [a, b] = [tensor([[1, 2], [3, 4]]), tensor([[1, 0], [0, 2]])]
 * einsum('ij,jk->ik', a, b) // → [[1, 4], [3, 8]]
 * einsum('ij,ij->i', a, b) // → [1, 8]
 * einsum('ij,kj->', a, b) // → 16
 * einsum('ij,jk->ik', a, zeros([3, 2])) // → RangeError: einsum 'ij,jk->ik': j is 2 in [2, 2] and 3 in [3, 2]
 * ```
 */
export function einsum(names: string, a: Tensor, b: Tensor): Tensor {
  const [left, right] = [asTensor('einsum', a), asTensor('einsum', b)]
  const { inputs: [namesA, namesB], output } = parse(names)
  const sizes = sizesOf(names, [namesA, namesB], [left, right])
  const unknown = output.find((name) => !sizes.has(name))
  if (unknown !== undefined) throw new RangeError(`einsum '${names}': ${unknown} is in the result and in no operand`)

  const [inA, inB, inOutput] = [new Set(namesA), new Set(namesB), new Set(output)]
  const batch = output.filter((name) => inA.has(name) && inB.has(name))
  const keptA = output.filter((name) => !inB.has(name))
  const keptB = output.filter((name) => !inA.has(name))
  const summed = [...inA].filter((name) => inB.has(name) && !inOutput.has(name))

  const shapeOf = (axes: readonly string[]): number[] => axes.map((name) => sizes.get(name)!)
  const block = (...groups: string[][]): Shape => groups.map((group) => sizeOf(shapeOf(group)))
  const matrixA = arranged(left, namesA, [...batch, ...keptA, ...summed], sizes).reshape(block(batch, keptA, summed))
  const matrixB = arranged(right, namesB, [...batch, ...summed, ...keptB], sizes).reshape(block(batch, summed, keptB))
  const made = [...batch, ...keptA, ...keptB]
  const product: Tensor = matmul(matrixA, matrixB)
  return product.reshape(shapeOf(made)).transpose(output.map((name) => made.indexOf(name))) as Tensor
}

interface Names {
  inputs: [string[], string[]]
  output: string[]
}

function parse(names: string): Names {
  const [, a, b, output] = /^([a-zA-Z]*),([a-zA-Z]*)->([a-zA-Z]*)$/.exec(names.replaceAll(' ', '')) ?? []
  if (a === undefined || b === undefined || output === undefined) {
    throw new RangeError(`einsum '${names}': expected a letter for each axis of two operands and of the result, as in 'ij,jk->ik'`)
  }
  const twice = [...output].find((name, i) => output.indexOf(name) !== i)
  if (twice !== undefined) throw new RangeError(`einsum '${names}': ${twice} comes twice in the result`)
  return { inputs: [[...a], [...b]], output: [...output] }
}

/** The size of every name. @throws RangeError unless each name has one size and each axis a name */
function sizesOf(names: string, inputs: readonly string[][], operands: readonly Tensor[]): Map<string, number> {
  const sizes = new Map<string, { size: number; shape: Shape }>()
  inputs.forEach((axes, operand) => {
    const { shape } = operands[operand]!
    if (axes.length !== shape.length) {
      const named = `'${axes.join('')}' names ${axes.length} axes`
      throw new RangeError(`einsum '${names}': ${named} and shape ${showShape(shape)} has ${shape.length}`)
    }
    axes.forEach((name, axis) => {
      const size = shape[axis]!
      const known = sizes.get(name)
      if (known !== undefined && known.size !== size) {
        throw new RangeError(`einsum '${names}': ${name} is ${known.size} in ${showShape(known.shape)} and ${size} in ${showShape(shape)}`)
      }
      sizes.set(name, { size, shape })
    })
  })
  return new Map([...sizes].map(([name, { size }]) => [name, size]))
}

/** x with its axes in the wanted order. Names that are not wanted are summed over; a name that came twice is read along the diagonal. */
function arranged(x: Tensor, names: readonly string[], wanted: readonly string[], sizes: ReadonlyMap<string, number>): Tensor {
  const unwanted = [...new Set(names)].filter((name) => !wanted.includes(name))
  const order = [...wanted, ...unwanted]
  const shape = order.map((name) => sizes.get(name)!)
  const own = stridesOf(x.shape)
  const strides = order.map((name) => names.reduce((sum, other, axis) => (other === name ? sum + own[axis]! : sum), 0))
  const read = gather(x, Walk.along(shape, strides))
  return unwanted.length === 0 ? read : unwanted.reduce((rest) => rest.sum(-1), read)
}
