// A real server on real files for the tests: a course folder and a front end of a few lines in a temporary place, and requests sent exactly
// as a test words them (no address tidied up, any header), which `fetch` would not allow.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { request, type IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after } from 'node:test'
import { startServer, type RunningServer, type ServerOptions } from '../../app/server/index.ts'
import { launchKernel } from '../../kernels/node/launch.ts'

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  text: string
  json: any // any: tests look into bodies of every shape
}

export interface RequestOptions {
  headers?: Record<string, string>
  /** Sent as it is if it is a text or bytes, as JSON otherwise. */
  body?: unknown
  /** Sends the token in a header, as it does unless told otherwise. */
  token?: boolean
}

export interface Lab {
  server: RunningServer
  /** The folder that is served. */
  root: string
  /** The person's state folder. */
  state: string
  /** The folder that holds all of it, and what lies outside of `root`. */
  outside: string
  /** What the server logged. */
  log: string[]
  send(method: string, path: string, options?: RequestOptions): Promise<Answer>
  get(path: string, options?: RequestOptions): Promise<Answer>
}

/** Starts a server on files by path and content; it ends, and its files go, when the tests of the file are done. */
export async function startLab(files: Record<string, string | Uint8Array> = {}, options: Partial<ServerOptions> = {}): Promise<Lab> {
  const outside = realpathSync(mkdtempSync(join(tmpdir(), 'downhill-lab-')))
  const [root, state, dist] = [join(outside, 'course'), join(outside, 'state'), join(outside, 'dist')]
  mkdirSync(root)
  writeFiles(root, files)
  writeFiles(dist, FRONT_END)
  const log: string[] = []
  const server = await startServer({ root, dist, state, launchKernel, log: (line) => log.push(line), ...options })
  after(async () => {
    await server.close()
    rmSync(outside, { recursive: true, force: true })
  })
  const send = (method: string, path: string, sent: RequestOptions = {}): Promise<Answer> => sendTo(server, method, path, sent)
  return { server, root, state, outside, log, send, get: (path, sent) => send('GET', path, sent) }
}

export function writeFiles(folder: string, files: Record<string, string | Uint8Array>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
}

/** A notebook file with one code cell. */
export const notebookText = (source = '1 + 1'): string =>
  JSON.stringify({
    cells: [{ cell_type: 'code', id: 'one', metadata: {}, source, execution_count: null, outputs: [] }],
    metadata: {},
    nbformat: 4,
    nbformat_minor: 5,
  })

export const schema = {
  id: '@jupyterlab/notebook-extension:tracker',
  version: '4.6.4',
  schema: { type: 'object', properties: { fontSize: { type: 'number', default: 13 }, editor: { default: { wrap: false, size: 1 } } } },
}

const FRONT_END = {
  'static/main.js': 'document.title = "lab"\n',
  'static/main.css': 'body { margin: 0 }\n',
  'static/chunks/part-AB12CD34.js': 'export default 1\n',
  'themes/@jupyterlab/theme-light-extension/index.css': ':root { --jp-layout-color0: white }\n',
  'schemas.json': JSON.stringify([schema]),
  'secret.txt': 'not a part of the front end\n',
}

function sendTo(server: RunningServer, method: string, path: string, sent: RequestOptions): Promise<Answer> {
  const { headers = {}, body, token = true } = sent
  const bytes = body === undefined || typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body)
  const auth = token ? { Authorization: `token ${server.token}` } : {}
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: '127.0.0.1', port: server.port, method, path, headers: { ...auth, ...headers }, agent: false },
      (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('error', reject)
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.on('end', () => {
          const text = Buffer.concat(chunks).toString()
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, json: parse(text) })
        })
      },
    )
    outgoing.on('error', reject)
    outgoing.end(bytes)
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
