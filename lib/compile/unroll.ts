// A small program is written out number by number: every element of every tensor on the way becomes one JavaScript constant. Then tensors,
// shapes and broadcasting cost nothing, moving elements about is only a matter of names, and what the compiler of JavaScript gets is what
// a person would have written by hand. Of a sparse Jacobian only what is not zero is written.
import type { Values } from '../tensor/dtype.ts'
import { sizeOf } from '../tensor/layout.ts'
import { Tensor, valuesOf } from '../tensor/tensor.ts'
import { Code } from './code.ts'
import { Elements, textOf } from './elements.ts'
import { NotUnrolled } from './not-unrolled.ts'
import { dtypeOf, shapeOf, type Program, type Repeatable, type Runnable } from './program.ts'
import { structuralZero } from './zeros.ts'

/** @returns nothing if the program is too long to be written out, or has an operation that cannot be */
export function unroll(program: Program): { run: Runnable; repeat: Repeatable; statements: number } | undefined {
  const code = new Code()
  try {
    write(program, code)
  } catch (obstacle) {
    if (obstacle instanceof NotUnrolled) return undefined
    throw obstacle
  }
  const results = program.results.map((result) => {
    const shape = Object.freeze([...shapeOf(result)])
    return { shape, dtype: dtypeOf(result), size: sizeOf(shape) }
  })
  const compute = code.bind(program.given, results.length)
  // Results this small need not be where vector instructions reach them; an array of their own is made faster.
  const room = (): Values[] => results.map(({ dtype, size }) => (dtype === 'float32' ? new Float32Array(size) : new Float64Array(size)))
  const repeat: Repeatable = (times, given) => {
    const out = compute(given.map(valuesOf), room(), times, times > 1 ? room() : [])
    return results.map(({ shape, dtype }, i) => new Tensor(out[i]!, shape, dtype))
  }
  return { run: (given) => repeat(1, given, []), repeat, statements: code.length }
}

/** Writes the code of all results; their room is all zero before. */
function write({ results }: Program, code: Code): void {
  const elements = new Elements(code)
  results.forEach((result, place) => {
    for (let i = 0, size = sizeOf(shapeOf(result)); i < size; i++) {
      const element = elements.of(result, i)
      if (element !== structuralZero && !Object.is(element, 0)) code.store(place, i, textOf(element))
    }
  })
}
