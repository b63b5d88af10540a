// WebSockets: one for each kernel that a front end works with, and one on which the front end waits for events, of which there are none.
// A socket is opened only for those who may also send requests.
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { HttpError, V1_PROTOCOL, type ServerCore } from '../core/index.ts'
import { STRANGER, type Guard } from './guard.ts'
import { targetOf } from './request.ts'

export interface SocketOptions {
  core: ServerCore
  guard: Guard
  /** How many bytes a frame may have. */
  frameLimit: number
}

const GOING_AWAY = 1001
/** How long a browser may take to agree to the end of a socket, in ms. */
const PATIENCE = 300

export interface Sockets {
  /** Closes all of them. Resolves when they are gone. */
  close(): Promise<void>
}

/** Takes over the requests of an HTTP server that ask for a WebSocket. */
export function serveSockets(server: Server, options: SocketOptions): Sockets {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: options.frameLimit,
    handleProtocols: (offered) => (offered.has(V1_PROTOCOL) ? V1_PROTOCOL : false),
  })
  server.on('upgrade', (request, stream, head) => {
    stream.on('error', () => stream.destroy())
    try {
      const attach = accept(options, request)
      sockets.handleUpgrade(request, stream, head, attach)
    } catch (error) {
      refuse(stream, error)
    }
  })
  return { close: () => closeAll(sockets) }
}

/** What to do with the socket that a request asks for. @throws HttpError if it may not have one */
function accept({ core, guard }: SocketOptions, request: IncomingMessage): (socket: WebSocket) => void {
  guard.checkSource(request.headers)
  const { segments, query } = targetOf(request)
  if (guard.credentialOf(request, query) === null) throw new HttpError(403, STRANGER)
  const [, area, id = '', last] = segments
  if (segments.join('/') === 'api/events/subscribe') return (socket) => void socket.on('error', ignore)
  if (segments.length !== 4 || segments[0] !== 'api' || area !== 'kernels' || last !== 'channels' || !core.hasKernel(id)) {
    throw new HttpError(404, 'There is no such socket.')
  }
  return (socket) => attachKernel(core, socket, id, query.get('session_id') ?? '')
}

function attachKernel(core: ServerCore, socket: WebSocket, kernelId: string, session: string): void {
  const bridge = core.connect({
    kernelId,
    session,
    v1: socket.protocol === V1_PROTOCOL,
    socket: {
      send: (frame) => socket.readyState === socket.OPEN && socket.send(frame),
      close: (code, reason) => socket.close(code, reason),
    },
  })
  socket.on('message', (data: Buffer, isBinary) => bridge.receive(isBinary ? data : data.toString()))
  socket.on('close', () => bridge.closed())
  // A frame that breaks the protocol ends the socket, which is all there is to do about it.
  socket.on('error', ignore)
}

const ignore = (): void => {}

function refuse(stream: Duplex, error: unknown): void {
  const [status, message] = error instanceof HttpError ? [error.status, error.message] : [500, 'Something went wrong in the server.']
  const body = JSON.stringify({ message, reason: null })
  stream.end(
    `HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}

async function closeAll(sockets: WebSocketServer): Promise<void> {
  const open = [...sockets.clients]
  const closed = open.map((socket) => new Promise<void>((resolve) => socket.once('close', () => resolve())))
  for (const socket of open) socket.close(GOING_AWAY, 'The server is shutting down.')
  const late = setTimeout(() => open.forEach((socket) => socket.terminate()), PATIENCE)
  await Promise.all(closed)
  clearTimeout(late)
}
