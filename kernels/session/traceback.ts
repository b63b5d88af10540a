// Errors as a learner reads them: what happened, then the places in cells that led there, each with its line and a caret under the column.
// Frames of the kernel and of Node itself are left out, because nobody can act on them.
import type { CompiledCell } from './cell/compile.ts'
import type { Position } from './cell/positions.ts'
import type { CellSyntaxError } from './cell/syntax-error.ts'
import type { AwaitSite, ThrownError } from './runner.ts'
import type { TypeProblem } from './types/service.ts'
import { framesOf, type StackFrame } from './stack.ts'

/** An error as Jupyter knows it. */
export interface CellError {
  ename: string
  evalue: string
  traceback: string[]
}

/** A cell as it ran. */
export interface KnownCell {
  label: string
  lines: string[]
  /** What became of it, for the latest cells. */
  compiled?: CompiledCell
  places?: Pick<CompiledCell, 'positions' | 'imports'>
}

const mostFrames = 12
/** So many cells are kept with all that is known of them; older ones only with what their errors need. */
const mostWhole = 200

/** Names that V8 gives to the code of cells, and to what timers call: they tell a reader nothing. */
const isNameless = /^(cell|silent)_\d+$|^(Timeout|Immediate)\.|<anonymous>/

/** Writes tracebacks; knows the cells that stacks may name. */
export class Tracebacks {
  readonly #cells = new Map<string, KnownCell>()
  readonly #whole: string[] = []

  get cells(): ReadonlyMap<string, KnownCell> {
    return this.#cells
  }

  /** Makes a cell known before it runs. */
  add(file: string, label: string, source: string, compiled?: CompiledCell): void {
    const places = compiled && { positions: compiled.positions, imports: compiled.imports }
    this.#cells.set(file, { label, lines: source.split('\n'), compiled, places })
    if (compiled) this.#whole.push(file)
    if (this.#whole.length > mostWhole) this.#compact(this.#whole.shift()!)
  }

  #compact(file: string): void {
    const cell = this.#cells.get(file)!
    cell.compiled = undefined
    cell.places?.positions.compact()
  }

  syntaxError(file: string, error: CellSyntaxError): CellError {
    return { ename: error.name, evalue: error.message, traceback: [title(error.name, error.message), this.#excerpt(file, error)] }
  }

  /** For a cell that was not run, because its types are wrong. */
  typeErrors(file: string, problems: readonly TypeProblem[]): CellError {
    const [ename, evalue] = ['TypeCheckError', 'the cell was not run; `%strict off` runs cells in spite of type errors']
    const places = problems.map((problem) => `${problem.message}\n${this.#excerpt(file, problem)}`)
    return { ename, evalue, traceback: [title(ename, evalue), ...places] }
  }

  /** @param file the cell that ran, for errors of its imports */
  thrown(error: ThrownError, file?: string): CellError {
    const places = [...this.#importPlace(error, file), ...this.#framePlaces(error.stack, error.awaits)]
    const cause = error.cause ? this.thrown(error.cause).traceback.map((line, index) => (index === 0 ? `Caused by ${line}` : line)) : []
    return { ename: error.name, evalue: error.message, traceback: [title(error.name, error.message), ...places, ...cause] }
  }

  /** @param evalue why the cell was interrupted */
  interrupted(stack: string, awaits: AwaitSite[], evalue: string): CellError {
    const ename = 'KeyboardInterrupt'
    return { ename, evalue, traceback: [title(ename, evalue), ...this.#framePlaces(stack, awaits)] }
  }

  #importPlace({ importIndex }: ThrownError, file: string | undefined): string[] {
    if (importIndex === undefined || file === undefined) return []
    const position = this.#cells.get(file)?.places?.imports[importIndex]?.position
    return position ? [this.#excerpt(file, position)] : []
  }

  #framePlaces(stack: string, awaits: readonly AwaitSite[]): string[] {
    const places = framesOf(stack).filter(isOfInterest).flatMap((frame) => this.#place(frame) ?? [])
    for (const { file, offset } of awaits) {
      const positions = this.#cells.get(file)?.places?.positions
      if (positions) places.push(this.#excerpt(file, positions.ofOffset(offset)))
    }
    const different = places.filter((place, index) => firstLine(place) !== firstLine(places[index - 1] ?? ''))
    const left = different.length - mostFrames
    return left > 0 ? [...different.slice(0, mostFrames), `    … and ${left} more places`] : different
  }

  /** Nothing for a frame in what a compiler added to the cell. */
  #place(frame: StackFrame): string | undefined {
    const cell = this.#cells.get(frame.file)
    if (!cell) return `    in ${frame.functionName || 'the module'} (${frame.file.replace(/^file:\/\//, '')}:${frame.line}:${frame.column})`
    const position = cell.places ? cell.places.positions.inCell(frame) : frame
    if (!position) return undefined
    const name = isNameless.test(frame.functionName) ? '' : frame.functionName
    return this.#excerpt(frame.file, position, name)
  }

  #excerpt(file: string, { line, column }: Position, functionName = ''): string {
    const { label, lines } = this.#cells.get(file) ?? { label: file, lines: [] }
    const place = `    ${label}, line ${line}, column ${column}${functionName && `, in ${functionName}`}`
    const text = lines[line - 1]
    if (text === undefined) return place
    const margin = ' '.repeat(String(line).length)
    const upToCaret = text.slice(0, column - 1).replace(/[^\t]/g, ' ')
    return `${place}\n    > ${line} | ${text}\n      ${margin} | ${upToCaret}^`
  }
}

const title = (name: string, message: string): string => (message ? `${name}: ${message}` : name)

const firstLine = (text: string): string => text.split(/, in |\n/, 1)[0]!

/** Node's own frames help nobody; those of the host were taken out where the stack was made. */
const isOfInterest = ({ file }: StackFrame): boolean => !file.startsWith('node:') && file !== '<anonymous>' && file !== 'native'
