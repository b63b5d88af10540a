// Functions of elements on large tensors: one pass for each operation, kind of numbers and kinds of operands, written when it is first
// used.
import type { Operand } from '../broadcast.ts'
import type { DType, Values } from '../dtype.ts'
import { allocateDirty } from '../storage/index.ts'
import { valuesOf } from '../tensor.ts'
import { canEmit, type Access, type ElementOp, type Formula } from '../wasm/formula/index.ts'
import { kernelsRun, Pass } from './pass.ts'
import { asItLies, type Reading, readingOf } from './reading.ts'

/**
 * What an operation gives for operands that fill one shape.
 *
 * @param size how many elements they have
 * @returns nothing if there is no kernel for it, or they are of different kinds of numbers
 */
export function fastElements(name: string, operands: readonly Operand[], size: number, dtype: DType): Values | undefined {
  if (!canEmit(name) || !kernelsRun()) return undefined
  const { read, columns } = readings(operands)
  if (read.some((operand) => typeof operand !== 'number' && operand.tensor.dtype !== dtype)) return undefined
  const pass = passFor(name, read, dtype)
  const out = allocateDirty(dtype, size)
  const [arrays, numbers] = [[out], [] as number[]]
  for (const operand of read) {
    if (typeof operand === 'number') numbers.push(operand)
    else arrays.push(valuesOf(operand.tensor))
  }
  const rowLength = columns ?? size
  pass.run(size / rowLength, rowLength, arrays, numbers)
  return out
}

/** How operands are read side by side: what they repeat must have one length of rows. Who has another is read as it lies. */
function readings(operands: readonly Operand[]): { read: (Reading | number)[]; columns: number | undefined } {
  let columns: number | undefined
  const read = operands.map((operand) => {
    if (typeof operand === 'number') return operand
    const reading = readingOf(operand)
    columns ??= reading.columns
    return reading.columns === undefined || reading.columns === columns ? reading : asItLies(operand)
  })
  return { read, columns }
}

type Kind = Access | 'number'
const kinds: readonly Kind[] = ['full', 'row', 'column', 'scalar', 'number']
const kindOf = (operand: Reading | number): Kind => (typeof operand === 'number' ? 'number' : operand.access)

/** For each operation its passes, at a number whose digits are the kinds of its operands. */
const passes = new Map<string, Pass[]>()

function passFor(name: string, read: readonly (Reading | number)[], dtype: DType): Pass {
  const exponent = name === 'pow' ? read[1] : undefined
  const isProduct = typeof exponent === 'number' && productsFor.includes(exponent)
  const key = isProduct ? `${name} ${exponent}` : name
  let known = passes.get(key)
  if (!known) passes.set(key, (known = []))
  let number = dtype === 'float32' ? 1 : 0
  for (const operand of read) number = number * kinds.length + kinds.indexOf(kindOf(operand))
  return (known[number] ??= written(name as ElementOp, read.map(kindOf), dtype, isProduct ? exponent : undefined))
}

/** Powers with these exponents are products, and have a pass of their own. */
const productsFor = [0, 1, 2, 3, -1]

function written(op: ElementOp, operands: readonly Kind[], type: DType, exponent: number | undefined): Pass {
  const inputs: Access[] = []
  let parameters = 0
  const of = operands.map((kind): Formula => {
    if (kind !== 'number') return { op: 'input', index: inputs.push(kind) - 1 }
    return { op: 'parameter', index: parameters++ }
  })
  if (exponent !== undefined) of[1] = { op: 'constant', value: exponent }
  return new Pass({ type, inputs, parameters, outputs: [{ kind: 'store', formula: { op, of } }] })
}
