// A language server that dies costs a notebook nothing: the next question about types starts another, which knows all cells so far. The
// real server is ended by force.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, test } from 'node:test'
import type { JsonObject } from '../../kernels/session/message.ts'
import { builtKernels } from './built.ts'
import { KernelClient, ofType, printed, until, valueOf, type Answer } from './client.ts'
import { descendants } from './processes.ts'

const skip = existsSync('/proc/self/stat') ? false : 'the language server’s process is found in /proc, which this system does not have'

describe('after the language server was killed', { skip }, () => {
  let kernel: KernelClient

  before(async () => {
    await builtKernels()
    kernel = new KernelClient({ types: true })
    await kernel.execute('const learningRate = 0.1; let label = "slow"; interface Step { size: number }')
  })
  after(() => kernel.process.kill())

  beforeEach(async () => {
    const [server, ...others] = await servers()
    assert.ok(server !== undefined && others.length === 0, 'one language server')
    process.kill(server, 'SIGKILL')
    await until(() => !existsSync(`/proc/${server}`))
  })

  const servers = () => descendants(kernel.process.pid!)

  const problems = (answer: Answer): string[] =>
    ofType(answer, 'display_data').map(({ data }) => String((data as JsonObject)['text/plain']).split('\n').slice(1).join('\n').trim())

  test('the next cell is checked, with the types of all cells before it', async () => {
    const answer = await kernel.execute('const step: Step = { size: label }; 6 * 7')
    assert.deepEqual(problems(answer), ["line 1, column 22: Type 'string' is not assignable to type 'number'."])
    assert.deepEqual([valueOf(answer), printed(answer, 'stderr')], ['42', ''])
  })
  test('names of earlier cells are completed', async () => {
    const { reply } = await kernel.request('complete_request', { code: 'learningR', cursor_pos: 9 })
    assert.deepEqual(reply['matches'], ['learningRate'])
  })
  test('names of earlier cells are told about', async () => {
    const { reply } = await kernel.request('inspect_request', { code: 'label', cursor_pos: 2, detail_level: 0 })
    assert.equal((reply['data'] as JsonObject)['text/plain'], 'let label: string')
  })
  test('questions that are asked together start one server, not several', async () => {
    const ask = () => kernel.request('complete_request', { code: 'learningR', cursor_pos: 9 })
    const answers = await Promise.all([ask(), ask(), ask(), kernel.execute('learningRate')])
    assert.deepEqual(answers.slice(0, 3).map(({ reply }) => reply['matches']), [['learningRate'], ['learningRate'], ['learningRate']])
    assert.equal((await servers()).length, 1)
  })
})

test('a language server that cannot be started is told once, and cells run without types', { skip }, async (context) => {
  await builtKernels()
  const folder = await mkdtemp(join(tmpdir(), 'downhill-gone-'))
  const kernel = new KernelClient({ cwd: folder, types: true })
  context.after(() => kernel.process.kill())
  // What is executed silently is not checked: the server is to start in a folder that is gone.
  await kernel.execute('require("node:fs").rmdirSync(process.cwd())', { silent: true })
  const first = await kernel.execute('const n: number = "wrong"; n')
  assert.equal(valueOf(first), "'wrong'")
  assert.match(printed(first, 'stderr'), /^Types are not checked in this session: the language server has ended\n$/)
  assert.equal(printed(await kernel.execute('n'), 'stderr'), '')
  assert.deepEqual((await kernel.request('complete_request', { code: 'n', cursor_pos: 1 })).reply['matches'], [])
})
