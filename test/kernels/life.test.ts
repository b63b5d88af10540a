// How a kernel begins and ends: with its parent, by request, by force, at once when it cannot start; and what of it survives a cell that
// ends its thread. No process is left behind, the language server and the children of cells included.
import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { before, describe, test, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { openSession } from '../../kernels/node/index.ts'
import { ROOT } from '../../app/paths.ts'
import { builtKernels } from './built.ts'
import { KernelClient, printed, until, valueOf, type ClientOptions } from './client.ts'
import { descendants } from './processes.ts'

before(builtKernels)

/** Whether a process runs. One that has ended, but whose end nobody has asked for yet, does not. */
function lives(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !existsSync('/proc/self/stat') || !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

async function gone(pids: number[], within: number): Promise<boolean> {
  for (let waited = 0; waited < within; waited += 25) {
    if (!pids.some(lives)) return true
    await sleep(25)
  }
  return false
}

/** A kernel that ends with the test, however that ends. */
function startKernel(context: TestContext, options?: ClientOptions): KernelClient {
  const kernel = new KernelClient(options)
  context.after(() => kernel.process.kill())
  return kernel
}

/** A kernel with a language server, and with a child process that a cell has started. */
async function busyKernel(context: TestContext): Promise<{ kernel: KernelClient; pids: number[] }> {
  const kernel = startKernel(context, { types: true })
  await kernel.execute('require("node:child_process").spawn("sleep", ["300"], { stdio: "ignore" }).pid')
  const pids = [kernel.process.pid!, ...(await descendants(kernel.process.pid!))]
  if (existsSync('/proc/self/stat')) assert.equal(pids.length, 3, 'kernel, language server and sleep')
  return { kernel, pids }
}

describe('a kernel ends', () => {
  test('by kill, with all its children', async (context) => {
    const { kernel, pids } = await busyKernel(context)
    await kernel.process.kill()
    assert.ok(await gone(pids, 500))
  })
  test('by kill while a cell spins', async (context) => {
    const { kernel, pids } = await busyKernel(context)
    await kernel.begin('for (;;);')
    await kernel.process.kill()
    assert.ok(await gone(pids, 500))
  })
  test('by kill while a cell sleeps below JavaScript', async (context) => {
    const { kernel, pids } = await busyKernel(context)
    await kernel.begin('require("node:child_process").execSync("sleep 300")')
    await sleep(100)
    const all = [...pids, ...(await descendants(pids[0]!))]
    await kernel.process.kill()
    assert.ok(await gone(all, 500))
  })
  test('by shutdown_request, after the reply, with code 0', async (context) => {
    const kernel = startKernel(context)
    const ended = new Promise<number | null>((resolve) => kernel.process.onExit((code) => resolve(code)))
    const { reply } = await kernel.request('shutdown_request', { restart: false }, 'control')
    assert.deepEqual(reply, { status: 'ok', restart: false })
    assert.equal(await ended, 0)
  })
  test('within 5 seconds of its parent, even if that was killed and a cell spins', async (context) => {
    const folder = await mkdtemp(join(tmpdir(), 'downhill-parent-'))
    const parent = join(folder, 'parent.mjs')
    await writeFile(parent, `
      import '${ROOT}/app/register.mjs'
      const { KernelClient } = await import('${ROOT}/test/kernels/client.ts')
      const kernel = new KernelClient({ types: true })
      await kernel.execute('1')
      await kernel.begin('for (;;);')
      process.send(kernel.process.pid)`)
    const child = fork(parent, { cwd: ROOT, stdio: 'ignore' })
    const pid = await new Promise<number>((resolve) => child.once('message', (message) => resolve(Number(message))))
    const pids = [pid, ...(await descendants(pid))]
    context.after(() => pids.filter(lives).forEach((each) => process.kill(each, 'SIGKILL')))
    child.kill('SIGKILL')
    assert.ok(await gone(pids, 5000))
  })
})

describe('a kernel that cannot start', () => {
  test('says why in a plain sentence', async (context) => {
    const kernel = startKernel(context, { env: { NODE_OPTIONS: '--require /no/such/module.cjs' } })
    const [code, reason] = await new Promise<[number | null, string]>((resolve) => kernel.process.onExit((...end) => resolve(end)))
    assert.equal(code, 1)
    assert.match(reason, /^The kernel ended before it could answer \(exit code 1\)\.\n[^]*Cannot find module '\/no\/such\/module\.cjs'/)
  })
  test('because its folder is missing names the folder', async (context) => {
    const kernel = startKernel(context, { cwd: '/no/such/folder' })
    const [, reason] = await new Promise<[number | null, string]>((resolve) => kernel.process.onExit((...end) => resolve(end)))
    assert.equal(reason, 'The kernel could not be started: the folder /no/such/folder does not exist.')
  })
  test('takes messages and kill all the same', async (context) => {
    const kernel = startKernel(context, { cwd: '/no/such/folder' })
    void kernel.execute('1')
    await kernel.process.kill()
  })
})

describe('a cell that ends its thread does not end the kernel', () => {
  test('by process.exit', async (context) => {
    const kernel = startKernel(context)
    await kernel.execute('const kept = 1')
    const { reply } = await kernel.execute('process.exit(3)', { stop_on_error: false })
    assert.equal(reply['ename'], 'ProcessExit')
    assert.match(String(reply['evalue']), /^process\.exit\(3\) ended what ran the notebook\. All variables are gone/)
    assert.match(String((await kernel.execute('kept', { stop_on_error: false })).reply['evalue']), /kept is not defined/)
    assert.equal(valueOf(await kernel.execute('const kept = 2; kept')), '2')
  })
  test('by process.exit in a timer between cells, which is told', async (context) => {
    const kernel = startKernel(context)
    const answer = await kernel.execute('setTimeout(() => process.exit(0), 20); 0')
    await until(() => printed(answer, 'stderr') !== '')
    assert.match(printed(answer, 'stderr'), /^process\.exit\(0\) ended what ran the notebook\. All variables are gone/)
    assert.equal(valueOf(await kernel.execute('1 + 1')), '2')
  })
  test('by filling the memory', async (context) => {
    const kernel = startKernel(context, { env: { DOWNHILL_MEMORY_MB: '64' } })
    const { reply } = await kernel.execute('const all = []; for (;;) all.push(new Array(1000).fill({}))', { stop_on_error: false })
    assert.equal(reply['ename'], 'OutOfMemory')
    assert.match(String(reply['evalue']), /more than the 64 MB of memory/)
    assert.equal(valueOf(await kernel.execute('1 + 1')), '2')
  })
})

describe('a session in this process', () => {
  test('interrupts a cell after a time limit and goes on', async (context) => {
    const session = openSession({ cwd: '.' })
    context.after(() => session.close())
    const ignore = () => {}
    await session.execute('0', { onOutput: ignore })
    const result = await session.execute('let n = 0; for (;;) n++', { onOutput: ignore, timeout: 100 })
    assert.deepEqual([result.error?.ename, result.error?.evalue], ['KeyboardInterrupt', 'the cell ran for more than 0.1 s'])
    assert.equal((await session.execute('if (n < 1000) throw new Error(String(n))', { onOutput: ignore })).status, 'ok')
  })
  test('restarts with no names, also from within a cell that runs', async (context) => {
    const session = openSession({ cwd: '.' })
    context.after(() => session.close())
    const ignore = () => {}
    await session.execute('const a = 1', { onOutput: ignore })
    const running = session.execute('for (;;);', { onOutput: ignore })
    await sleep(50)
    await session.restart()
    assert.equal((await running).status, 'error')
    const result = await session.execute('a', { onOutput: ignore })
    assert.deepEqual([result.executionCount, result.error?.evalue], [1, 'a is not defined'])
  })
})
