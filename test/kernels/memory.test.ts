// What thousands of cells leave behind in memory: nothing but their names. Each cell declares one, so that this is the worst of cases.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { before, test } from 'node:test'
import { builtKernels } from './built.ts'
import { KernelClient, valueOf } from './client.ts'

before(builtKernels)

const told = existsSync('/proc/self/statm')

/** The resident pages of a process. */
const pagesOf = (pid: number): number => Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1])

test('1,500 cells take hardly more room than 300', { skip: told ? false : 'only Linux tells how much memory a process has' }, async (context) => {
  const kernel = new KernelClient()
  context.after(() => kernel.process.kill())
  const run = async (from: number, to: number): Promise<number> => {
    for (let n = from; n < to; n++) assert.equal(valueOf(await kernel.execute(`const x${n}: number = ${n}\nx${n} + 1`)), String(n + 1))
    return pagesOf(kernel.process.pid!)
  }
  const early = await run(0, 300)
  const late = await run(300, 1500)
  // 1.04 where this was written; 1.4 if V8 is left alone.
  assert.ok(late / early < 1.2, `${late} pages after ${early}`)
})

test('what keeps the heap small is not seen by cells', async (context) => {
  const kernel = new KernelClient()
  context.after(() => kernel.process.kill())
  assert.equal(valueOf(await kernel.execute('typeof (globalThis as { gc?: unknown }).gc')), "'undefined'")
})
