// Starts the lab as `npm start` does, in a process of its own, on a copy of the course that a test may change.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../../app/paths.ts'

export interface Lab {
  /** `http://127.0.0.1:PORT` */
  origin: string
  /** The address of a notebook, or of the lab alone, in a workspace of that name, with the token. */
  address(notebook: string | null, workspace: string): string
  /** Where the copies of the notebooks lie. */
  folder: string
  /** Ends the lab as Ctrl-C does. @returns its exit code */
  stop(): Promise<number | null>
}

const FIXTURES = join(ROOT, 'test/browser/fixtures')
/** A first start may have to build. */
const START_LIMIT = 90_000

/** Starts the lab on copies of notebooks/, data/ and the test's own notebooks. */
export async function startLab(): Promise<Lab> {
  const place = mkdtempSync(join(tmpdir(), 'downhill-browser-'))
  const folder = copyCourse(place)
  const env = { ...process.env, XDG_STATE_HOME: join(place, 'state') }
  const child = spawn(process.execPath, ['app/downhill.mjs', 'lab', '--no-open', '--port', '0', '--dir', folder], { cwd: ROOT, env })
  const address = new URL(await printedAddress(child))
  const stop = async (): Promise<number | null> => {
    const gone = child.exitCode === null ? once(child, 'exit') : Promise.resolve()
    child.kill('SIGINT')
    await gone
    rmSync(place, { recursive: true, force: true })
    return child.exitCode
  }
  const path = (notebook: string | null): string => (notebook === null ? '' : `/tree/${encodeURIComponent(notebook)}`)
  const full: Lab['address'] = (notebook, workspace) => `${address.origin}/lab/workspaces/${workspace}${path(notebook)}${address.search}`
  return { origin: address.origin, address: full, folder, stop }
}

function copyCourse(place: string): string {
  const folder = join(place, 'notebooks')
  mkdirSync(folder)
  for (const from of [join(ROOT, 'notebooks'), FIXTURES]) cpSync(from, folder, { recursive: true })
  if (existsSync(join(ROOT, 'data'))) cpSync(join(ROOT, 'data'), join(place, 'data'), { recursive: true })
  return folder
}

/** The address that the lab prints once it is there. @throws with all it said, if it ends or is silent */
function printedAddress(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let said = ''
    const give = (problem: string): void => failed(new Error(`the lab ${problem}; it said:\n${said}`))
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      give(`printed no address within ${START_LIMIT / 1000} s`)
    }, START_LIMIT)
    const hear = (chunk: Buffer): void => {
      said += chunk.toString()
      const address = /http:\/\/127\.0\.0\.1:\d+\/lab\S*[?&]token=\S+/.exec(said)?.[0]
      if (!address) return
      clearTimeout(timer)
      found(address)
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', (code) => {
      clearTimeout(timer)
      give(`ended with code ${code}`)
    })
  })
}
