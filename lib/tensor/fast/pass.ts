// A pass over elements, ready to run: the kernel, and the way to it for numbers wherever they lie. On the heap the kernel reaches them in
// place. Numbers of ordinary arrays go through the staging area, all at once if they are few, and a part after another otherwise.
import type { Values } from '../dtype.ts'
import { addressOf, heap } from '../storage/index.ts'
import { type Access, type OutputKind, passFunction, type PassSpec } from '../wasm/formula/index.ts'
import { instantiate, type Kernel } from '../wasm/module.ts'
import { wasm } from '../wasm/runtime.ts'
import { copyIn, copyOut, slotAddress, slotBytes, stagingIsThere } from './staging.ts'

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
export const kernelsRun = (): boolean => !isOff && wasm !== undefined && stagingIsThere()

export class Pass {
  /** How many of its arrays are outputs; they come first. */
  readonly #outputs: number
  /** How each array lies in the matrix. */
  readonly #along: readonly Access[]
  readonly #kernel: Kernel

  /** To be made when `kernelsRun()`. */
  constructor(spec: PassSpec) {
    this.#outputs = spec.outputs.length
    this.#along = [...spec.outputs.map(({ kind }) => alongOutput[kind]), ...spec.inputs]
    this.#kernel = instantiate(wasm!, { pass: passFunction(spec) }, heap.memory!).pass
  }

  /**
   * Runs over a matrix.
   *
   * @param arrays the numbers of the outputs, then those of the inputs
   * @returns false if it cannot, because they lie in ordinary arrays and what is gathered must not be gathered in parts
   */
  run(rows: number, columns: number, arrays: readonly Values[], numbers: readonly number[]): boolean {
    if (!arrays.every(isReached)) return this.#inParts(rows, columns, arrays, numbers)
    this.#call(rows, columns, arrays, numbers)
    return true
  }

  #call(rows: number, columns: number, arrays: readonly Values[], numbers: readonly number[]): void {
    const parameters = [rows, columns]
    for (let i = 0; i < arrays.length; i++) {
      const address = addressOf(arrays[i]!)
      if (address === undefined && i >= this.#outputs) copyIn(arrays[i]!, i)
      parameters.push(address ?? slotAddress(i))
    }
    for (const number of numbers) parameters.push(number)
    this.#kernel(...parameters)
    for (let i = 0; i < this.#outputs; i++) if (addressOf(arrays[i]!) === undefined) copyOut(i, arrays[i]!)
  }

  /** So many whole rows at a time, or parts of a row. */
  #inParts(rows: number, columns: number, arrays: readonly Values[], numbers: readonly number[]): boolean {
    const slotLength = slotBytes / arrays[0]!.BYTES_PER_ELEMENT
    const columnsAtOnce = Math.min(columns, slotLength)
    const rowsAtOnce = Math.min(rows, Math.max(1, Math.floor(slotLength / columns)))
    if (!this.#canBeIn(rowsAtOnce < rows, columnsAtOnce < columns)) return false
    for (let row = 0; row < rows; row += rowsAtOnce) {
      for (let column = 0; column < columns; column += columnsAtOnce) {
        const part = { row, rows: Math.min(rowsAtOnce, rows - row), column, columns: Math.min(columnsAtOnce, columns - column) }
        this.#call(part.rows, part.columns, arrays.map((values, i) => partOf(values, part, this.#along[i]!, columns)), numbers)
      }
    }
    return true
  }

  /** What is stored can be so in any parts; what is gathered over a row, in whole rows. */
  #canBeIn(partsOfRows: boolean, partsOfColumns: boolean): boolean {
    const outputs = this.#along.slice(0, this.#outputs)
    return outputs.every((along) => along === 'full' || (along === 'column' && !partsOfColumns) || !(partsOfRows || partsOfColumns))
  }
}

const isReached = (values: Values): boolean => values.byteLength <= slotBytes || addressOf(values) !== undefined

/** How the results lie in the matrix, in the words for inputs. */
export const alongOutput: Readonly<Record<OutputKind, Access>> = {
  store: 'full',
  rowSum: 'column', rowMax: 'column', rowMin: 'column',
  columnSum: 'row',
  sum: 'scalar', max: 'scalar', min: 'scalar',
}

/** What is worked on at a time: whole rows, or a part of one. */
interface Part {
  row: number
  rows: number
  column: number
  columns: number
}

/** The numbers of an array that take part. */
function partOf(values: Values, { row, rows, column, columns }: Part, along: Access, rowLength: number): Values {
  switch (along) {
    case 'full': return values.subarray(row * rowLength + column, row * rowLength + column + rows * columns)
    case 'row': return values.subarray(column, column + columns)
    case 'column': return values.subarray(row, row + rows)
    case 'scalar': return values
  }
}

const passes = new Map<string, Pass>()

/** The pass of this name, written when it is first asked for. To be asked for when `kernelsRun()`. */
export function passBy(name: string, spec: () => PassSpec): Pass {
  let pass = passes.get(name)
  if (!pass) passes.set(name, (pass = new Pass(spec())))
  return pass
}
