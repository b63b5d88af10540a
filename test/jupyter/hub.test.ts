// JupyterHub, Debian's: two users, each with a server of their own, run a cell of TypeScript at the same time.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { Hub } from './hub.ts'
import { findJupyter, type Jupyter } from './jupyter.ts'

const jupyter = await findJupyter()
const missing = 'missing' in jupyter ? jupyter.missing : undefined
if (missing) console.log(`JupyterHub was not tested: ${missing}`)

describe('on a JupyterHub', { skip: missing ?? false }, () => {
  let hub: Hub | undefined
  before(async () => {
    hub = await Hub.start(jupyter as Jupyter)
  })
  after(async () => {
    await hub?.stop()
    await (jupyter as Jupyter).remove()
  })

  test('two users run a cell at the same time, each in a folder of their own', { timeout: 180_000 }, async () => {
    assert.ok(hub)
    const { folder } = hub
    const users = ['ada', 'emmy'] as const
    await Promise.all(users.map((user) => hub?.startServer(user)))
    // Each cell says that it runs, and ends when it has heard the other.
    const cell = (own: string, other: string): string => `
import { existsSync, writeFileSync } from 'node:fs'
import { ones } from 'downhill'
writeFileSync(${JSON.stringify(join(folder, `${own}-runs`))}, '')
while (!existsSync(${JSON.stringify(join(folder, `${other}-runs`))})) await new Promise((later) => setTimeout(later, 20))
console.log(process.cwd(), ones([2]).sum().item())`
    const printed = await Promise.all([hub.run('ada', cell('ada', 'emmy')), hub.run('emmy', cell('emmy', 'ada'))])
    assert.deepEqual(printed, users.map((user) => `${join(folder, user)} 2\n`))
  })
})
