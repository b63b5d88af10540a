// Describes values to a debugger: one line of text each, and their parts when they are asked for. It runs in the thread of the cells,
// because only there are the values; it is reached through the inspector, by a name that no cell meets.
import { inspect } from 'node:util'
import type { ExploredValue, Explorer } from '../../session/debug/index.ts'
import { explorerSymbol } from '../debug/explorer-symbol.ts'
import type { Json } from '../../session/message.ts'
import type { AwaitSite } from '../../session/runner.ts'
import type { Awaits } from './awaits.ts'
import { bundleOf } from './bundle.ts'
import { plainText } from './plain-text.ts'

/** Lists longer than this are shown in ranges. */
const longestList = 100
const longestText = 160

/** A part of a long list, which has no value of its own. */
class Range {
  readonly list: unknown
  readonly from: number
  readonly to: number

  constructor(list: unknown, from: number, to: number) {
    this.list = list
    this.from = from
    this.to = to
  }
}

interface Listable {
  toArray(): unknown
}

/** The numbers of a tensor, say, which are not copied before somebody looks at them. */
class Values {
  readonly of: Listable

  constructor(of: Listable) {
    this.of = of
  }
}

type Part = [name: string, value: unknown]

class ValueExplorer implements Explorer {
  readonly #values = new Map<number, object>()
  #references = 0
  readonly #awaits: Awaits

  constructor(awaits: Awaits) {
    this.#awaits = awaits
  }

  properties(object: object, names?: readonly string[]): ExploredValue[] {
    const own = names?.filter((name) => name in object) ?? Object.keys(object)
    return own.map((name) => this.describe(name, (object as Record<string, unknown>)[name]))
  }

  parts(reference: number): ExploredValue[] {
    const value = this.#values.get(reference)
    return value === undefined ? [] : partsOf(value).map(([name, part]) => this.describe(name, part))
  }

  describe(name: string, value: unknown): ExploredValue {
    if (!hasParts(value)) return { name, value: brief(value), reference: 0 }
    this.#values.set(++this.#references, value)
    return { name, value: brief(value), reference: this.#references }
  }

  bundle(value: unknown, mayWait: boolean): Json | Promise<Json> {
    const bundle = bundleOf(value)
    return bundle instanceof Promise && !mayWait ? { 'text/plain': plainText(value) } : (bundle as Json | Promise<Json>)
  }

  awaits(): AwaitSite[] {
    return this.#awaits.places()
  }

  forget(): void {
    this.#values.clear()
  }
}

const hasParts = (value: unknown): value is object =>
  value instanceof Values ||
  (typeof value === 'object' && value !== null && partsOf(value).length > 0) ||
  (typeof value === 'function' && Object.keys(value).length > 0)

function partsOf(value: object): Part[] {
  if (value instanceof Range) return listParts(value.list, value.from, value.to)
  if (value instanceof Values) return partsOf(Object(value.of.toArray()) as object)
  if (isList(value)) return listParts(value, 0, value.length)
  if (value instanceof Set) return listParts([...value], 0, value.size)
  if (value instanceof Map) return listParts([...value], 0, value.size)
  const own = Object.entries(Object.getOwnPropertyDescriptors(value)).filter(([, { enumerable, get }]) => enumerable || get)
  // A getter may do anything; it is not called by somebody who only looks.
  const parts = own.map(([name, descriptor]): Part => [name, 'value' in descriptor ? descriptor.value : descriptor.get])
  if (value instanceof Error) parts.unshift(['message', value.message], ['stack', value.stack])
  // Arrays of other kinds, tensors and matrices, give themselves as plain ones by a method of this name.
  const toArray = (value as { toArray?: unknown }).toArray
  return typeof toArray === 'function' && toArray.length === 0 ? [...parts, ['values', new Values(value as Listable)]] : parts
}

type List = ArrayLike<unknown>

const isList = (value: unknown): value is object & List =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView))

/** The entries from one index to another, or ranges of them: few enough to be shown. */
function listParts(list: unknown, from: number, to: number): Part[] {
  let step = 1
  while ((to - from) / step > longestList) step *= longestList
  const starts = Array.from({ length: Math.ceil((to - from) / step) }, (_, index) => from + index * step)
  if (step === 1) return starts.map((index) => [String(index), (list as List)[index]])
  return starts.map((start) => {
    const end = Math.min(start + step, to)
    return [`${start} … ${end - 1}`, new Range(list, start, end)]
  })
}

/** A value in one line, as Node's console would print it, but shorter. */
function brief(value: unknown): string {
  const text = textOf(value).replace(/\s*\n\s*/g, ' ')
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text
}

function textOf(value: unknown): string {
  if (value instanceof Range) return `${value.to - value.from} values`
  if (value instanceof Values) return 'as arrays'
  try {
    const text = inspect(value, { depth: 1, maxArrayLength: 8, maxStringLength: longestText, breakLength: Infinity, compact: true })
    // What prints itself does not say what it is.
    const own = typeof value === 'object' && value !== null && inspect.custom in value ? value.constructor?.name : undefined
    return own && !text.startsWith(own) ? `${own} ${text}` : text
  } catch (error) {
    return `cannot be shown: ${String(error)}`
  }
}

/** Puts the explorer where the debugger's host finds it. */
export function installExplorer(awaits: Awaits): void {
  Object.defineProperty(globalThis, explorerSymbol, { value: new ValueExplorer(awaits) })
}
