// From a place in the JavaScript that runs back to the place in the cell that the learner wrote. A cell is changed twice, when its types are
// taken out and when it is rewritten; both changes keep lines, and two source maps tell of the columns. Maps are made when the first
// error asks for them.
import { LEAST_UPPER_BOUND, originalPositionFor, TraceMap } from '@jridgewell/trace-mapping'
import type MagicString from 'magic-string'
import type { RawSourceMap } from './strip.ts'

/** A place in a text, both numbers counted from 1. */
export interface Position {
  line: number
  column: number
}

export class CellPositions {
  readonly #stripMap: RawSourceMap
  readonly #rewritten: MagicString
  readonly #headLength: number
  #maps: { strip: TraceMap; rewrite: TraceMap } | undefined

  constructor(stripMap: RawSourceMap, rewritten: MagicString, headLength: number) {
    this.#headLength = headLength
    this.#stripMap = stripMap
    this.#rewritten = rewritten
  }

  /** The place in the cell of a place in the JavaScript that runs, whose first line is counted without its head. */
  inCell({ line, column }: Position): Position {
    this.#maps ??= {
      strip: new TraceMap(this.#stripMap as ConstructorParameters<typeof TraceMap>[0]),
      rewrite: new TraceMap(this.#rewritten.generateMap({ hires: 'boundary' }) as ConstructorParameters<typeof TraceMap>[0]),
    }
    return traced(this.#maps.strip, traced(this.#maps.rewrite, { line, column: line === 1 ? column + this.#headLength : column }))
  }
}

/** The place in the TypeScript of a place in the JavaScript that has only lost its types. */
export const inTypeScript = (map: RawSourceMap, position: Position): Position =>
  traced(new TraceMap(map as ConstructorParameters<typeof TraceMap>[0]), position)

/** Where a map knows nothing of the exact place, the next place that it knows on the line is nearest to what is meant. */
function traced(map: TraceMap, { line, column }: Position): Position {
  const needle = { line, column: column - 1 }
  const exact = originalPositionFor(map, needle)
  const found = exact.line === null ? originalPositionFor(map, { ...needle, bias: LEAST_UPPER_BOUND }) : exact
  return found.line === null ? { line, column } : { line: found.line, column: found.column + 1 }
}
