// A session in this very process, for programs that execute notebooks from top to bottom. Cells still run in a thread of their own, so that
// they can be interrupted and timed.
import { resolve } from 'node:path'
import type { OutputListener } from '../session/output.ts'
import type { ExecuteResult } from '../session/session.ts'
import { nodeSession } from './node-session.ts'
import { WorkerRunner } from './runner.ts'

export interface SessionOptions {
  /** The notebook's folder. */
  cwd: string
  /** Whether types are checked and type errors shown above a cell's output; false unless asked for. */
  types?: boolean
}

export interface NodeExecuteOptions {
  onOutput: OutputListener
  /** The id of the notebook's cell. */
  cell?: string
  /** Interrupts the cell after this many milliseconds. */
  timeout?: number
}

export interface NodeSession {
  /** Executes a cell. Never rejects for what the cell does: an error is part of the result. */
  execute(code: string, options: NodeExecuteOptions): Promise<ExecuteResult>
  interrupt(): Promise<void>
  /** Begins anew, with no names. */
  restart(): Promise<void>
  close(): Promise<void>
}

/**
 * Opens a session.
 *
 * ```ts
 * const session = openSession({ cwd: 'notebooks' })
 * await session.execute('6 * 7', { onOutput: console.log })    // { output_type: 'execute_result', data: { 'text/plain': '42' }, … }
 * await session.close()
 * ```
 */
export function openSession({ cwd, types = false }: SessionOptions): NodeSession {
  const folder = resolve(cwd)
  const opened = nodeSession(new WorkerRunner(folder), folder, types)
  return {
    async execute(code, { onOutput, cell, timeout }) {
      const session = await opened
      const stop = () => void session.interrupt(`the cell ran for more than ${timeout! / 1000} s`)
      const late = timeout === undefined ? undefined : setTimeout(stop, timeout)
      try {
        return await session.execute(code, { onOutput, cell })
      } finally {
        clearTimeout(late)
      }
    },
    interrupt: async () => (await opened).interrupt(),
    restart: async () => (await opened).restart(),
    close: async () => (await opened).close(),
  }
}
