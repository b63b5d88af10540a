// The shape of a Jupyter message, and how an answer is addressed to the request it answers. One shape serves every transport: IPC to the
// lab, ZeroMQ to an installed Jupyter, postMessage in a browser.

/** The sockets of the Jupyter protocol. `iopub` is what everybody hears; the others are answered to the one who asked. */
export type Channel = 'shell' | 'control' | 'iopub' | 'stdin'

/** Who sent a message, when, and what it is. */
export interface MessageHeader {
  msg_id: string
  msg_type: string
  session: string
  username: string
  /** ISO 8601, as in `2025-01-31T12:00:00.000Z`. */
  date: string
  /** Version of the messaging protocol, `5.4` here. */
  version: string
}

/** A value that JSON can carry. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json | undefined }

/** A JSON object: the content of a message, its metadata, a MIME bundle. */
export type JsonObject = { [key: string]: Json | undefined }

/** One message of the Jupyter protocol (https://jupyter-client.readthedocs.io/en/stable/messaging.html), version 5.4. */
export interface JupyterMessage {
  channel: Channel
  header: MessageHeader
  /** The header of the request that this message answers; empty for a message nobody asked for. */
  parent_header: MessageHeader | Record<string, never>
  metadata: JsonObject
  content: JsonObject
  buffers?: Uint8Array[]
}

export const protocolVersion = '5.4'

/** Makes the messages of one kernel: they share its session id and name it as their sender. */
export class MessageMaker {
  readonly session: string = newSession()
  #made = 0

  /**
   * A new message.
   *
   * @param parent the header of the request that caused it
   */
  make(channel: Channel, type: string, content: JsonObject, parent?: MessageHeader): JupyterMessage {
    const header: MessageHeader = {
      msg_id: `${this.session}_${++this.#made}`,
      msg_type: type,
      session: this.session,
      username: 'kernel',
      date: new Date().toISOString(),
      version: protocolVersion,
    }
    return { channel, header, parent_header: parent ?? {}, metadata: {}, content }
  }
}

/**
 * 128 random bits. Nobody has to be kept from guessing them, and Node would load its cryptography for better ones, which takes a tenth of the
 * time in which a kernel starts.
 */
const newSession = (): string =>
  Array.from({ length: 4 }, () => Math.floor(Math.random() * 2 ** 32).toString(16).padStart(8, '0')).join('')
