// Timers that outlive their cell. What a timer prints belongs to the cell that set it, not to the one that happens to run when it fires;
// so each callback remembers its cell.
import type { Outlet } from './outlet.ts'

type Schedule = (callback: unknown, ...rest: unknown[]) => unknown

/** Makes the global timers remember the cell that sets them. */
export function installTimers(outlet: Outlet): void {
  for (const name of ['setTimeout', 'setInterval', 'setImmediate'] as const) {
    const schedule = globalThis[name] as Schedule
    const owned: Schedule = (callback, ...rest) => schedule(typeof callback === 'function' ? outlet.bind(callback as () => unknown) : callback, ...rest)
    // Node hangs more on its timers: how `util.promisify` makes a promise of them.
    Object.defineProperties(owned, Object.getOwnPropertyDescriptors(schedule))
    globalThis[name] = owned as never
  }
}
