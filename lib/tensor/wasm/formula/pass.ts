// A pass over a matrix of elements as a function: row by row, several vectors of elements at a time, and what is left at the end of a row
// one by one, so that nothing beyond an array is touched.
//
// Sums of columns go the other way: a strip of columns, as wide as several vectors, from the first row to the last, then the next strip; so
// that the sums of a strip stay in registers.
import { longRun } from '../../total.ts'
import { i32, type Local, type Vector } from '../expression.ts'
import { FunctionBody } from '../function.ts'
import { blockSizes } from './blocks.ts'
import { Evaluation } from './elements.ts'
import { Emitter } from './emitter.ts'
import { type Formula, goTogether, type PassSpec } from './formula.ts'
import type { Gathering } from './gathering.ts'
import { invariants } from './invariant.ts'
import { gathering } from './outputs.ts'
import { Input, Places } from './places.ts'

/**
 * The function of a pass. Its parameters are: rows, columns, the addresses of the outputs, the addresses of the inputs (all whole numbers),
 * then the plain numbers. An output may lie where an input lies that is read at the same element.
 *
 * @throws RangeError for an operation that has no vector code, or kinds of outputs that do not go together
 */
export function passFunction(spec: PassSpec): FunctionBody {
  const kinds = spec.outputs.map(({ kind }) => kind)
  if (!goTogether(kinds)) throw new RangeError(`passFunction: outputs that do not go together: ${kinds.join(', ')}`)
  return new Pass(spec).written()
}

class Pass {
  readonly #spec: PassSpec
  readonly #f = new FunctionBody()
  readonly #e: Emitter
  readonly #places: Places
  readonly #inputs: Input[]
  readonly #parameters: Local<'v128'>[]
  /** The values that are the same for a row, or for the whole pass. */
  readonly #known = new Map<Formula, Local<'v128'>>()
  readonly #invariants: { pass: Formula[]; row: Formula[] }
  readonly #outputs: { formula: Formula; gathering: Gathering }[]
  readonly #stepInAll: Local<'i32'>
  readonly #stepInRow: Local<'i32'>

  constructor(spec: PassSpec) {
    this.#spec = spec
    const f = this.#f
    this.#e = new Emitter(f, spec.type)
    const [rows, columns] = f.parameters(2)
    const to = spec.outputs.map(() => f.parameters(1)[0])
    const from = spec.inputs.map(() => f.parameters(1)[0])
    const numbers = f.numbers(spec.parameters)
    this.#places = new Places(this.#e, rows, columns)
    this.#inputs = spec.inputs.map((access, index) => new Input(this.#e, this.#places, access, from[index]!))
    const [stepInAll, stepInRow] = f.locals('i32', 2)
    this.#stepInAll = stepInAll
    this.#stepInRow = stepInRow
    const steps = { all: stepInAll, row: stepInRow }
    this.#outputs = spec.outputs.map((output, index) => ({
      formula: output.formula,
      gathering: gathering(this.#e, output, to[index]!, this.#places, steps),
    }))
    this.#invariants = invariants(spec.outputs, spec.inputs)
    this.#parameters = numbers.map((number) => {
      const local = f.local('v128')
      f.set(local, this.#e.toAllLanes(number))
      return local
    })
  }

  written(): FunctionBody {
    const { rows, columns } = this.#places
    const f = this.#f
    if (this.#isFlat) {
      f.set(columns, i32.mul(rows, columns))
      f.set(rows, i32.of(1))
    }
    f.set(this.#stepInAll, i32.atLeast(i32.mul(rows, columns), longRun))
    f.set(this.#stepInRow, i32.atLeast(columns, longRun))
    for (const input of this.#inputs) input.start()
    this.#know(this.#invariants.pass)
    if (this.#has('columnSum')) this.#downStrips()
    else this.#alongRows()
    return f
  }

  #has(kind: string): boolean {
    return this.#spec.outputs.some((output) => output.kind === kind)
  }

  /** Whether the matrix may as well be one row. */
  get #isFlat(): boolean {
    const { inputs, outputs } = this.#spec
    return inputs.every((access) => access === 'full' || access === 'scalar')
      && outputs.every(({ kind }) => kind === 'store' || kind === 'sum' || kind === 'max' || kind === 'min')
  }

  #alongRows(): void {
    const f = this.#f
    const { rows, columns, inRow } = this.#places
    const { bytes } = this.#e.numbers
    const [left, end, endOfBlocks, inBlocks] = f.locals('i32', 4)
    f.set(end, i32.mul(columns, bytes))
    // Short runs are added up number by number.
    f.set(inBlocks, end)
    if (this.#has('sum')) f.set(inBlocks, i32.mul(inBlocks, this.#stepInAll))
    if (this.#has('rowSum')) f.set(inBlocks, i32.mul(inBlocks, this.#stepInRow))
    this.#each('all', (gathering) => gathering.begin())
    f.set(left, rows)
    f.while(i32.greater(left, 0), () => {
      this.#startRow()
      this.#each('row', (gathering) => gathering.begin())
      f.set(inRow, i32.of(0))
      for (const vectors of blockSizes(this.#spec)) {
        f.set(endOfBlocks, i32.and(inBlocks, -16 * vectors))
        f.while(i32.less(inRow, endOfBlocks), () => {
          for (let index = 0; index < vectors; index++) this.#vector(index)
          this.#places.along(16 * vectors)
        })
      }
      f.while(i32.less(inRow, end), () => {
        this.#one()
        this.#places.along(bytes)
      })
      this.#each('row', (gathering) => gathering.finish())
      for (const { gathering } of this.#outputs) gathering.endRow?.()
      this.#places.nextRow()
      f.increase(left, -1)
    })
    this.#each('all', (gathering) => gathering.finish())
  }

  #downStrips(): void {
    const f = this.#f
    const { columns, inRow } = this.#places
    const { bytes } = this.#e.numbers
    const [rowBytes, end] = f.locals('i32', 2)
    f.set(rowBytes, i32.mul(columns, bytes))
    for (const vectors of blockSizes(this.#spec)) {
      f.set(end, i32.and(rowBytes, -16 * vectors))
      f.while(i32.less(inRow, end), () => {
        this.#strip(rowBytes, () => {
          for (let index = 0; index < vectors; index++) this.#vector(index)
        })
        f.increase(inRow, 16 * vectors)
      })
    }
    f.while(i32.less(inRow, rowBytes), () => {
      this.#strip(rowBytes, () => this.#one())
      f.increase(inRow, bytes)
    })
  }

  #strip(rowBytes: Local<'i32'>, across: () => void): void {
    const f = this.#f
    const { rows, inAll, inRow, downRows } = this.#places
    const left = f.local('i32')
    f.set(inAll, inRow)
    f.set(downRows, i32.of(0))
    f.set(left, rows)
    this.#each('strip', (gathering) => gathering.begin())
    f.while(i32.greater(left, 0), () => {
      this.#startRow()
      across()
      f.increase(inAll, rowBytes)
      this.#places.nextRow()
      f.increase(left, -1)
    })
    this.#each('strip', (gathering) => gathering.finish())
  }

  #startRow(): void {
    for (const input of this.#inputs) input.startRow()
    this.#know(this.#invariants.row)
  }

  #know(formulas: readonly Formula[]): void {
    if (formulas.length === 0) return
    const before = formulas.map((formula) => this.#known.get(formula))
    for (const formula of formulas) this.#known.delete(formula)
    const evaluation = this.#evaluation((input) => input.read(0))
    const values = formulas.map((formula) => evaluation.value(formula))
    formulas.forEach((formula, index) => {
      const local = before[index] ?? this.#f.local('v128')
      this.#f.set(local, values[index]!)
      this.#known.set(formula, local)
    })
  }

  #each(over: Gathering['over'], act: (gathering: Gathering) => void): void {
    for (const { gathering } of this.#outputs) if (gathering.over === over) act(gathering)
  }

  #vector(index: number): void {
    const values = this.#evaluated((input) => input.read(index))
    this.#outputs.forEach(({ gathering }, output) => gathering.vector(values[output]!, index))
  }

  #one(): void {
    const values = this.#evaluated((input) => input.read('one'))
    this.#outputs.forEach(({ gathering }, output) => gathering.one(values[output]!))
  }

  /** All values before any is stored: what is stored may lie where another formula reads. */
  #evaluated(read: (input: Input) => Vector): Vector[] {
    const evaluation = this.#evaluation(read)
    return this.#outputs.map(({ formula }) => evaluation.value(formula))
  }

  #evaluation(read: (input: Input) => Vector): Evaluation {
    return new Evaluation(
      this.#e,
      (leaf) => (leaf.op === 'input' ? read(this.#inputs[leaf.index]!) : this.#parameters[leaf.index]!),
      this.#known,
    )
  }
}
