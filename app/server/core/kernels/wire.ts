// Kernel messages on a WebSocket. A front end asks for the protocol `v1.kernel.websocket.jupyter.org`, in which every message is one binary
// frame; without it a message is JSON text, or, if it has buffers, a frame of the older form. Whatever comes in is checked to be a message:
// a broken frame is a WireError and reaches no kernel.
//
// Both binary forms begin with a table of offsets: their number, then where each part of the frame begins. Version 1 counts in 64-bit
// little-endian integers, has the end of the frame as its last offset, and its parts are the channel, four JSON objects and the buffers.
// The older form counts in 32-bit big-endian integers, has no end, and its parts are the whole message as JSON and the buffers.
import type { JupyterMessage } from '../../../../kernels/session/message.ts'
import { isFields, type Fields } from '../fields.ts'

export const V1_PROTOCOL = 'v1.kernel.websocket.jupyter.org'

/** A frame that is no kernel message. */
export class WireError extends Error {
  override name = 'WireError'
}

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true })

/** A message as a frame. `v1` says whether the front end asked for version 1. */
export const encode = (message: JupyterMessage, v1: boolean): string | Uint8Array => {
  if (v1) return encodeV1(message)
  return message.buffers?.length ? encodeWithBuffers(message) : JSON.stringify(message)
}

/** The message in a frame. @throws WireError */
export function decode(frame: string | Uint8Array, v1: boolean): JupyterMessage {
  try {
    if (typeof frame === 'string') return checked(JSON.parse(frame))
    return v1 ? decodeV1(frame) : decodeWithBuffers(frame)
  } catch (error) {
    throw error instanceof WireError ? error : new WireError(`The frame is no kernel message: ${(error as Error).message}`)
  }
}

function encodeV1({ channel, header, parent_header, metadata, content, buffers = [] }: JupyterMessage): Uint8Array {
  const texts = [channel, ...[header, parent_header ?? {}, metadata ?? {}, content].map((part) => JSON.stringify(part))]
  const parts = [...texts.map((part) => encoder.encode(part)), ...buffers]
  return assemble(parts, 8 * (parts.length + 2), (table, starts, end) => {
    const numbers = [starts.length + 1, ...starts, end]
    numbers.forEach((number, index) => table.setBigUint64(8 * index, BigInt(number), true))
  })
}

function decodeV1(frame: Uint8Array): JupyterMessage {
  const view = viewOf(frame)
  const count = readCount(frame.length >= 8 ? Number(view.getBigUint64(0, true)) : 0, 6, frame.length / 8 - 1)
  const offsets = Array.from({ length: count }, (_, index) => Number(view.getBigUint64(8 * (index + 1), true)))
  const [channel, header, parent_header, metadata, content, ...buffers] = cut(frame, offsets)
  const json = (bytes: Uint8Array | undefined): unknown => JSON.parse(decoder.decode(bytes))
  return checked({
    channel: decoder.decode(channel),
    header: json(header),
    parent_header: json(parent_header),
    metadata: json(metadata),
    content: json(content),
    buffers: buffers.map((buffer) => buffer.slice()),
  })
}

function encodeWithBuffers({ buffers = [], ...message }: JupyterMessage): Uint8Array {
  const parts = [encoder.encode(JSON.stringify(message)), ...buffers]
  return assemble(parts, 4 * (parts.length + 1), (table, starts) => {
    const numbers = [starts.length, ...starts]
    numbers.forEach((number, index) => table.setUint32(4 * index, number))
  })
}

function decodeWithBuffers(frame: Uint8Array): JupyterMessage {
  const view = viewOf(frame)
  const count = readCount(frame.length >= 4 ? view.getUint32(0) : 0, 1, frame.length / 4 - 1)
  const offsets = Array.from({ length: count }, (_, index) => view.getUint32(4 * (index + 1)))
  const [message, ...buffers] = cut(frame, [...offsets, frame.length])
  return checked({ ...(JSON.parse(decoder.decode(message)) as object), buffers: buffers.map((buffer) => buffer.slice()) })
}

/** One frame of a table and the parts behind it; `fill` writes the table. */
function assemble(parts: Uint8Array[], tableSize: number, fill: (table: DataView, starts: number[], end: number) => void): Uint8Array {
  const starts: number[] = []
  let end = tableSize
  for (const part of parts) {
    starts.push(end)
    end += part.byteLength
  }
  const frame = new Uint8Array(end)
  parts.forEach((part, index) => frame.set(part, starts[index]))
  fill(viewOf(frame), starts, end)
  return frame
}

/** The parts between each offset and the next. */
function cut(frame: Uint8Array, offsets: number[]): Uint8Array[] {
  return offsets.slice(0, -1).map((start, index) => {
    const end = offsets[index + 1] ?? frame.length
    if (!(start <= end && end <= frame.length)) throw new WireError(`part ${index} goes from byte ${start} to ${end} of ${frame.length}`)
    return frame.subarray(start, end)
  })
}

function readCount(count: number, least: number, most: number): number {
  if (!(count >= least && count <= most)) throw new WireError(`the frame says it has ${count} parts`)
  return count
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const CHANNELS = ['shell', 'control', 'iopub', 'stdin']

function checked(value: unknown): JupyterMessage {
  if (!isFields(value)) throw new WireError('a message must be an object')
  const message: Fields = { ...value, parent_header: value['parent_header'] ?? {}, metadata: value['metadata'] ?? {} }
  if (!CHANNELS.includes(String(message['channel']))) throw new WireError(`unknown channel: ${String(message['channel'])}`)
  for (const name of ['header', 'parent_header', 'metadata', 'content']) {
    if (!isFields(message[name])) throw new WireError(`${name} must be an object`)
  }
  const { msg_id, msg_type } = message['header'] as Fields
  if (typeof msg_id !== 'string' || typeof msg_type !== 'string') throw new WireError('the header must have msg_id and msg_type')
  return message as unknown as JupyterMessage
}
