// Straight-line code: one constant after another, each computed from those before it. The same computation is written once.
//
// A function of many thousand statements is more than V8 optimises. Long code is therefore cut into several functions, called one after
// another, and the few constants that one has and a later one needs go through an array.
import type { Values } from '../tensor/dtype.ts'
import { NotUnrolled } from './not-unrolled.ts'

/**
 * What the code is run with: the numbers of the arguments, and room for those of the results. Run several times, the results take the place
 * of the first arguments, and two rooms are filled in turn; the last one filled is what it gives back.
 */
export type Run = (given: readonly Values[], room: readonly Values[], times: number, otherRoom: readonly Values[]) => readonly Values[]

/** Longer code takes more time to be compiled than it saves. */
const longest = 12_000

/** Measured: 1,000 to 3,000 statements a function run in less than 1 ns each, 8,000 in 6 ns. */
const longestFunction = 2000

export class Code {
  readonly #statements: string[] = []
  /** The number of the statement that makes each constant. */
  readonly #computed = new Map<string, string>()
  /** Functions that the code calls. */
  readonly #functions: ((...elements: number[]) => number)[] = []

  /** How many statements there are. */
  get length(): number {
    return this.#statements.length
  }

  /** The name of a constant that is computed so. */
  compute(source: string): string {
    const known = this.#computed.get(source)
    if (known) return known
    const name = `v${this.#statements.length}`
    this.#computed.set(source, name)
    this.#write(`const ${name} = ${source}`)
    return name
  }

  /** Puts an element of a result in its place. */
  store(result: number, i: number, source: string): void {
    this.#write(`r${result}[${i}] = ${source}`)
  }

  /** The name of a function that the code calls. */
  called(value: (...elements: number[]) => number): string {
    const known = this.#functions.indexOf(value)
    return `f${known >= 0 ? known : this.#functions.push(value) - 1}`
  }

  /** The code as a function. */
  bind(given: number, results: number): Run {
    const { bodies, shared } = cut(this.#statements)
    const names = (letter: string, count: number): string[] => Array.from({ length: count }, (_, i) => `${letter}${i}`)
    const [arguments_, rooms] = [names('a', given), names('r', results)]
    const parameters = [...arguments_, ...rooms].join(', ')
    const code = [
      `const [${names('f', this.#functions.length).join(', ')}] = functions`,
      `const s = new Float64Array(${shared})`,
      ...(bodies.length > 1 ? bodies.map((body, i) => `function piece${i}(${parameters}) {\n${body}\n}`) : []),
      'return (given, room, times, otherRoom) => {',
      ...arguments_.map((name, i) => `let ${name} = given[${i}]`),
      ...rooms.map((name, i) => `let ${name} = room[${i}]`),
      'for (let left = times; ; left--) {',
      ...(bodies.length > 1 ? bodies.map((_, i) => `piece${i}(${parameters})`) : bodies),
      `if (left <= 1) return [${rooms.join(', ')}]`,
      'const isFirst = left === times',
      ...rooms.slice(0, given).map((name, i) => `{ const before = a${i}; a${i} = ${name}; ${name} = isFirst ? otherRoom[${i}] : before }`),
      '}}',
    ].join('\n')
    return (new Function('functions', code) as (functions: unknown) => Run)(this.#functions)
  }

  #write(statement: string): void {
    if (this.#statements.push(statement) > longest) throw new NotUnrolled('too long')
  }
}

/** Cuts code into pieces; what passes between them is in the array `s`. */
function cut(statements: readonly string[]): { bodies: string[]; shared: number } {
  const pieceOf = (statement: number): number => Math.floor(statement / longestFunction)
  const bodies: string[][] = []
  const places = new Map<string, number>()
  const keeps: string[][] = []
  statements.forEach((statement, i) => {
    const piece = pieceOf(i)
    const body = (bodies[piece] ??= [])
    const loaded = (keeps[piece] ??= [])
    for (const [name] of statement.matchAll(/\bv\d+\b/g)) {
      const from = Number(name.slice(1))
      if (pieceOf(from) === piece || loaded[from]) continue
      loaded[from] = name
      if (!places.has(name)) {
        places.set(name, places.size)
        bodies[pieceOf(from)]!.push(`s[${places.get(name)}] = ${name}`)
      }
      body.push(`const ${name} = s[${places.get(name)}]`)
    }
    body.push(statement)
  })
  return { bodies: bodies.map((body) => body.join('\n')), shared: places.size }
}
