// The kernel that an installed Jupyter starts: `node main.js connection.json`. It binds its sockets before it does anything else, because a
// front end is waiting for them; the engine is loaded meanwhile, and what only asks who is there is answered without it.
import type { RunningKernel } from '../node/kernel.ts'
import { installedVersions } from '../node/versions.ts'
import type { JupyterMessage } from '../session/message.ts'
import { kernelInfo } from '../session/protocol/info.ts'
import { Publisher } from '../session/protocol/publisher.ts'
import { Channels } from './channels.ts'
import { readConnection } from './connection.ts'
import { whenFrontEndEnds } from './front-end.ts'

/** The first question comes within this many milliseconds, if the front end was there before the kernel. */
const firstQuestion = 10

const file = process.argv[2]
if (file === undefined) {
  console.error('This program is started by Jupyter, which gives it a connection file. `downhill kernel install` tells Jupyter how.')
  process.exit(2)
}

const channels = await open(file)
const publisher = new Publisher((message) => channels.send(message))
let kernel: RunningKernel | undefined
let starting: Promise<RunningKernel> | undefined

publisher.status('starting')
channels.listen(take, (topic) => publisher.publish('iopub_welcome', { subscription: topic }))
setTimeout(engine, firstQuestion)
process.on('SIGINT', () => void engine().then(({ interrupt }) => interrupt()))
process.on('SIGTERM', () => void engine().then(({ end }) => end()))
whenFrontEndEnds(process.env['JPY_PARENT_PID'], () => void engine().then(({ end }) => end()))

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

/** The engine, loaded when it is asked for first. */
function engine(): Promise<RunningKernel> {
  starting ??= import('../node/kernel.ts').then(({ startKernel }) => {
    kernel = startKernel(publisher, () => channels.close())
    return kernel
  })
  return starting
}

function take(message: JupyterMessage): void {
  if (kernel) kernel.handle(message)
  else if (message.header.msg_type === 'kernel_info_request') introduce(message)
  else void engine().then(({ handle }) => handle(message))
}

function introduce(request: JupyterMessage): void {
  publisher.status('busy', request)
  publisher.reply(request, kernelInfo(installedVersions()))
  publisher.status('idle', request)
}
