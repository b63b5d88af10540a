// What is used of ZeroMQ, which is installed with our own kernel; at the root, where this is type-checked, it is not.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { ROOT } from '../../app/paths.ts'

export interface Socket extends AsyncIterable<Buffer[]> {
  connect(address: string): void
  send(frames: (Uint8Array | string)[] | string): Promise<void>
  receive(): Promise<Buffer[]>
  close(): void
}

interface ZeroMq {
  Dealer: new (options: object) => Socket
  Subscriber: new (options: object) => Socket & { subscribe(): void }
  Request: new (options: object) => Socket
}

let loaded: ZeroMq | undefined
const load = (): ZeroMq => (loaded ??= createRequire(join(ROOT, 'kernels/jupyter/package.json'))('zeromq') as ZeroMq)

/** A kernel that is not there yet is looked for again at once, so that its start is not measured in steps of ZeroMQ's. */
const eager = { linger: 0, reconnectInterval: 1, receiveHighWaterMark: 0 }

export const zmq = {
  dealer(address: string, routingId: string): Socket {
    const socket = new (load().Dealer)({ ...eager, routingId })
    socket.connect(address)
    return socket
  },
  subscriber(address: string): Socket {
    const socket = new (load().Subscriber)(eager)
    socket.connect(address)
    socket.subscribe()
    return socket
  },
  request(address: string): Socket {
    const socket = new (load().Request)(eager)
    socket.connect(address)
    return socket
  },
}
