// Sends an answer: a text, a JSON value, or a file from the disk as a stream. A HEAD request gets the same headers and nothing else.
import { createReadStream, type Stats } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { HttpError } from '../core/index.ts'
import { API, COMMON } from './headers.ts'
import { isMissing } from './file-error.ts'

type Headers = Readonly<Record<string, string | string[]>>

export function sendText(response: ServerResponse, status: number, headers: Headers, text = ''): void {
  response.writeHead(status, { ...COMMON, ...headers, 'Content-Length': Buffer.byteLength(text) })
  response.end(response.req.method === 'HEAD' ? undefined : text)
}

export function sendJson(response: ServerResponse, status: number, body: unknown, headers: Headers = {}): void {
  if (body === undefined) {
    response.writeHead(status, { ...COMMON, ...API, ...headers })
    response.end()
  } else {
    sendText(response, status, { ...API, 'Content-Type': 'application/json; charset=utf-8', ...headers }, JSON.stringify(body))
  }
}

/** An error as Jupyter Server words it: one sentence, no trace. */
export const sendError = (response: ServerResponse, status: number, message: string, headers: Headers = {}): void =>
  sendJson(response, status, { message, reason: null }, headers)

/** Sends a file, or says that the browser's copy is still good. @throws HttpError 404 if there is no file */
export async function sendFile(request: IncomingMessage, response: ServerResponse, path: string, headers: Headers): Promise<void> {
  const found = await statFile(path)
  const etag = `W/"${found.size.toString(36)}-${Math.floor(found.mtimeMs).toString(36)}"`
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, { ...COMMON, ...headers, ETag: etag })
    response.end()
    return
  }
  response.writeHead(200, { ...COMMON, ...headers, ETag: etag, 'Content-Length': found.size })
  if (request.method === 'HEAD' || found.size === 0) response.end()
  else await pipeline(createReadStream(path, { end: found.size - 1 }), response)
}

async function statFile(path: string): Promise<Stats> {
  const found = await stat(path).catch((error: unknown) => {
    throw isMissing(error) ? new HttpError(404, 'There is no such file.') : error
  })
  if (!found.isFile()) throw new HttpError(404, 'There is no such file.')
  return found
}
