// A pass over elements, ready to run: the kernel, and the way to it for numbers wherever they lie. On the heap the kernel reaches them in
// place. Numbers of ordinary arrays go through a small staging area of the heap, a part after another, each so small that it stays in the
// processor's cache.
import type { Values } from '../dtype.ts'
import { addressOf, heap } from '../storage/index.ts'
import type { Access, OutputKind, PassSpec } from '../wasm/formula/index.ts'
import { passFunction } from '../wasm/formula/index.ts'
import { instantiate, type Kernel } from '../wasm/module.ts'
import { wasm } from '../wasm/runtime.ts'

const slots = 8
const slotBytes = 32 * 1024
let stagingAddress: number | undefined
let isOff = false

/** For tests: everything is done by plain loops. */
export function withoutKernels<Result>(run: () => Result): Result {
  const before = isOff
  isOff = true
  try {
    return run()
  } finally {
    isOff = before
  }
}

/** Whether kernels can be had. It may ask for a piece of the heap: look at numbers afterwards. */
export function kernelsRun(): boolean {
  if (isOff || !wasm) return false
  stagingAddress ??= heap.take(slots * slotBytes)?.address
  return stagingAddress !== undefined
}

/** Which part of a matrix is worked on at a time. */
interface Part {
  row: number
  rows: number
  column: number
  columns: number
}

export class Pass {
  readonly #spec: PassSpec
  readonly #kernel: Kernel

  /** To be made when `kernelsRun()`. */
  constructor(spec: PassSpec) {
    this.#spec = spec
    this.#kernel = instantiate(wasm!, { pass: passFunction(spec) }, heap.memory!).pass
  }

  /**
   * Runs over a matrix.
   *
   * @param arrays the numbers of the outputs, then those of the inputs
   * @returns false if it cannot, because they lie in ordinary arrays and what is gathered must not be gathered in parts
   */
  run(rows: number, columns: number, arrays: readonly Values[], numbers: readonly number[]): boolean {
    const parameters = [rows, columns]
    for (const values of arrays) {
      const address = addressOf(values)
      if (address === undefined) return this.#staged(rows, columns, arrays, numbers)
      parameters.push(address)
    }
    for (const number of numbers) parameters.push(number)
    this.#kernel(...parameters)
    return true
  }

  #staged(rows: number, columns: number, arrays: readonly Values[], numbers: readonly number[]): boolean {
    const slotLength = slotBytes / arrays[0]!.BYTES_PER_ELEMENT
    const addresses = arrays.map(addressOf)
    const fits = arrays.every((values, i) => addresses[i] !== undefined || values.length <= slotLength)
    const columnsAtOnce = fits ? columns : Math.min(columns, slotLength)
    const rowsAtOnce = fits ? rows : Math.max(1, Math.floor(slotLength / columns))
    if (!this.#canBeIn(rowsAtOnce < rows, columnsAtOnce < columns)) return false
    for (let row = 0; row < rows; row += rowsAtOnce) {
      for (let column = 0; column < columns; column += columnsAtOnce) {
        const part = { row, rows: Math.min(rowsAtOnce, rows - row), column, columns: Math.min(columnsAtOnce, columns - column) }
        this.#runPart(part, columns, arrays, addresses, numbers)
      }
    }
    return true
  }

  /** What is stored can be so in any parts; what is gathered over a row, in whole rows. */
  #canBeIn(partsOfRows: boolean, partsOfColumns: boolean): boolean {
    return this.#spec.outputs.every(({ kind }) => {
      const along = alongOutput[kind]
      return along === 'full' || (along === 'column' && !partsOfColumns) || !(partsOfRows || partsOfColumns)
    })
  }

  #runPart(
    part: Part, columns: number, arrays: readonly Values[], addresses: readonly (number | undefined)[], numbers: readonly number[],
  ): void {
    const { outputs, inputs } = this.#spec
    const staged: { values: Values; slot: Values }[] = []
    const parameters = [part.rows, part.columns]
    arrays.forEach((values, i) => {
      const along = i < outputs.length ? alongOutput[outputs[i]!.kind] : inputs[i - outputs.length]!
      const { start, length } = stretchOf(part, along, columns)
      const address = addresses[i]
      if (address !== undefined) {
        parameters.push(address + start * values.BYTES_PER_ELEMENT)
        return
      }
      const slot = slotOf(values, i, length)
      const piece = values.subarray(start, start + length)
      if (i < outputs.length) staged.push({ values: piece, slot })
      else slot.set(piece)
      parameters.push(slot.byteOffset)
    })
    this.#kernel(...parameters, ...numbers)
    for (const { values, slot } of staged) values.set(slot)
  }
}

const passes = new Map<string, Pass>()

/** The pass of this name, written when it is first asked for. To be asked for when `kernelsRun()`. */
export function passBy(name: string, spec: () => PassSpec): Pass {
  let pass = passes.get(name)
  if (!pass) passes.set(name, (pass = new Pass(spec())))
  return pass
}

/** How the results lie in the matrix, in the words for inputs. */
const alongOutput: Readonly<Record<OutputKind, Access>> = {
  store: 'full',
  rowSum: 'column', rowMax: 'column', rowMin: 'column',
  columnSum: 'row',
  sum: 'scalar', max: 'scalar', min: 'scalar',
}

/** Which numbers of an array take part in a part of the matrix, which is whole rows or lies in one. */
function stretchOf({ row, rows, column, columns }: Part, along: Access, rowLength: number): { start: number; length: number } {
  switch (along) {
    case 'full': return { start: row * rowLength + column, length: rows * columns }
    case 'row': return { start: column, length: columns }
    case 'column': return { start: row, length: rows }
    case 'scalar': return { start: 0, length: 1 }
  }
}

function slotOf(like: Values, index: number, length: number): Values {
  const Kind = like instanceof Float32Array ? Float32Array : Float64Array
  return new Kind(heap.buffer!, stagingAddress! + index * slotBytes, length)
}
