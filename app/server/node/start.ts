// Starts the lab's server on this machine and ends it without leaving anything behind: no kernel, no connection, no half-written file.
import { realpath, readFile, stat } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { ROOT } from '../../paths.ts'
import { createCore, type KernelProcess, type SettingsSchema } from '../core/index.ts'
import { Disk } from './disk.ts'
import { Guard, randomSecret } from './guard.ts'
import { createHandler } from './handler.ts'
import { serveSockets, type Sockets } from './sockets.ts'
import { StartError, startErrorOf } from './start-error.ts'
import { folderKey, stateFolder, TextFolder } from './text-store.ts'

export interface ServerOptions {
  /** The folder of notebooks to serve. */
  root: string
  /** The folder with the built front end: `static/`, `themes/` and `schemas.json`. */
  dist: string
  /** Starts a kernel in a folder. */
  launchKernel(options: { cwd: string }): KernelProcess
  /** A port of one's own choice; 0 or none for a free one. */
  port?: number
  host?: string
  /** What a client must know; a random one if none is given. */
  token?: string
  /** Defaults of the front end's settings that replace those of its schemas, by plugin and setting. */
  overrides?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** Where settings and workspaces are kept; the person's state folder if none is given. */
  state?: string
  /** How many bytes a request or a frame may have. */
  bodyLimit?: number
  /** Hears of faults; never of the token. */
  log?: (line: string) => void
}

export interface RunningServer {
  /** `http://127.0.0.1:PORT`; the page is at `/lab`, a notebook at `/lab/tree/PATH`, both with `?token=…` the first time. */
  url: string
  port: number
  token: string
  /** Ends every kernel and connection. Resolves when they are gone; asked again, it says when the first asking is done. */
  close(): Promise<void>
}

/**
 * Starts the server.
 *
 * ```ts
 * const server = await startServer({ root: 'notebooks', dist: 'dist/lab', launchKernel })
 * console.log(`${server.url}/lab?token=${server.token}`)
 * await server.close()
 * ```
 *
 * @throws StartError, whose message is one line: with the code EADDRINUSE where the port is taken, ENOENT where the folder does not exist,
 *   ERR_NOT_BUILT where the front end is not built
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { host = '127.0.0.1', port = 0, token = randomSecret(), log = console.error, bodyLimit = 256 * 2 ** 20 } = options
  if (token === '') throw new StartError('ERR_TOKEN', 'The token must not be empty: anyone could do anything without one.')
  const dist = resolve(options.dist)
  const root = await folderOf(options.root)
  await checkBuilt(dist)
  const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { version: string }

  const server = createServer()
  await listen(server, port, host)
  const actualPort = (server.address() as AddressInfo).port
  const disk = new Disk(root)
  const guard = new Guard(token, host, actualPort)
  const core = createCore({
    ...storesOf(options.state ?? stateFolder(), root),
    storage: disk,
    launchKernel: (folder) => options.launchKernel({ cwd: join(root, folder) }),
    schemas: async () => JSON.parse(await readFile(join(dist, 'schemas.json'), 'utf8')) as SettingsSchema[],
    overrides: options.overrides ?? {},
    log,
  })
  server.on('error', (error) => log(`The server: ${error.message}`))
  server.on('request', createHandler({ core, disk, guard, dist, rootName: shortName(root), version, bodyLimit, log }))
  const sockets = serveSockets(server, { core, guard, frameLimit: bodyLimit })

  let closing: Promise<void> | undefined
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${actualPort}`,
    port: actualPort,
    token,
    close: () => (closing ??= close(server, sockets, core)),
  }
}

async function close(server: Server, sockets: Sockets, core: { close(): Promise<void> }): Promise<void> {
  const closed = new Promise((done) => server.close(done))
  await core.close()
  await sockets.close()
  server.closeAllConnections()
  await closed
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((started, failed) => {
    const fail = (error: unknown): void => failed(startErrorOf(error, port, host))
    server.once('error', fail)
    try {
      server.listen(port, host, () => {
        server.off('error', fail)
        started()
      })
    } catch (error) {
      fail(error)
    }
  })
}

async function folderOf(path: string): Promise<string> {
  const real = await realpath(path).catch(() => {
    throw new StartError('ENOENT', `There is no such folder: ${path}`)
  })
  if (!(await stat(real)).isDirectory()) throw new StartError('ENOTDIR', `${path} is a file, not a folder of notebooks.`)
  return real
}

async function checkBuilt(dist: string): Promise<void> {
  const parts = ['schemas.json', join('static', 'main.js')].map((part) => stat(join(dist, part)))
  await Promise.all(parts).catch(() => {
    throw new StartError('ERR_NOT_BUILT', `The notebook's front end is not built (${dist}). Run \`npm run build\` first.`)
  })
}

/** Settings are the person's wherever they work; how tabs are arranged belongs to the folder whose files they show. */
const storesOf = (state: string, root: string): { settings: TextFolder; workspaces: TextFolder; config: TextFolder } => ({
  settings: new TextFolder(join(state, 'settings')),
  workspaces: new TextFolder(join(state, 'workspaces', folderKey(root))),
  config: new TextFolder(join(state, 'config')),
})

/** A folder with the person's own written as `~`. */
const shortName = (root: string): string => (root.startsWith(homedir()) ? `~${root.slice(homedir().length)}` : root)
