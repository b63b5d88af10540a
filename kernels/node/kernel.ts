// A whole kernel in this process: the session, the thread that runs its cells, the language server that knows their types, and what answers
// Jupyter's messages. Transports hand it what they receive and give it a publisher that sends.
import type { JupyterMessage } from '../session/message.ts'
import { JupyterKernel } from '../session/protocol/kernel.ts'
import type { Publisher } from '../session/protocol/publisher.ts'
import { NotebookSession } from '../session/session.ts'
import { WorkerRunner } from './runner.ts'
import { LanguageServerTypes } from './types/index.ts'
import { installedVersions } from './versions.ts'

/** A thread that is stuck below JavaScript cannot be ended; after this time the process is ended by force. */
const endTime = 1000

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
  // Programs that drive a kernel only to execute may do without types.
  const types = process.env['DOWNHILL_TYPES'] === 'off' ? undefined : new LanguageServerTypes(folder)
  const session = new NotebookSession(new WorkerRunner(folder), types)
  const end = async (): Promise<void> => {
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), endTime).unref()
    await session.close()
    await flush()
    process.exit(0)
  }
  const kernel = new JupyterKernel(session, { publisher, versions: installedVersions(), shutdown: () => void end() })
  return { handle: (message) => kernel.handle(message), interrupt: () => session.interrupt(), end }
}
