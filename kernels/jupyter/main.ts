// The kernel that an installed Jupyter starts: `node main.js connection.json`. It binds its sockets before it does anything else, because a
// front end is waiting for them.
import { startKernel } from '../node/kernel.ts'
import { Publisher } from '../session/protocol/publisher.ts'
import { Channels } from './channels.ts'
import { readConnection } from './connection.ts'
import { whenFrontEndEnds } from './front-end.ts'

const file = process.argv[2]
if (file === undefined) {
  console.error('This program is started by Jupyter, which gives it a connection file. `downhill kernel install` tells Jupyter how.')
  process.exit(2)
}

const channels = await open(file)
const publisher = new Publisher((message) => channels.send(message))
publisher.status('starting')
const kernel = startKernel(publisher, () => channels.close())
channels.listen(
  (message) => kernel.handle(message),
  (topic) => publisher.publish('iopub_welcome', { subscription: topic }),
)
process.on('SIGINT', () => void kernel.interrupt())
process.on('SIGTERM', () => void kernel.end())
whenFrontEndEnds(process.env['JPY_PARENT_PID'], () => void kernel.end())

/** The sockets, bound; a kernel that nobody could reach ends with one line for the front end's log. */
async function open(connectionFile: string): Promise<Channels> {
  try {
    const opened = new Channels(readConnection(connectionFile))
    await opened.bind()
    return opened
  } catch (error) {
    console.error(`downhill: ${(error as Error).message}`)
    process.exit(2)
  }
}
