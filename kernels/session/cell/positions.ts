// From a place in the JavaScript that runs back to the place in the cell that the learner wrote. A cell is changed twice, when its types
// are taken out and when it is rewritten; both changes keep lines, so that only columns must be found again. That is done when an error
// asks. Only a cell that was lowered has its lines elsewhere, and brings a map.
import { decode, type SourceMapMappings } from '@jridgewell/sourcemap-codec'
import type MagicString from 'magic-string'
import { alignedColumn } from './align.ts'

/** A place in a text, both numbers counted from 1. */
export interface Position {
  line: number
  column: number
}

/** On a line of the rewritten text, from which column on which column of the JavaScript stands there, both counted from 0. */
type Segments = readonly [generated: number, source: number, line: number, column: number][]

export class CellPositions {
  readonly #source: string
  readonly #javascript: string
  readonly #mappings: string | undefined
  #lowered: SourceMapMappings | undefined
  #rewritten: { text: MagicString | undefined; mappings: string; headLength: number } | undefined

  /**
   * @param source the cell
   * @param javascript the cell without its types
   * @param mappings where the JavaScript came from, if its lines are not those of the cell
   */
  constructor(source: string, javascript: string, mappings?: string) {
    this.#source = source
    this.#javascript = javascript
    this.#mappings = mappings
  }

  /** Makes places in the rewritten text known, whose first line is counted without its head. */
  rewrittenAs(text: MagicString, headLength: number): void {
    this.#rewritten = { text, mappings: '', headLength }
  }

  /** Keeps in brief what is still needed for a cell of long ago: errors may come from its functions for ever, but they seldom do. */
  compact(): void {
    this.#lowered = undefined
    if (!this.#rewritten?.text) return
    this.#rewritten.mappings = this.#rewritten.text.generateMap({ hires: 'boundary' }).mappings
    this.#rewritten.text = undefined
  }

  #segmentsOfRewritten(line: number): Segments {
    const { text, mappings } = this.#rewritten!
    const lines = text ? text.generateDecodedMap({ hires: 'boundary' }).mappings : decode(mappings)
    return (lines[line - 1] ?? []) as unknown as Segments
  }

  /** The place in the cell of a place in the JavaScript that runs; undefined in what only the compiler has written. */
  inCell({ line, column }: Position): Position | undefined {
    if (!this.#rewritten) return { line, column }
    const wanted = column - 1 + (line === 1 ? this.#rewritten.headLength : 0)
    const segments = this.#segmentsOfRewritten(line)
    // What the rewriter put in belongs to what stands before it, or to the first of the line.
    const segment = segments.findLast(([generated]) => generated <= wanted) ?? segments[0]
    const found = { line, column: (segment?.[3] ?? 0) + 1 }
    return this.#isOwn(found) ? this.#calledName(this.#inSource(found)) : undefined
  }

  /** A call by a name that was replaced, `(0,__nb0.f)(x)`, is told by its bracket; the name before it is what a reader looks for. */
  #calledName({ line, column }: Position): Position {
    const text = lineOf(this.#source, line)
    const name = text[column - 1] === '(' ? /[\p{ID_Continue}$]+$/u.exec(text.slice(0, column - 1))?.[0] : undefined
    return { line, column: column - (name?.length ?? 0) }
  }

  /** The place in the cell of an offset into its JavaScript. */
  ofOffset(offset: number): Position {
    const before = this.#javascript.slice(0, offset)
    return this.#inSource({ line: before.split('\n').length, column: offset - before.lastIndexOf('\n') })
  }

  /** Lines that come from nowhere in the cell are the compiler's. */
  #isOwn({ line }: Position): boolean {
    return this.#mappings === undefined || this.#segmentsOf(line).length > 0
  }

  #segmentsOf(line: number): SourceMapMappings[number] {
    this.#lowered ??= decode(this.#mappings!)
    return this.#lowered[line - 1] ?? []
  }

  #inSource({ line, column }: Position): Position {
    if (this.#mappings !== undefined) {
      const segments = this.#segmentsOf(line)
      const [, , row = line - 1, at = column - 1] = segments.findLast(([generated]) => generated < column) ?? segments[0] ?? []
      return { line: row + 1, column: at + 1 }
    }
    return { line, column: alignedColumn(lineOf(this.#javascript, line), lineOf(this.#source, line), column) }
  }
}

const lineOf = (text: string, line: number): string => text.split('\n')[line - 1] ?? ''
