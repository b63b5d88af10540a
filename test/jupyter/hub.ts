// Debian's JupyterHub, started with a configuration of its own, and what a test asks of it: users, their servers, and kernels on these.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { ROOT } from '../../app/paths.ts'
import { MessageMaker, type JupyterMessage } from '../../kernels/session/message.ts'
import { freePort } from '../free-port.ts'
import { debianPython, type Jupyter } from './jupyter.ts'

const TOKEN = 'for-this-test-alone'
/** Everything is waited for this long at most, on however busy a machine. */
const LIMIT = 120_000

export class Hub {
  /** Where the users' folders lie. */
  readonly folder: string
  readonly #origin: string
  readonly #stop: () => Promise<void>

  private constructor(folder: string, origin: string, stop: () => Promise<void>) {
    this.folder = folder
    this.#origin = origin
    this.#stop = stop
  }

  static async start(jupyter: Jupyter): Promise<Hub> {
    const folder = join(jupyter.prefix, 'hub')
    mkdirSync(folder)
    const ports = [await freePort(), await freePort(), await freePort()]
    // Debian's proxy looks for Debian's packages of Node, which only Debian's own Node finds by itself.
    const env = { ...jupyter.env, NODE_PATH: '/usr/share/nodejs', HUB_FOLDER: folder, HUB_PORTS: ports.join(' '), HUB_TOKEN: TOKEN, DOWNHILL_TYPES: 'off' }
    const hub = spawn(debianPython, ['-m', 'jupyterhub', '--config', join(ROOT, 'test/jupyter/hub_config.py')], { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    hub.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
    const gone = once(hub, 'exit')
    const stop = async (): Promise<void> => {
      // It ends the proxy and the users' servers, and they their kernels.
      hub.kill('SIGINT')
      await gone
    }
    const origin = `http://127.0.0.1:${ports[0]}`
    const answers = (): Promise<boolean> => fetch(`${origin}/hub/api/`).then(({ ok }) => ok, () => false)
    await until(async () => hub.exitCode !== null || (await answers()), () => said)
    if (hub.exitCode !== null) throw new Error(`JupyterHub ended with code ${hub.exitCode}; it said:\n${said}`)
    return new Hub(folder, origin, stop)
  }

  /** Makes a user and starts their server. */
  async startServer(user: string): Promise<void> {
    mkdirSync(join(this.folder, user))
    await this.#ask('POST', `/hub/api/users/${user}`)
    await this.#ask('POST', `/hub/api/users/${user}/server`)
    await until(async () => ((await this.#ask('GET', `/hub/api/users/${user}`)) as { servers: Record<string, { ready: boolean }> }).servers['']?.ready === true)
  }

  /** Runs one cell in a fresh kernel on the user's server; the result is what it prints. */
  async run(user: string, code: string): Promise<string> {
    const { id } = (await this.#ask('POST', `/user/${user}/api/kernels`, { name: 'downhill' })) as { id: string }
    const socket = new WebSocket(`${this.#origin.replace('http', 'ws')}/user/${user}/api/kernels/${id}/channels?token=${TOKEN}`)
    await once(socket, 'open')
    const request = new MessageMaker().make('shell', 'execute_request', { code, silent: false, store_history: true, allow_stdin: false, stop_on_error: true, user_expressions: {} })
    let text = ''
    const idle = new Promise<void>((done) => {
      socket.on('message', (data) => {
        const { parent_header: parent, header, content } = JSON.parse(String(data)) as JupyterMessage
        if ((parent as { msg_id?: string }).msg_id !== request.header.msg_id) return
        if (header.msg_type === 'stream') text += String(content['text'])
        if (header.msg_type === 'error') text += (content['traceback'] as string[]).join('\n')
        if (content['execution_state'] === 'idle') done()
      })
    })
    socket.send(JSON.stringify(request))
    await idle
    socket.close()
    return text
  }

  stop(): Promise<void> {
    return this.#stop()
  }

  async #ask(method: string, path: string, body?: object): Promise<unknown> {
    const headers = { authorization: `token ${TOKEN}` }
    const answer = await fetch(this.#origin + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    return text === '' ? undefined : JSON.parse(text)
  }
}

async function until(holds: () => Promise<boolean>, why: () => string = () => ''): Promise<void> {
  for (const start = Date.now(); !(await holds()); await sleep(100)) {
    if (Date.now() - start > LIMIT) throw new Error(`waited for ${LIMIT / 1000} s. ${why()}`)
  }
}
