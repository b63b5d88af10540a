// Reads an HTTP request: its address, taken apart without being tidied up first (`..` stays visible to those who refuse it), and its body.
import type { IncomingMessage } from 'node:http'
import { HttpError } from '../core/index.ts'

export interface Target {
  /** The names between the slashes, decoded, empty ones left out. */
  segments: string[]
  query: URLSearchParams
}

/** @throws HttpError 400 if the address is none */
export function targetOf({ url = '' }: IncomingMessage): Target {
  const [path = '', ...query] = url.split('?')
  if (!path.startsWith('/')) throw new HttpError(400, 'The address must begin with a slash.')
  try {
    const segments = path
      .split('/')
      .filter((name) => name !== '')
      .map(decodeURIComponent)
    return { segments, query: new URLSearchParams(query.join('?')) }
  } catch {
    throw new HttpError(400, 'The address is not encoded as addresses are.')
  }
}

/**
 * The body of a request as a JSON value; undefined if it has none.
 *
 * @param limit how many bytes it may have
 * @throws HttpError 413 if there are more, 400 if they are not JSON
 */
export async function readJson(request: IncomingMessage, limit: number): Promise<unknown> {
  const bytes = await readBody(request, limit)
  if (bytes.length === 0) return undefined
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    throw new HttpError(400, `The request body is not JSON: ${(error as Error).message}`)
  }
}

async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const announced = Number(request.headers['content-length'] ?? 0)
  const chunks: Buffer[] = []
  let size = 0
  if (announced <= limit) {
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > limit) break
      chunks.push(chunk)
    }
  }
  if (announced <= limit && size <= limit) return Buffer.concat(chunks)
  throw new HttpError(413, `The request is larger than ${Math.floor(limit / 2 ** 20)} MB, which is the most that is accepted.`)
}
