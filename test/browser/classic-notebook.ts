// Debian's classic Notebook, started as a server of its own on a copy of the chapters, for one test file.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../app/paths.ts'
import { freePort } from '../free-port.ts'
import { debianPython, type Jupyter } from '../jupyter/jupyter.ts'

/** A server on a loaded machine may take this long. */
const START_LIMIT = 60_000

export interface ClassicNotebook {
  origin: string
  /** The address of a notebook of the course, with the token. */
  address(notebook: string): string
  stop(): Promise<void>
}

/** @throws Error with all that the server said, if it does not start */
export async function startClassicNotebook(jupyter: Jupyter): Promise<ClassicNotebook> {
  const folder = join(jupyter.prefix, 'course')
  mkdirSync(folder)
  for (const part of ['notebooks', 'data']) cpSync(join(ROOT, part), join(folder, part), { recursive: true })
  const origin = `http://127.0.0.1:${await freePort()}`
  const token = 'for-this-test-alone'
  const options = { port: new URL(origin).port, ip: '127.0.0.1', 'NotebookApp.token': token, 'NotebookApp.port_retries': 0, 'notebook-dir': folder }
  const args = Object.entries(options).map(([name, value]) => `--${name}=${value}`)
  const server = spawn(debianPython, ['-m', 'notebook', '--no-browser', '--allow-root', ...args], { env: jupyter.env, stdio: ['ignore', 'ignore', 'pipe'] })
  const gone = once(server, 'exit')
  let said = ''
  await new Promise<void>((started, failed) => {
    const give = (problem: string): void => failed(new Error(`the classic Notebook ${problem}; it said:\n${said}`))
    const timer = setTimeout(() => give(`did not start within ${START_LIMIT / 1000} s`), START_LIMIT)
    server.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text
      if (!said.includes('is running at')) return
      clearTimeout(timer)
      started()
    })
    server.once('exit', (code) => give(`ended with code ${code}`))
  })
  return {
    origin,
    address: (notebook) => `${origin}/notebooks/notebooks/${notebook}?token=${token}`,
    async stop() {
      // It ends its kernels first.
      server.kill('SIGTERM')
      await gone
    },
  }
}
