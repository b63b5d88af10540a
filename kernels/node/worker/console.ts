// What a cell writes to stdout and stderr becomes output of the notebook. Node's console writes to these streams, so all of it works as in
// Node, tables and groups and counters included; without colours, because notebooks are read as plain text too.
import type { Outlet } from './outlet.ts'

export function installConsole(outlet: Outlet): void {
  for (const name of ['stdout', 'stderr'] as const) {
    const decoder = new TextDecoder()
    type Write = typeof process.stdout.write
    const write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
      outlet.write(name, typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }))
      const callback = rest.find((argument) => typeof argument === 'function') as ((error?: Error | null) => void) | undefined
      if (callback) process.nextTick(callback)
      return true
    }
    process[name].write = write as Write
  }
}
