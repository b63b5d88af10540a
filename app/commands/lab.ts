// `downhill lab`, which is also `npm start`: builds what is stale, starts the notebook on this machine and opens the browser on the course.
import { readdir, readFile, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildStale } from '../build/index.ts'
import type { Command } from '../cli.ts'
import { DIST, NOTEBOOKS, ROOT } from '../paths.ts'
import type * as Server from '../server/index.ts'
import { UserError } from '../user-error.ts'

export const lab: Command = {
  usage: `downhill lab [--port N] [--dir PATH] [--no-open]
  opens the course in the notebook; Ctrl-C stops it
  --port N     listen on this port (a free one is chosen otherwise)
  --dir PATH   show this folder of notebooks instead of the course
  --no-open    print the address without opening the browser`,
  options: { port: { type: 'string' }, dir: { type: 'string' }, 'no-open': { type: 'boolean' } },

  async run(values) {
    const port = readPort(values['port'])
    const root = await readFolder(values['dir'])
    await buildStale({ log: console.log })
    const { startServer, launchKernel } = (await import(pathToFileURL(join(DIST, 'server/index.js')).href)) as typeof Server
    const overrides = JSON.parse(await readFile(join(ROOT, 'app/lab/overrides.json'), 'utf8'))
    const server = await startServer({ root, port, dist: join(DIST, 'lab'), launchKernel, overrides }).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') throw new UserError(`port ${port} is taken. Choose another with --port N, or leave --port out to get a free one.`)
      if (error.code === 'EACCES') throw new UserError(`port ${port} may not be used by this account. Choose one from 1024 on, or leave --port out.`)
      throw error
    })

    const stopped = untilStopped()
    const address = await addressOf(server.url, server.token, root)
    console.log(`Downhill is running at\n  ${address}\nCtrl-C stops it.`)
    if (!values['no-open']) await openBrowser(address)
    await stopped
    await server.close()
    return 0
  },
}

function readPort(value: string | boolean | undefined): number {
  if (value === undefined) return 0
  const port = Number(value)
  if (typeof value !== 'string' || !/^\d+$/.test(value) || port > 65535) {
    throw new UserError(`--port ${String(value)}: a port is a whole number from 1 to 65535 (0 for any free one).`)
  }
  return port
}

async function readFolder(value: string | boolean | undefined): Promise<string> {
  if (typeof value !== 'string') return NOTEBOOKS
  const folder = resolve(value)
  const found = await stat(folder).catch(() => null)
  if (!found) throw new UserError(`--dir ${value}: there is no such folder.`)
  if (!found.isDirectory()) throw new UserError(`--dir ${value}: is a file; --dir takes a folder of notebooks.`)
  return folder
}

/** The address to open: the folder's first notebook in the order of names, or the plain lab when it has none. */
async function addressOf(url: string, token: string, root: string): Promise<string> {
  const names = await readdir(root)
  const [first] = names.filter((name) => name.endsWith('.ipynb') && !name.startsWith('.')).sort()
  const path = first === undefined ? '/lab' : `/lab/tree/${encodeURIComponent(first)}`
  return `${url}${path}?token=${token}`
}

async function openBrowser(address: string): Promise<void> {
  const { default: open } = await import('open')
  const opener = await open(address).catch(() => null)
  opener?.on('error', () => console.log('No browser could be opened; open the address above by hand.'))
}

/** Resolves at the first Ctrl-C or request to end; a second one while the server closes changes nothing. */
function untilStopped(): Promise<void> {
  return new Promise((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop())
  })
}
