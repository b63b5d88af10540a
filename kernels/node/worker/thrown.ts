// Thrown values as data, and the errors that nobody catches. Stacks lose the frames of this host, of the library and of Node itself where
// they are made, so that a cell that prints an error shows only what its author can act on.
import type { AwaitSite, ThrownError } from '../../session/runner.ts'
import { plainText } from './plain-text.ts'
import { frameText } from './moved-lines.ts'
import { KeyboardInterrupt } from './awaits.ts'
import type { Outlet } from './outlet.ts'

/** Everything of ours that runs beside a cell is built into this folder: this host, and the library, whose messages say what a call did wrong. */
const ownFolder = new URL('../', import.meta.url).href
const mostCauses = 5
const mostAwaits = 20
const awaitSites = new WeakMap<object, AwaitSite[]>()

/** Takes frames of the host, the library and Node out of every stack. */
export function hideHostFrames(): void {
  Error.prepareStackTrace = (error, sites) => {
    const shown = sites.filter((site) => {
      const file = site.getFileName()
      return !(file?.startsWith(ownFolder) || file?.startsWith('node:'))
    })
    return [heading(error), ...shown.flatMap((site) => frameText(site) ?? [])].join('\n')
  }
}

function heading(error: Error): string {
  try {
    // What is no error may have a stack too: `console.trace` makes one.
    return error instanceof Error ? String(error) : Error.prototype.toString.call(error)
  } catch {
    return 'Error'
  }
}

/** Remembers that a cell awaited something that failed with this error; the stack itself ends at the await. */
export function noteAwait(error: unknown, site: AwaitSite): void {
  if (typeof error !== 'object' || error === null) return
  const sites = awaitSites.get(error)
  if (!sites) awaitSites.set(error, [site])
  else if (sites.length < mostAwaits) sites.push(site)
}

/** A thrown value as data that can be posted. */
export function describeThrown(value: unknown, depth = 0): ThrownError {
  try {
    const isError = typeof value === 'object' && value !== null && 'stack' in value
    if (!isError) return { name: 'Thrown', message: plainText(value), stack: '', awaits: [] }
    const { name, message, stack, cause } = value as Error
    const inner = cause ?? (value instanceof AggregateError ? value.errors[0] : undefined)
    return {
      name: String(name),
      message: String(message),
      stack: String(stack),
      awaits: awaitSites.get(value) ?? [],
      ...(inner !== undefined && depth < mostCauses && { cause: describeThrown(inner, depth + 1) }),
    }
  } catch (error) {
    return { name: 'Thrown', message: `a value that cannot be read: ${heading(error as Error)}`, stack: '', awaits: [] }
  }
}

/** Shows errors that nobody caught, and goes on. */
export function watchUncaught(outlet: Outlet): void {
  const show = (error: unknown, inPromise: boolean) => {
    if (!(error instanceof KeyboardInterrupt)) outlet.put({ type: 'uncaught', error: describeThrown(error), inPromise })
  }
  process.on('uncaughtException', (error) => show(error, false))
  process.on('unhandledRejection', (reason) => show(reason, true))
}
