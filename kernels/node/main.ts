// The kernel as a process of its own: Jupyter messages over IPC with the program that started it. It ends with that program, whatever
// happens to it: a kernel that nobody can reach any more is of no use to anybody.
import type { JupyterMessage } from '../session/message.ts'
import { Publisher } from '../session/protocol/publisher.ts'
import { startKernel } from './kernel.ts'

if (!process.send) {
  console.error('This program is started by `downhill lab`; it speaks with it over a channel that is missing here.')
  process.exit(2)
}

const publisher = new Publisher((message) => process.send?.(message, undefined, undefined, () => {}))
publisher.status('starting')
const kernel = startKernel(publisher)
process.on('message', (message) => kernel.handle(message as JupyterMessage))
process.on('disconnect', () => void kernel.end())
