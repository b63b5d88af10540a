// The kernel as a process of its own: Jupyter messages over IPC with the program that started it. It ends with that program, whatever happens
// to it: a kernel that nobody can reach any more is of no use to anybody.
import { createRequire } from 'node:module'
import { JupyterKernel } from '../session/protocol/kernel.ts'
import { NotebookSession } from '../session/session.ts'
import type { JupyterMessage } from '../session/message.ts'
import { packageRoot } from './paths.ts'
import { WorkerRunner } from './runner.ts'
import { LanguageServerTypes } from './types/index.ts'

const endTime = 1000
const require = createRequire(`${packageRoot}package.json`)
const versionOf = (path: string): string => (require(path) as { version: string }).version

if (!process.send) {
  console.error('This program is started by `downhill lab`; it speaks with it over a channel that is missing here.')
  process.exit(2)
}

// Programs that drive a kernel only to execute may do without types.
const types = process.env['DOWNHILL_TYPES'] === 'off' ? undefined : new LanguageServerTypes(process.cwd())
const session = new NotebookSession(new WorkerRunner(process.cwd()), types)
const kernel = new JupyterKernel(session, {
  send: (message) => process.send?.(message, undefined, undefined, () => {}),
  versions: { downhill: versionOf('./package.json'), typescript: versionOf('@typescript/native/package.json') },
  shutdown: () => void end(),
})
process.on('message', (message) => kernel.handle(message as JupyterMessage))
process.on('disconnect', () => void end())

/** Ends at once where threads can be ended, by force where one is stuck below JavaScript. */
async function end(): Promise<void> {
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), endTime).unref()
  await session.close()
  process.exit(0)
}
