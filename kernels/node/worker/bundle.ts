// How values show themselves. A value with a method named by Symbol.for('Jupyter.display') returns its own MIME bundle (the convention of
// Deno's kernel); any other value is shown as text.
import { types } from 'node:util'
import type { MimeBundle } from '../../session/output.ts'
import { plainText } from './plain-text.ts'

const displaySymbol = Symbol.for('Jupyter.display')

/** The representations of a value; those it makes itself may take their time. */
export function bundleOf(value: unknown): MimeBundle | Promise<MimeBundle> {
  const show = methodOf(value)
  if (!show) return isBundle(value) ? toJson(value) : { 'text/plain': plainText(value) }
  const bundle: unknown = show.call(value)
  return bundle instanceof Promise ? bundle.then(checkedBundle) : checkedBundle(bundle)
}

function methodOf(value: unknown): (() => unknown) | undefined {
  try {
    const show = (value as { [displaySymbol]?: unknown } | null | undefined)?.[displaySymbol]
    return typeof show === 'function' ? (show as () => unknown) : undefined
  } catch {
    // A proxy that answers no questions; as text it can be shown all the same.
    return undefined
  }
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
  if (typeof value !== 'object' || value === null || types.isProxy(value)) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return false
  const keys = Object.keys(value)
  return keys.length > 0 && keys.every((key) => /^[\w.+-]+\/[\w.+-]+$/.test(key))
}
