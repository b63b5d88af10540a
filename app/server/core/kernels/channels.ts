// The bridge between a front end's WebSocket and a kernel. The socket is whatever the host has; it is given frames and says when it has
// one.
import { HttpError } from '../api.ts'
import { decode, encode, WireError } from './wire.ts'
import type { Kernels } from './kernels.ts'

/** What a bridge needs of a WebSocket. */
export interface Socket {
  send(frame: string | Uint8Array): void
  /** `code` and `reason` as in the WebSocket protocol. */
  close(code: number, reason: string): void
}

/** What the host does with what comes from the front end. */
export interface Bridge {
  /** Takes a frame; one that is no kernel message closes the socket. */
  receive(frame: string | Uint8Array): void
  /** The socket is gone. */
  closed(): void
}

const CLOSED_NORMALLY = 1000
const INVALID_FRAME = 1007

export interface BridgeOptions {
  kernelId: string
  /** What the front end signs its requests with. */
  session: string
  /** Whether it speaks version 1 of the binary protocol. */
  v1: boolean
  socket: Socket
  log: (line: string) => void
}

/** Connects a front end's socket to a kernel. @throws HttpError 404 if there is no such kernel */
export function bridge(kernels: Kernels, { kernelId, session, v1, socket, log }: BridgeOptions): Bridge {
  const kernel = kernels.find(kernelId)
  if (kernel === undefined) throw new HttpError(404, `There is no kernel ${kernelId}.`)
  const client = {
    session,
    send(message: Parameters<typeof encode>[0]): void {
      try {
        socket.send(encode(message, v1))
      } catch (error) {
        log(`A message of a kernel could not be sent: ${(error as Error).message}`)
      }
    },
    close: () => socket.close(CLOSED_NORMALLY, 'The kernel was shut down.'),
  }
  kernel.connect(client)
  return {
    receive(frame) {
      try {
        kernel.post(decode(frame, v1))
      } catch (error) {
        if (!(error instanceof WireError)) log(`A message to a kernel could not be passed on: ${(error as Error).message}`)
        socket.close(INVALID_FRAME, 'That was no kernel message.')
      }
    },
    closed: () => kernel.disconnect(client),
  }
}
