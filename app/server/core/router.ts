// Finds who answers a request. A pattern is a path whose parts are plain names, `:name` for one segment, or `*name` at the end for all the
// rest, slashes included. Patterns are tried in the order in which they were added.
import { HttpError, type ApiRequest, type ApiResponse } from './api.ts'

/** What the variable parts of a pattern stood for; the rest of a path (`*name`) is joined by slashes. */
export type Params = Readonly<Record<string, string>>
export type Handler = (request: ApiRequest, params: Params) => ApiResponse | Promise<ApiResponse>

interface Route {
  method: string
  pattern: readonly string[]
  handler: Handler
}

export class Router {
  readonly #routes: Route[] = []

  /** Adds a route, e.g. `on('GET', '/api/kernels/:id', …)`. */
  on(method: string, pattern: string, handler: Handler): this {
    this.#routes.push({ method, pattern: pattern.split('/').filter((part) => part !== ''), handler })
    return this
  }

  /** Answers a request. @throws HttpError 404 where no pattern fits, 405 where one does for other methods only */
  async handle(request: ApiRequest): Promise<ApiResponse> {
    const path = request.segments.join('/')
    let known = false
    for (const { method, pattern, handler } of this.#routes) {
      const params = match(pattern, request.segments)
      if (params === null) continue
      if (method === request.method) return handler(request, params)
      known = true
    }
    throw known ? new HttpError(405, `${request.method} is not possible on /${path}.`) : new HttpError(404, `There is nothing at /${path}.`)
  }
}

function match(pattern: readonly string[], segments: readonly string[]): Params | null {
  const params: Record<string, string> = {}
  for (const [index, part] of pattern.entries()) {
    if (part.startsWith('*')) {
      params[part.slice(1)] = segments.slice(index).join('/')
      return params
    }
    const segment = segments[index]
    if (segment === undefined) return null
    if (part.startsWith(':')) params[part.slice(1)] = segment
    else if (part !== segment) return null
  }
  return segments.length === pattern.length ? params : null
}
