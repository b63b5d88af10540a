// The child's side: a process that holds one program, and answers requests, a line of JSON each, one after the other. It says nothing else
// on its standard output. `node --import ./app/register.mjs bench/tensors/serve.ts PROGRAM INPUTS`
import { createInterface } from 'node:readline'
import { setImmediate as nextTask } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { sampleOf } from './compare.ts'
import type { Answer, Request } from './client.ts'
import { Inputs, type Program, type Ready } from './work.ts'

/** Milliseconds that the time of one sample should reach, so that the clock is fine enough. */
const SAMPLE = 20

const [file = '', folder = ''] = process.argv.slice(2)
const answerLine = process.stdout.write.bind(process.stdout)
process.stdout.write = process.stderr.write.bind(process.stderr)
const inputs = new Inputs(folder)
const loaded = import(pathToFileURL(file).href) as Promise<{ program: Program; version?: string }>

let ready: Ready | undefined
/** Milliseconds that one run took, when last looked at. */
let pace = 0

async function answer(request: Request): Promise<Answer> {
  if (request.do === 'open') return { version: (await loaded).version ?? '' }
  if (request.do === 'prepare') {
    const { program } = await loaded
    ready = program[request.task.work]?.(inputs, request.task)
    pace = 0
    return ready ? {} : { absent: true }
  }
  if (!ready) throw new Error('nothing is prepared')
  if (request.do === 'result') return { result: sampleOf(ready.result()) }
  return { samples: await samples(ready, request.milliseconds) }
}

/** Milliseconds of one run, again and again until the time is used up; at least once. Between samples the engine may clean up. */
async function samples({ run }: Ready, milliseconds: number): Promise<number[]> {
  const taken: number[] = []
  const end = performance.now() + milliseconds
  do {
    const runs = pace > 0 ? Math.max(1, Math.round(Math.min(SAMPLE, milliseconds) / pace)) : 1
    const before = process.cpuUsage()
    const begin = performance.now()
    for (let i = 0; i < runs; i++) run()
    const passed = performance.now() - begin
    const { user, system } = process.cpuUsage(before)
    // What other programs take is in the time of the clock alone; what threads of the engine do beside us is in that of the processor alone.
    pace = Math.min(passed, (user + system) / 1000 || passed) / runs
    taken.push(pace)
    await nextTask()
  } while (performance.now() < end)
  return taken
}

for await (const line of createInterface({ input: process.stdin })) {
  const reply = await answer(JSON.parse(line) as Request).catch((error: Error): Answer => ({ error: String(error.message).slice(0, 300) }))
  answerLine(`${JSON.stringify(reply)}\n`)
}
process.exit() // whatever a library still keeps open
