// The command line as a person meets it: real processes, real files, and for every mistake one clear line instead of a stack trace.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { createServer, type AddressInfo } from 'node:net'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { ROOT } from '../../app/paths.ts'

const BIN = join(ROOT, 'app/downhill.mjs')
let folder = ''
before(async () => void (folder = await mkdtemp(join(tmpdir(), 'downhill-cli-'))))
after(() => rm(folder, { recursive: true }))

const downhill = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], { cwd: folder, encoding: 'utf8' })
  return { status, stdout, stderr }
}

/** Asserts that a call fails with the given code, says why, and shows no stack. */
function refuses(args: string[], code: number, why: RegExp): void {
  const { status, stderr } = downhill(...args)
  assert.equal(status, code, stderr)
  assert.match(stderr, why)
  assert.doesNotMatch(stderr, /^\s+at /m)
}

const code = (source: string, tags: string[] = []) => ({ cell_type: 'code', id: `c${source.length}`, metadata: { tags }, source, execution_count: null, outputs: [] })
async function notebook(name: string, ...cells: object[]): Promise<string> {
  await writeFile(join(folder, name), JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }))
  return name
}

test('without a command the help names every command', () => {
  const { status, stdout } = downhill()
  assert.equal(status, 0)
  for (const name of ['lab', 'run', 'check', 'build']) assert.match(stdout, new RegExp(`^  ${name} `, 'm'))
})

test('a Node that is too old gets a sentence', () => {
  const pretend = 'data:text/javascript,Object.defineProperty(process, "versions", { value: { ...process.versions, node: "18.20.4" } })'
  const { status, stderr } = spawnSync(process.execPath, ['--import', pretend, BIN], { encoding: 'utf8' })
  assert.equal(status, 1)
  assert.equal(stderr, 'downhill: Node 18.20.4 is too old: version 20.12 or newer is needed (https://nodejs.org).\n')
})

test('an unknown command and an unknown option are named', () => {
  refuses(['fly'], 2, /unknown command: fly\. The commands are lab, run/)
  refuses(['lab', '--prot', '1'], 2, /--prot/)
})

test('a port that is no port, or taken, is refused with the way out', async () => {
  refuses(['lab', '--port', 'abc'], 1, /--port abc: a port is a whole number/)
  refuses(['lab', '--port', '70000'], 1, /--port 70000/)
  const taken = createServer().listen(0, '127.0.0.1')
  await new Promise((done) => taken.once('listening', done))
  const { port } = taken.address() as AddressInfo
  const refused = spawn(process.execPath, [BIN, 'lab', '--no-open', '--port', String(port)], { cwd: folder })
  let stderr = ''
  refused.stderr.on('data', (chunk) => (stderr += chunk))
  const status = await new Promise((done) => refused.once('exit', done))
  taken.close()
  assert.equal(status, 1)
  assert.match(stderr, new RegExp(`^downhill: port ${port} is taken\\. Choose another with --port N`))
})

test('a folder that does not exist, or is a file, is refused', async () => {
  refuses(['lab', '--dir', 'nowhere'], 1, /--dir nowhere: there is no such folder/)
  await writeFile(join(folder, 'file.txt'), '')
  refuses(['lab', '--dir', 'file.txt'], 1, /--dir file\.txt: is a file/)
})

test('run writes the executed copy and leaves the source as it was', async () => {
  const name = await notebook('good.ipynb', code('const x: number = 20'), code('console.log("hello"); x + 22'))
  const before = await readFile(join(folder, name), 'utf8')
  const { status, stdout, stderr } = downhill('run', name, '--output', 'out')
  assert.equal(status, 0, stderr)
  assert.match(stdout, /good\.ipynb: ran through in [\d.]+ s → out\/good\.ipynb/)
  assert.equal(await readFile(join(folder, name), 'utf8'), before)
  const executed = JSON.parse(await readFile(join(folder, 'out', name), 'utf8'))
  assert.equal(executed.cells[0].execution_count, 1)
  assert.deepEqual(executed.cells[1].outputs, [
    { output_type: 'stream', name: 'stdout', text: 'hello\n' },
    { output_type: 'execute_result', data: { 'text/plain': '42' }, metadata: {}, execution_count: 2 },
  ])
})

test('run names the cell that failed, shows its line, and exits with 1; later cells do not run', async () => {
  const name = await notebook('bad.ipynb', code('const ok = 1'), code('const a = 1\nthrow new RangeError("too steep")'), code('console.log("never")'))
  const { status, stderr } = downhill('run', name, '--output', 'out')
  assert.equal(status, 1)
  assert.match(stderr, /bad\.ipynb: cell 2 \(id c\d+\) failed:/)
  assert.match(stderr, /RangeError: too steep/)
  assert.match(stderr, /line 2/)
  const executed = JSON.parse(await readFile(join(folder, 'out', name), 'utf8'))
  assert.equal(executed.cells[1].outputs[0].output_type, 'error')
  assert.equal(executed.cells[2].execution_count, null)
})

test('run honours raises-exception and skip-execution', async () => {
  const name = await notebook('tags.ipynb', code('throw new Error("meant")', ['raises-exception']), code('throw new Error("left out")', ['skip-execution']), code('1'))
  const { status, stderr } = downhill('run', name, '--output', 'out')
  assert.equal(status, 0, stderr)
})

test('run refuses to write over its source, and what is no notebook', async () => {
  const name = await notebook('self.ipynb', code('1'))
  refuses(['run', name, '--output', '.'], 1, /self\.ipynb: the executed copy would overwrite it/)
  refuses(['run'], 1, /which notebook\?/)
  await writeFile(join(folder, 'broken.ipynb'), '{ half')
  refuses(['run', 'broken.ipynb'], 1, /broken\.ipynb: not a notebook: the file is not JSON/)
  assert.equal(await readFile(join(folder, 'broken.ipynb'), 'utf8'), '{ half')
})

test('check finds a type error with its cell, line and column, and passes what is right', async () => {
  const good = await notebook('typed.ipynb', code('const n: number = 1'), code('n.toFixed(2)'))
  assert.equal(downhill('check', good).status, 0)
  const bad = await notebook('untyped.ipynb', code('const n: number = 1'), code('const a = 1\nconst s: string = n'))
  const { status, stderr } = downhill('check', bad)
  assert.equal(status, 1)
  assert.match(stderr, /untyped\.ipynb: cell 2, line 2, column 7: Type 'number' is not assignable to type 'string'/)
})

test('the lab prints its address, serves it, and Ctrl-C leaves no process behind', async () => {
  await notebook('only.ipynb', code('1'))
  const lab = spawn(process.execPath, [BIN, 'lab', '--no-open', '--dir', folder], { cwd: folder, detached: true })
  let stdout = ''
  const address = await new Promise<string>((found, failed) => {
    lab.once('exit', () => failed(new Error(stdout)))
    lab.stdout.on('data', (chunk) => {
      stdout += chunk
      const match = /http:\S+/.exec(stdout)
      if (match) found(match[0])
    })
  })
  assert.match(address, /^http:\/\/127\.0\.0\.1:\d+\/lab\/tree\/[\w-]+\.ipynb\?token=\w+$/)
  const { origin, searchParams } = new URL(address)
  const headers = { Authorization: `token ${searchParams.get('token')}`, 'Content-Type': 'application/json' }
  const body = JSON.stringify({ path: 'only.ipynb', name: '', type: 'notebook', kernel: { name: 'downhill' } })
  assert.equal((await fetch(`${origin}/api/sessions`, { method: 'POST', headers, body })).status, 201)

  const group = -(lab.pid ?? 0)
  const gone = new Promise((done) => lab.once('exit', done))
  process.kill(group, 'SIGINT')
  assert.equal(await gone, 0)
  for (let i = 0; i < 40 && alive(group); i++) await new Promise((later) => setTimeout(later, 50))
  assert.equal(alive(group), false)
})

/** Whether any process of the group still runs. */
function alive(group: number): boolean {
  try {
    process.kill(group, 0)
    return true
  } catch {
    return false
  }
}
