// Who may speak to the server, by the conventions of Jupyter Server. The person who started it knows a random token. A program sends it in
// a header; a browser brings it once in the address and gets a cookie for it, which no script can read and no other site can make it send.
//
// A page of another site in the same browser must not get in either. It may not call the server by a name of its own (Host: DNS rebinding),
// may not send requests or open sockets (Origin), and cannot send a write that only a cookie vouches for, because it does not know the
// value that a write must repeat in a header (_xsrf).
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { HttpError } from '../core/index.ts'

/** What those are told who may not. */
export const STRANGER = 'The request brings neither the token nor the cookie of this server.'

/** How a request showed that it may. */
export type Credential = 'header' | 'query' | 'cookie'

const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '[::1]']
const READING = ['GET', 'HEAD']
const XSRF_COOKIE = '_xsrf'

export class Guard {
  readonly #token: string
  readonly #hostNames: ReadonlySet<string>
  readonly #cookieName: string
  readonly #cookieValue = randomSecret()

  /** @param host the name or address that the server was told to listen on */
  constructor(token: string, host: string, port: number) {
    this.#token = token
    this.#hostNames = new Set([...LOOPBACK_NAMES, host.includes(':') ? `[${host}]` : host.toLowerCase()])
    this.#cookieName = `downhill-${port}`
  }

  /** Refuses what comes by a wrong name or from a page of another site. @throws HttpError 403 */
  checkSource({ host = '', origin }: IncomingHttpHeaders): void {
    const name = host.toLowerCase().replace(/:\d+$/, '')
    if (!this.#hostNames.has(name)) throw new HttpError(403, 'The server does not go by this name.')
    if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`) {
      throw new HttpError(403, 'The server answers no pages of other sites.')
    }
  }

  /** How a request shows that it may; null if it does not. */
  credentialOf({ headers }: IncomingMessage, query: URLSearchParams): Credential | null {
    const [, given] = /^(?:token|bearer)\s+(\S+)\s*$/i.exec(headers.authorization ?? '') ?? []
    if (given !== undefined) return isSame(given, this.#token) ? 'header' : null
    if (isSame(query.get('token') ?? '', this.#token)) return 'query'
    return isSame(cookiesOf(headers).get(this.#cookieName) ?? '', this.#cookieValue) ? 'cookie' : null
  }

  /** Refuses a write for which only a cookie vouches, unless it repeats the other cookie in a header. @throws HttpError 403 */
  checkWrite({ method = '', headers }: IncomingMessage, credential: Credential): void {
    if (READING.includes(method) || credential !== 'cookie') return
    const expected = cookiesOf(headers).get(XSRF_COOKIE) ?? ''
    if (expected === '' || !isSame(String(headers['x-xsrftoken'] ?? ''), expected)) {
      throw new HttpError(403, 'The request does not repeat its _xsrf cookie in the header X-XSRFToken. Reload the page.')
    }
  }

  /** The cookie that a token is exchanged for. */
  sessionCookie(): string {
    return `${this.#cookieName}=${this.#cookieValue}; Path=/; HttpOnly; SameSite=Strict`
  }

  /** The cookie that writes repeat; null if the browser has one. */
  xsrfCookie({ headers }: IncomingMessage): string | null {
    return cookiesOf(headers).get(XSRF_COOKIE) ? null : `${XSRF_COOKIE}=${randomSecret()}; Path=/; SameSite=Strict`
  }
}

/** 192 random bits. */
export const randomSecret = (): string => randomBytes(24).toString('hex')

/** Compares in a time that depends on neither text. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}

/** The cookies of a request; of two with one name the last counts, as it does for the front end. */
function cookiesOf({ cookie = '' }: IncomingHttpHeaders): Map<string, string> {
  const pairs = cookie.split(';').map((pair): [string, string] => {
    const equals = pair.indexOf('=')
    return [pair.slice(0, equals).trim(), pair.slice(equals + 1).trim()]
  })
  return new Map(pairs)
}
