// The loops of a function that is applied element by element. V8 makes fast code for a loop as a whole: one loop that is handed function after
// function has to call each of them for every element, which takes several times as long as adding two numbers. So every function has loops
// of its own, with what it does written in their middle. They are written when they are first needed.
import type { Values } from './dtype.ts'
import { sources } from './sources.ts'

type NumberFunction = (...elements: never) => number
type Each = (x: Values, out: Values) => void
type Pairs<A, B> = (a: A, b: B, out: Values) => void

export class Loops {
  readonly #name: string
  readonly #value: NumberFunction
  #each: Each | undefined
  #pairs: Pairs<Values, Values> | undefined
  #withRight: Pairs<Values, number> | undefined
  #withLeft: Pairs<number, Values> | undefined

  /** @param name if it has JavaScript in sources.ts, that is what is written; else `value` is called */
  constructor(name: string, value: NumberFunction) {
    this.#name = name
    this.#value = value
  }

  /** out[i] = f(x[i]) */
  each(x: Values, out: Values): void {
    this.#each ??= this.#write<Each>('x', ['x[i]'])
    this.#each(x, out)
  }

  /** out[i] = f(a[i], b[i]) */
  pairs(a: Values, b: Values, out: Values): void {
    this.#pairs ??= this.#write<Pairs<Values, Values>>('a, b', ['a[i]', 'b[i]'])
    this.#pairs(a, b, out)
  }

  /** out[i] = f(a[i], b) */
  withRight(a: Values, b: number, out: Values): void {
    this.#withRight ??= this.#write<Pairs<Values, number>>('a, b', ['a[i]', 'b'])
    this.#withRight(a, b, out)
  }

  /** out[i] = f(a, b[i]) */
  withLeft(a: number, b: Values, out: Values): void {
    this.#withLeft ??= this.#write<Pairs<number, Values>>('a, b', ['a', 'b[i]'])
    this.#withLeft(a, b, out)
  }

  #write<Loop>(parameters: string, elements: readonly string[]): Loop {
    const element = sources[this.#name]?.(...elements) ?? `value(${elements.join(', ')})`
    const code = `return (${parameters}, out) => { const n = out.length; for (let i = 0; i < n; i++) out[i] = ${element} }`
    return (new Function('value', code) as (value: unknown) => Loop)(this.#value)
  }
}
