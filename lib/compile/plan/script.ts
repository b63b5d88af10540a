// A pass over few elements as a JavaScript loop, for the way into a kernel costs more than it would save. It gives the same bits, and has
// the functions of Math, as all that is done with small tensors.
import type { Values } from '../../tensor/dtype.ts'
import { longRun, ofEight } from '../../tensor/total.ts'
import type { Formula, Output } from '../../tensor/wasm/formula/index.ts'
import { literal, sources } from '../../tensor/sources.ts'
import type { Pass } from './formulas.ts'

/**
 * Runs on the numbers of the outputs, then those of the inputs; and on plain numbers. The matrix may have fewer rows or, of one row, fewer
 * elements than the pass, if nothing is gathered over them.
 */
export type Script = (arrays: readonly Values[], numbers: readonly number[], rows: number, columns: number) => void

export function scriptOf(pass: Pass): Script {
  const { spec: { outputs, inputs }, rows, columns, functions } = pass
  const writer = new Writer(pass)
  const values = outputs.map(({ formula }) => writer.value(formula))
  const ends = outputs.map((output, i) => gathering(output, `o${i}`, values[i]!, rows, columns))
  const lines = (part: keyof Gathering): string[] => ends.map((end) => end[part])
  const names = [...functions.keys()]
  const code = [
    ...names.map((name) => `const ${name} = functions.get('${name}')`),
    'return (arrays, numbers, rows, columns) => {',
    ...[...outputs.map((_, i) => `o${i}`), ...inputs.map((_, i) => `x${i}`)].map((name, i) => `const ${name} = arrays[${i}]`),
    ...writer.before,
    ...lines('before'),
    'for (let i = 0, at = 0; i < rows; i++) {',
    ...lines('beforeRow'),
    'for (let j = 0; j < columns; j++, at++) {',
    ...writer.body,
    ...lines('element'),
    '}',
    ...lines('afterRow'),
    '}',
    ...lines('after'),
    '}',
  ].join('\n')
  return (new Function('functions', 'ofEight', code) as (...bound: unknown[]) => Script)(functions, ofEight)
}

class Writer {
  readonly before: string[] = []
  readonly body: string[] = []
  readonly #pass: Pass
  readonly #names = new Map<Formula, string>()

  constructor(pass: Pass) {
    this.#pass = pass
  }

  value(formula: Formula): string {
    if (formula.op === 'constant') return literal(formula.value)
    let name = this.#names.get(formula)
    if (!name) {
      const code = this.#code(formula)
      name = `v${this.#names.size}`
      this.#names.set(formula, name)
      const to = formula.op === 'parameter' ? this.before : this.body
      to.push(`const ${name} = ${code}`)
    }
    return name
  }

  #code(formula: Exclude<Formula, { op: 'constant' }>): string {
    if (formula.op === 'input') return `x${formula.index}[${places[this.#pass.spec.inputs[formula.index]!]}]`
    if (formula.op === 'parameter') return this.#rounded(`numbers[${this.#pass.numbers[formula.index]}]`)
    const operands = formula.of.map((part) => this.value(part))
    return this.#rounded(sources[formula.op]?.(...operands) ?? `${formula.op}(${operands.join(', ')})`)
  }

  #rounded(code: string): string {
    return this.#pass.spec.type === 'float32' ? `Math.fround(${code})` : code
  }
}

const places = { full: 'at', row: 'j', column: 'i', scalar: '0' }

/** What is done with a value at each element, and before and after. */
interface Gathering {
  before: string
  beforeRow: string
  element: string
  afterRow: string
  after: string
}
const nothing: Gathering = { before: '', beforeRow: '', element: '', afterRow: '', after: '' }

function gathering({ kind }: Output, out: string, value: string, rows: number, columns: number): Gathering {
  const sum = `s${out}`
  switch (kind) {
    case 'store': return { ...nothing, element: `${out}[at] = ${value}` }
    case 'sum': return rows * columns < longRun
      ? { ...nothing, before: `let ${sum} = 0`, element: `${sum} += ${value}`, after: `${out}[0] = ${sum}` }
      : {
          ...nothing, before: `const ${sum} = new Float64Array(8)`, element: `${sum}[at & 7] += ${value}`,
          after: `${out}[0] = ofEight(${sum})`,
        }
    case 'rowSum': return columns < longRun
      ? { ...nothing, beforeRow: `let ${sum} = 0`, element: `${sum} += ${value}`, afterRow: `${out}[i] = ${sum}` }
      : {
          ...nothing, before: `const ${sum} = new Float64Array(8)`, beforeRow: `${sum}.fill(0)`, element: `${sum}[j & 7] += ${value}`,
          afterRow: `${out}[i] = ofEight(${sum})`,
        }
    case 'columnSum': return {
      ...nothing, before: `const ${sum} = new Float64Array(${columns})`, element: `${sum}[j] += ${value}`, after: `${out}.set(${sum})`,
    }
    case 'max': case 'min': return { ...nothing, ...extreme(kind, sum, value), after: `${out}[0] = ${sum}` }
    default: {
      const { before, element } = extreme(kind === 'rowMin' ? 'min' : 'max', sum, value)
      return { ...nothing, beforeRow: before, element, afterRow: `${out}[i] = ${sum}` }
    }
  }
}

const extreme = (kind: 'max' | 'min', best: string, value: string): Pick<Gathering, 'before' | 'element'> => ({
  before: `let ${best} = ${kind === 'max' ? '-Infinity' : 'Infinity'}`,
  element: `${best} = Math.${kind}(${best}, ${value})`,
})
