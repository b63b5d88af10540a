// A front end for the tests: opens a kernel's socket as a browser does and waits for what the kernel says.
import WebSocket from 'ws'
import { decode, encode, V1_PROTOCOL } from '../../app/server/core/kernels/wire.ts'
import type { JsonObject, JupyterMessage } from '../../kernels/session/message.ts'
import type { Lab } from './lab.ts'

export interface FrontEnd {
  socket: WebSocket
  received: JupyterMessage[]
  /** Sends a request and returns its id. */
  send(type: string, content: JsonObject, channel?: 'shell' | 'control'): string
  /** Runs a cell and resolves with its reply. */
  run(code: string): Promise<JupyterMessage>
  /** Resolves with the first message, come or to come, that fits. */
  until(fits: (message: JupyterMessage) => boolean): Promise<JupyterMessage>
  /** Resolves with the first message to come that fits. */
  next(fits: (message: JupyterMessage) => boolean): Promise<JupyterMessage>
  /** The text that a request wrote. */
  output(id: string, name?: string): string
  /** Resolves with the code that the socket is closed with. */
  closed: Promise<number>
}

/** Connects to a kernel; `protocols` are what the front end offers to speak. */
export async function openFrontEnd(lab: Lab, kernelId: string, protocols: string[] = [V1_PROTOCOL]): Promise<FrontEnd> {
  const session = crypto.randomUUID()
  const url = `${lab.server.url.replace('http', 'ws')}/api/kernels/${kernelId}/channels?session_id=${session}`
  const socket = new WebSocket(url, protocols, { headers: { Authorization: `token ${lab.server.token}` } })
  const v1 = protocols.length > 0
  const received: JupyterMessage[] = []
  const waiting = new Set<() => void>()
  socket.on('message', (data: Buffer, isBinary) => {
    received.push(decode(isBinary ? data : data.toString(), v1))
    for (const look of waiting) look()
  })
  const closed = new Promise<number>((resolve) => socket.once('close', resolve))
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))

  const find = (from: number, fits: (message: JupyterMessage) => boolean): Promise<JupyterMessage> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = received.slice(from).find(fits)
        if (found === undefined) return
        waiting.delete(look)
        resolve(found)
      }
      waiting.add(look)
      look()
    })
  const until: FrontEnd['until'] = (fits) => find(0, fits)
  const send: FrontEnd['send'] = (type, content, channel = 'shell') => {
    const header = { msg_id: crypto.randomUUID(), msg_type: type, session, username: '', date: new Date().toISOString(), version: '5.3' }
    socket.send(encode({ channel, header, parent_header: {}, metadata: {}, content }, v1))
    return header.msg_id
  }
  return {
    socket,
    received,
    send,
    until,
    next: (fits) => find(received.length, fits),
    closed,
    run(code) {
      const id = send('execute_request', {
        code,
        silent: false,
        store_history: true,
        user_expressions: {},
        allow_stdin: false,
        stop_on_error: true,
      })
      return until((message) => message.header.msg_type === 'execute_reply' && message.parent_header.msg_id === id)
    },
    output(id, name) {
      const streams = received.filter(
        ({ header, parent_header, content }) =>
          header.msg_type === 'stream' && parent_header.msg_id === id && (name === undefined || content['name'] === name),
      )
      return streams.map(({ content }) => String(content['text'])).join('')
    },
  }
}

export const isStatus =
  (state: string) =>
  ({ header, content }: JupyterMessage): boolean =>
    header.msg_type === 'status' && content['execution_state'] === state
