// A whole kernel in this process: the session, the thread that runs its cells, the language server that knows their types, and what answers
// Jupyter's messages. Transports hand it what they receive and give it a publisher that sends.
import type { CellDebugger } from '../session/debug/index.ts'
import type { JsonObject, JupyterMessage } from '../session/message.ts'
import { JupyterKernel } from '../session/protocol/kernel.ts'
import type { Publisher } from '../session/protocol/publisher.ts'
import type { NotebookSession } from '../session/session.ts'
import { HistoryFile } from './history-file.ts'
import { Housekeeping } from './housekeeping.ts'
import { nodeSession } from './node-session.ts'
import { WorkerRunner } from './runner.ts'
import { installedVersions } from './versions.ts'

/** A thread that is stuck below JavaScript cannot be ended; after this time the process is ended by force. */
const endTime = 1000
/** The session is made a moment after the start, when the first question, which is what kernel this is, has been answered. */
const warmUpTime = 20

export interface RunningKernel {
  handle(message: JupyterMessage): void
  interrupt(): Promise<void>
  /** Ends the thread, the language server and this process. */
  end(): Promise<void>
}

/**
 * Starts a kernel for notebooks in this process's folder.
 *
 * @param flush sends what waits to be sent, before the process ends
 */
export function startKernel(publisher: Publisher, flush: () => Promise<void> = async () => {}): RunningKernel {
  const folder = process.cwd()
  const runner = new WorkerRunner(folder)
  let opened: Promise<NotebookSession> | undefined
  const session = (): Promise<NotebookSession> => {
    opened ??= nodeSession(runner, folder, process.env['DOWNHILL_TYPES'] !== 'off')
    return opened
  }
  setTimeout(session, warmUpTime)
  const history = process.env['DOWNHILL_HISTORY'] === 'off' ? undefined : new HistoryFile()
  const end = async (): Promise<void> => {
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), endTime).unref()
    await Promise.all([(await opened)?.close(), history?.written()])
    await flush()
    process.exit(0)
  }
  let debuggers: Promise<CellDebugger> | undefined
  const debug = async (content: JsonObject): Promise<JsonObject> => {
    // Most notebooks are never debugged; what does it is loaded by the first request.
    debuggers ??= import('./debug/index.ts').then(async ({ nodeDebugger }) => nodeDebugger(await session(), runner, publisher))
    return (await debuggers).request(content)
  }
  const kernel = new JupyterKernel({ session, publisher, versions: installedVersions(), history, debug, shutdown: () => void end() })
  const housekeeping = new Housekeeping()
  runner.onDone(() => housekeeping.afterCell())
  return { handle: (message) => kernel.handle(message), interrupt: async () => (await session()).interrupt(), end }
}
