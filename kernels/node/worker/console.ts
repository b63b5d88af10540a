// What a cell writes to stdout and stderr becomes output of the notebook. The console is Node's own, tables and groups and counters
// included, but without colours, because notebooks are read as plain text too, and without a callback for every line: a loop that prints
// would pile them up.
import { Console } from 'node:console'
import type { Outlet } from './outlet.ts'

type Stream = 'stdout' | 'stderr'

export function installConsole(outlet: Outlet): void {
  for (const name of ['stdout', 'stderr'] as const) process[name].write = writerTo(outlet, name)
  const sink = (name: Stream) => ({ write: (text: string) => outlet.write(name, text) }) as unknown as NodeJS.WritableStream
  globalThis.console = new Console({ stdout: sink('stdout'), stderr: sink('stderr'), ignoreErrors: false, colorMode: false })
}

/** A `write` for programs that write bytes, or want to hear when they are written. */
function writerTo(outlet: Outlet, name: Stream): typeof process.stdout.write {
  const decoder = new TextDecoder()
  return (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
    outlet.write(name, typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }))
    const callback = rest.find((argument) => typeof argument === 'function') as ((error?: Error | null) => void) | undefined
    if (callback) process.nextTick(callback)
    return true
  }
}
