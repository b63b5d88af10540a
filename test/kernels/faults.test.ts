// What would bring a lesser kernel down: endless recursion, floods, giant displays and cells, a thousand of them. Each is met by a real
// kernel, which answers and then runs the next cell. (Loops that never end are in interrupt.test.ts, full memory in life.test.ts.)
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before, describe, test } from 'node:test'
import { openSession, type OutputEvent } from '../../kernels/node/index.ts'
import type { JsonObject } from '../../kernels/session/message.ts'
import { builtKernels } from './built.ts'
import { KernelClient, ofType, printed, tracebackOf, valueOf } from './client.ts'

let kernel: KernelClient
let folder: string

before(async () => {
  await builtKernels()
  folder = await mkdtemp(join(tmpdir(), 'downhill-faults-'))
  await mkdir(join(folder, 'notebooks'))
  await mkdir(join(folder, 'lib'))
  kernel = new KernelClient({ cwd: join(folder, 'notebooks') })
})
after(() => kernel.process.kill())
afterEach(async () => assert.equal(valueOf(await kernel.execute('6 * 7')), '42', 'the kernel runs on'))

const execute = (code: string) => kernel.execute(code, { stop_on_error: false })

describe('a stack overflow', () => {
  test('is an error that names the function, and not its every call', async () => {
    const answer = await execute('function deeper(n: number): number {\n  return 1 + deeper(n + 1)\n}\ndeeper(0)')
    assert.equal(answer.reply['evalue'], 'Maximum call stack size exceeded')
    const text = tracebackOf(answer)
    assert.match(text, /line 2, column \d+, in deeper/)
    assert.ok(text.split('\n').length < 50, text)
  })
  test('of a value that shows itself by showing itself is an error too', async () => {
    const answer = await execute('const show = Symbol.for("Jupyter.display")\nclass Loop { [show](): unknown { return this[show]() } }\nnew Loop()')
    assert.equal(answer.reply['ename'], 'RangeError')
  })
})

test('a million lines of output are cut with a note, and idle comes', async () => {
  const answer = await execute('for (let i = 0; i < 1e6; i++) console.log(i)\n"done"')
  assert.equal(valueOf(answer), "'done'")
  const text = printed(answer)
  assert.match(text, /\n… The output is cut here: the cell has printed more than 4 MB\.\n$/)
  const lines = text.split('\n').slice(0, 500_000)
  assert.ok(lines.every((line, index) => line === String(index)))
})

test('a display of 50 MB arrives whole', async () => {
  const answer = await execute('display({ "text/plain": "x".repeat(50e6) })')
  assert.equal((ofType(answer, 'display_data')[0]?.['data'] as JsonObject)['text/plain'], 'x'.repeat(50e6))
})

test('a syntax error on the last line of many names that line', async () => {
  const lines = Array.from({ length: 500 }, (_, i) => `const line${i}: number = ${i}`)
  const answer = await execute([...lines, 'const last: = 1'].join('\n'))
  assert.match(tracebackOf(answer), /^SyntaxError: .*\n {4}Cell \d+, line 501, column 13\n {4}> 501 \| const last: = 1\n/)
  assert.equal((await execute('line0')).reply['ename'], 'ReferenceError')
})

test('a cell of 10,000 lines runs, and an error in its last line is found', async () => {
  const lines = Array.from({ length: 10_000 }, (_, i) => (i % 10 === 0 ? `const big${i}: number = ${i}` : `total += ${i} // ${i}`))
  const expected = (9999 * 10_000) / 2 - (10 * 999 * 1000) / 2 + 9990
  assert.equal(valueOf(await execute(`let total = 0\n${lines.join('\n')}\ntotal + big9990`)), String(expected))
  const answer = await execute(`${lines.join('\n')}\nthrow new Error('at the end')`)
  assert.match(tracebackOf(answer), /line 10001, column 7\n {4}> 10001 \| throw new Error/)
})

test('a cell that is nested too deeply is an error of the cell, and the next one runs', async () => {
  const answer = await execute(`${'('.repeat(5000)}1${')'.repeat(5000)}`)
  assert.match(tracebackOf(answer), /SyntaxError: .*nested too deeply/)
  assert.equal(valueOf(await execute('1 + 1')), '2')
})

test('a thousand cells share their names', async () => {
  for (let i = 0; i < 1000; i++) await kernel.execute(`const cell${i} = ${i}; const read${i} = () => cell${i}`)
  const all = Array.from({ length: 1000 }, (_, i) => `read${i}() + cell${i}`)
  assert.equal(valueOf(await execute(all.join(' + '))), String(999 * 1000))
  assert.match(tracebackOf(await execute('read0.call.apply(null)')), /line 1/)
})

describe('a library beside the notebook’s folder', () => {
  test('is loaded anew when it is edited, and its errors name its TypeScript lines', async () => {
    const file = join(folder, 'lib/step.ts')
    await writeFile(file, 'export const step = (x: number): number => x - 1\n')
    assert.equal(valueOf(await execute('import { step } from "../lib/step.ts"\nstep(5)')), '4')
    await writeFile(file, [
      'interface Rule {', '  by: number', '}',
      'export const step = (x: number, rule?: Rule): number => {',
      '  if (x > 5) throw new RangeError(`${x}` as string)',
      '  return x - (rule?.by ?? 2)',
      '}',
    ].join('\n'))
    assert.equal(valueOf(await execute('step(5)')), '3')
    const text = tracebackOf(await execute('step(6)'))
    assert.match(text, /^RangeError: 6\n {4}in step \(.*lib\/step\.ts:5:\d+\)\n {4}Cell \d+, line 1, column 1\n/)
  })
})

test('what a notebook keeps in memory is flat over cells that are run again and again', async (context) => {
  const session = openSession({ cwd: folder })
  context.after(() => session.close())
  let shown = ''
  const onOutput = (output: OutputEvent) => { if (output.output_type === 'execute_result') shown = String(output.data['text/plain']) }
  const cell = (i: number): string =>
    `const xs${i % 20} = [${i}, 2].map((x) => 2 * x)\nlet sum = 0\nfor (const x of xs${i % 20}) sum += x\nfunction f${i % 10}() { return sum }`
  // Before it takes a snapshot of the heap, V8 gives up all that only its caches hold, compiled code above all.
  const heap = async (): Promise<number> => {
    await session.execute('require("v8").getHeapSnapshot().destroy(); process.memoryUsage().heapUsed', { onOutput })
    return Number(shown)
  }
  const grow = async (from: number, to: number) => { for (let i = from; i < to; i++) await session.execute(cell(i), { onOutput }) }
  await grow(0, 300)
  const early = await heap()
  await grow(300, 3000)
  const late = await heap()
  assert.ok(early > 1e6 && late < 1.1 * early, `${early} bytes after 300 cells, ${late} after 3,000`)
})
