// Messages as frames of ZeroMQ (https://jupyter-client.readthedocs.io/en/stable/messaging.html#the-wire-protocol): where to send it, a
// delimiter, the signature, then header, parent header, metadata and content as JSON, then binary buffers. Whoever does not know the key
// cannot make the kernel run code: what is not signed with it is refused.
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Channel, JsonObject, JupyterMessage, MessageHeader } from '../session/message.ts'

const delimiter = Buffer.from('<IDS|MSG>')

/** A message that is not to be trusted or cannot be read. */
export class WireError extends Error {
  override name = 'WireError'
}

export interface Received {
  /** The frames that lead back to the sender. */
  route: Buffer[]
  message: JupyterMessage
}

export class Wire {
  readonly #key: string
  readonly #algorithm: string

  /**
   * @param key empty for messages without signature
   * @throws Error for a scheme that this system's cryptography does not know
   */
  constructor(key: string, scheme: string) {
    this.#key = key
    this.#algorithm = scheme.replace(/^hmac-/, '')
    try {
      createHmac(this.#algorithm, key)
    } catch {
      throw new Error(`signature scheme: ${scheme} is not known here; Jupyter's own is hmac-sha256`)
    }
  }

  /** @param route the frames that lead to the receiver: its identity, or a topic on iopub */
  encode({ header, parent_header, metadata, content, buffers = [] }: JupyterMessage, route: readonly (Buffer | string)[]): (Uint8Array | string)[] {
    const parts = [header, parent_header, metadata, content].map((part) => Buffer.from(JSON.stringify(part)))
    return [...route, delimiter, this.#sign(parts), ...parts, ...buffers]
  }

  /** @throws WireError if the signature is wrong, or the message is none */
  decode(frames: readonly Buffer[], channel: Channel): Received {
    const start = frames.findIndex((frame) => frame.equals(delimiter))
    const [signature, ...rest] = frames.slice(start + 1)
    const parts = rest.slice(0, 4)
    if (start < 0 || signature === undefined || parts.length < 4) throw new WireError(`a message of ${frames.length} frames is none of Jupyter's`)
    if (!this.#isSigned(parts, signature)) throw new WireError('a message is not signed with the key of this kernel')
    const [header, parent, metadata = {}, content = {}] = parts.map(parse)
    const message = { channel, header: headerOf(header), parent_header: parent as JupyterMessage['parent_header'], metadata, content }
    return { route: frames.slice(0, start), message: { ...message, buffers: rest.slice(4) } }
  }

  #sign(parts: readonly Buffer[]): string {
    if (this.#key === '') return ''
    const hmac = createHmac(this.#algorithm, this.#key)
    for (const part of parts) hmac.update(part)
    return hmac.digest('hex')
  }

  /** Compares in a time that tells nothing of how much of the signature was right. */
  #isSigned(parts: readonly Buffer[], signature: Buffer): boolean {
    const expected = Buffer.from(this.#sign(parts))
    return expected.length === signature.length && timingSafeEqual(expected, signature)
  }
}

function parse(part: Buffer): JsonObject {
  let value: unknown
  try {
    value = JSON.parse(part.toString())
  } catch (error) {
    throw new WireError(`a part of a message is not JSON: ${(error as Error).message}`)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new WireError('a part of a message is not a JSON object')
  return value as JsonObject
}

function headerOf(part: unknown): MessageHeader {
  const header = part as MessageHeader
  if (typeof header.msg_id === 'string' && typeof header.msg_type === 'string') return header
  throw new WireError('a header lacks msg_id or msg_type')
}
