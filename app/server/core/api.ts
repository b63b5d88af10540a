// What goes in and out of the Jupyter Server API, whoever carries it: a Node server hands in what came over HTTP, a page what its front end
// would have fetched. An error that its reader should see is an HttpError; anything else that is thrown is a fault of the server.

export interface ApiRequest {
  method: string
  /** The path as names between slashes, each already decoded, e.g. `['api', 'contents', 'my notes.ipynb']`. */
  segments: readonly string[]
  query: URLSearchParams
  /** The body as a JSON value; `undefined` where there is none. */
  body: unknown
}

/** An answer: its status and, where it has one, its body as a JSON value. */
export interface ApiResponse {
  status: number
  body?: unknown
}

/** A request that cannot be fulfilled; the message is one sentence for the person at the front end. */
export class HttpError extends Error {
  override name = 'HttpError'
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

export const ok = (body: unknown): ApiResponse => ({ status: 200, body })
export const created = (body: unknown): ApiResponse => ({ status: 201, body })
export const noContent: ApiResponse = { status: 204 }
