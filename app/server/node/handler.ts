// Answers HTTP requests. What anyone on this machine may have is checked for its source only: the front end's own files. For all else a
// request must show that it may, first; then pages, the person's files and the API are told apart by the address.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { cleanPath, contentTypeOf, HttpError, isServed, nameOf, type ServerCore } from '../core/index.ts'
import type { Disk } from './disk.ts'
import { STRANGER, type Credential, type Guard } from './guard.ts'
import { asset, FILE, PAGE } from './headers.ts'
import { pageAddressOf, pageHtml, STRANGER_HTML, type PageAddress } from './page.ts'
import { readJson, targetOf, type Target } from './request.ts'
import { sendError, sendFile, sendJson, sendText } from './send.ts'

export interface HandlerOptions {
  core: ServerCore
  disk: Disk
  guard: Guard
  /** The folder with the built front end. */
  dist: string
  /** How the served folder is called. */
  rootName: string
  /** The version of Downhill. */
  version: string
  /** How many bytes a request may have. */
  bodyLimit: number
  log: (line: string) => void
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => void

const HTML = { 'Content-Type': 'text/html; charset=utf-8' }

/** A function that answers every request, whatever happens. */
export function createHandler(options: HandlerOptions): Handler {
  return (request, response) => {
    answer(options, request, response).catch((error: unknown) => fail(options, request, response, error))
  }
}

async function answer(options: HandlerOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { core, guard, bodyLimit } = options
  guard.checkSource(request.headers)
  const target = targetOf(request)
  const assetPath = assetPathOf(target.segments)
  if (assetPath !== null) return sendAsset(options, request, response, assetPath)

  const address = pageAddressOf(target.segments)
  const isPage = address !== null || target.segments.length === 0
  const credential = guard.credentialOf(request, target.query)
  if (credential === null) {
    if (isPage) return sendText(response, 403, { ...PAGE, ...HTML }, STRANGER_HTML)
    throw new HttpError(403, STRANGER)
  }
  if (isPage) return sendPage(options, request, response, { address, credential, target })
  guard.checkWrite(request, credential)
  if (target.segments[0] === 'files') return sendOwnFile(options, request, response, target)

  const method = request.method === 'HEAD' ? 'GET' : (request.method ?? '')
  const body = method === 'GET' ? undefined : await readJson(request, bodyLimit)
  const answered = await core.handle({ method, ...target, body })
  sendJson(response, answered.status, answered.body)
}

/** The lab's page. A token in the address is exchanged for a cookie, so that it stays in no history and no bookmark. */
function sendPage(
  { guard, rootName, version }: HandlerOptions,
  request: IncomingMessage,
  response: ServerResponse,
  { address, credential, target }: { address: PageAddress | null; credential: Credential; target: Target },
): void {
  requireReading(request)
  const xsrf = guard.xsrfCookie(request)
  const cookies = [...(xsrf === null ? [] : [xsrf]), ...(credential === 'query' ? [guard.sessionCookie()] : [])]
  if (credential === 'query' || address === null) {
    const path = address === null ? 'lab' : target.segments.map(encodeURIComponent).join('/')
    target.query.delete('token')
    const query = target.query.size > 0 ? `?${target.query.toString()}` : ''
    sendText(response, 302, { ...PAGE, Location: `/${path}${query}`, 'Set-Cookie': cookies })
  } else {
    sendText(response, 200, { ...PAGE, ...HTML, 'Set-Cookie': cookies }, pageHtml(address, { rootName, version }))
  }
}

/** Where a file of the front end lies below `dist`; null if the address is none of one. */
function assetPathOf(segments: readonly string[]): string[] | null {
  if (segments[0] === 'static') return [...segments]
  const isTheme = segments[0] === 'lab' && segments[1] === 'api' && segments[2] === 'themes'
  return isTheme ? ['themes', ...segments.slice(3)] : null
}

async function sendAsset({ dist }: HandlerOptions, request: IncomingMessage, response: ServerResponse, names: string[]): Promise<void> {
  requireReading(request)
  if (!names.every(isServed)) throw new HttpError(404, 'There is no such file.')
  const name = names.at(-1) ?? ''
  await sendFile(request, response, join(dist, ...names), { ...asset(name), 'Content-Type': contentTypeOf(name) })
}

/** A file of the person's, for an image in a text or for a download. */
async function sendOwnFile({ disk }: HandlerOptions, request: IncomingMessage, response: ServerResponse, target: Target): Promise<void> {
  requireReading(request)
  const path = cleanPath(target.segments.slice(1).join('/'))
  const entry = await disk.stat(path)
  if (entry === null || entry.type === 'directory') throw new HttpError(404, `There is no such file: ${path}`)
  const attachment = { 'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(nameOf(path))}` }
  const headers = { ...FILE, 'Content-Type': contentTypeOf(path), ...(target.query.has('download') ? attachment : {}) }
  await sendFile(request, response, await disk.realPath(path), headers)
}

function requireReading({ method = '' }: IncomingMessage): void {
  if (method !== 'GET' && method !== 'HEAD') throw new HttpError(405, `${method} is not possible here.`)
}

/** Tells the client what went wrong where that is for them to know; a fault of the server goes to the log, without the query. */
function fail({ log }: HandlerOptions, request: IncomingMessage, response: ServerResponse, error: unknown): void {
  const known = error instanceof HttpError
  const [path = ''] = (request.url ?? '').split('?')
  if (!known && !response.destroyed) log(`${request.method} ${path}: ${(error as Error).stack ?? String(error)}`)
  if (response.headersSent) {
    response.destroy()
    return
  }
  // The rest of a body that nobody wants is taken and dropped: a client that is still sending would not read the answer.
  request.resume()
  if (known) sendError(response, error.status, error.message)
  else sendError(response, 500, 'Something went wrong in the server; its window says what.')
}
