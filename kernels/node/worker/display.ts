// How values show themselves. A value with a method named by Symbol.for('Jupyter.display') returns its own MIME bundle (the convention of
// Deno's kernel); any other value is shown as Node's console would print it. `display` shows a value in the midst of a cell.
import { inspect } from 'node:util'
import type { JsonObject } from '../../session/message.ts'
import type { MimeBundle } from '../../session/output.ts'
import type { Outlet } from './outlet.ts'

const displaySymbol = Symbol.for('Jupyter.display')

/** Options of `display`. */
export interface DisplayOptions {
  /** Names the display, so that it can be updated later. */
  id?: string
  /** Replaces what the display with this id shows. */
  update?: boolean
  /** Jupyter's metadata by MIME type. */
  metadata?: JsonObject
}

/** What `display` returns: the way to change what it shows. A cell that ends with it has shown its value already. */
export class DisplayHandle {
  readonly id: string
  /** Shows another value in the same place. */
  readonly update: (value: unknown) => void

  constructor(id: string, update: (value: unknown) => void) {
    this.id = id
    this.update = update
  }
}

/** Text for a value, as Node's console prints it but shorter. */
export const plainText = (value: unknown): string =>
  inspect(value, { depth: 3, maxArrayLength: 50, maxStringLength: 10_000, breakLength: 100, colors: false })

/** The representations of a value; those it makes itself may take their time. */
export function bundleOf(value: unknown): MimeBundle | Promise<MimeBundle> {
  const show = (value as { [displaySymbol]?: unknown } | null | undefined)?.[displaySymbol]
  if (typeof show !== 'function') return isBundle(value) ? toJson(value) : { 'text/plain': plainText(value) }
  const bundle: unknown = show.call(value)
  return bundle instanceof Promise ? bundle.then(checkedBundle) : checkedBundle(bundle)
}

function checkedBundle(bundle: unknown): MimeBundle {
  if (isBundle(bundle)) return toJson(bundle)
  throw new TypeError(`[Symbol.for('Jupyter.display')]() must return an object with MIME types as keys, it returned ${plainText(bundle)}`)
}

/** What a bundle says in JSON: bytes of a picture as base64, typed arrays as lists, what is no number as null. */
function toJson(bundle: Record<string, unknown>): MimeBundle {
  const encoded = Object.entries(bundle).map(([type, value]) => [type, value instanceof Uint8Array ? base64(value) : value])
  return JSON.parse(JSON.stringify(Object.fromEntries(encoded), plainer)) as MimeBundle
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

function plainer(_key: string, value: unknown): unknown {
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return Array.from(value as unknown as ArrayLike<unknown>)
  return typeof value === 'bigint' ? Number(value) : value
}

/** A plain object all of whose keys are MIME types. */
function isBundle(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return false
  const keys = Object.keys(value)
  return keys.length > 0 && keys.every((key) => /^[\w.+-]+\/[\w.+-]+$/.test(key))
}

/** Gives cells the global function `display`. */
export function installDisplay(outlet: Outlet): void {
  let count = 0
  const put = (value: unknown, id: string, { update = false, metadata = {} }: DisplayOptions) => {
    const send = (data: MimeBundle) => outlet.put({ type: 'display', data, metadata, id, update })
    const bundle = bundleOf(value)
    if (!(bundle instanceof Promise)) return send(bundle)
    const pending = bundle.then(send).finally(() => outlet.pending.delete(pending))
    outlet.pending.add(pending)
  }
  const display = (value: unknown, options: DisplayOptions = {}): DisplayHandle => {
    const id = options.id ?? `display-${++count}-${process.pid}`
    put(value, id, options)
    return new DisplayHandle(id, (next) => put(next, id, { ...options, update: true }))
  }
  display.clear = (wait = false) => outlet.put({ type: 'clear', wait })
  Object.assign(globalThis, { display })
}
