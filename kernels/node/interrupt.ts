// Stops whatever a thread is doing, and keeps every name and value. Two cases must be told apart. A thread that waits answers messages:
// what its cells await is rejected, and the cell ends as from any error. A thread that is busy answers nothing: it is paused by the
// debugger, the variables of the cells on its stack are written back (see emit.ts), and the running code is terminated.
//
// Terminated code runs no `finally` and settles no promise, so the caller must end the run itself. Nothing is terminated while only the
// host's own code is on the stack: that would be the very message handler that ends the cell.
import { setTimeout as sleep } from 'node:timers/promises'
import type { CallFrame, ThreadInspector } from './inspector.ts'
import type { WorkerThread } from './worker-thread.ts'

/** The run that is to be stopped. */
export interface RunToStop {
  id: number
  file: string
  ended: Promise<unknown>
}

/** Where running code was stopped, if the cell did not end by itself. */
export type Stopped = { stack: string } | 'stuck' | undefined

/** A thread that is not busy answers within this many milliseconds. */
const answerTime = 15
/** A cell whose awaits are rejected ends within this time, unless it goes on with something else. */
const unwindTime = 60
const pauseTime = 300
const attempts = 8

/**
 * Interrupts a thread.
 *
 * @returns undefined if the run ended by itself, the stack where it was cut off, or `stuck` if nothing helped
 */
export async function interruptThread(thread: WorkerThread, run?: RunToStop): Promise<Stopped> {
  const ended = run ? run.ended.then(() => 'ended' as const) : new Promise<never>(() => {})
  let stack = ''
  for (let attempt = 0; attempt < attempts; attempt++) {
    const answered = thread.interruptAwaits(attempt > 0).then(() => 'answered' as const)
    const first = await Promise.race([ended, answered, sleep(answerTime, 'busy' as const)])
    if (first === 'ended') return undefined
    if (first === 'answered') {
      if (!run || (await Promise.race([ended, sleep(unwindTime, 'still' as const)])) === 'ended') return undefined
      if (stack) return { stack }
    }
    const cut = await terminate(thread, Promise.race([ended, thread.died]))
    if (!cut) continue
    stack ||= cut.stack
    if (run && cut.files.has(run.file)) return { stack }
  }
  return 'stuck'
}

/** Stops the code that a busy thread runs. Resolves to nothing if there was none to stop. */
async function terminate(thread: WorkerThread, over: Promise<unknown>): Promise<{ stack: string; files: Set<string> } | undefined> {
  // Loaded by the first interrupt, because it is nothing that a kernel needs to begin.
  const { ThreadInspector } = await import('./inspector.ts')
  const inspector = await ThreadInspector.attach(thread.worker.threadId).catch(() => undefined)
  if (!inspector) return undefined
  try {
    let standsStill = false
    const paused = inspector.once<{ callFrames: CallFrame[] }>('Debugger.paused').then((event) => {
      standsStill = true
      return event
    })
    await Promise.race([inspector.post('Debugger.enable'), over])
    // Somebody may be debugging it; a second pause would then wait for the next cell.
    if (!standsStill) void inspector.post('Debugger.pause').catch(() => {})
    const event = await Promise.race([paused, over, sleep(pauseTime)])
    const frames = isPaused(event) ? event.callFrames : undefined
    if (!frames) {
      // Blocked below JavaScript, as in Atomics.wait: there is no frame to write back from.
      await Promise.race([inspector.post('Runtime.terminateExecution'), over, sleep(pauseTime)])
      return undefined
    }
    const userFrames = frames.filter((frame) => !isHost(inspector.fileOf(frame)))
    if (userFrames.length === 0) {
      await inspector.post('Debugger.resume').catch(() => {})
      return undefined
    }
    await flush(inspector, userFrames)
    const terminated = inspector.post('Runtime.terminateExecution').catch(() => {})
    await inspector.post('Debugger.resume').catch(() => {})
    await terminated
    return { stack: stackOf(inspector, userFrames), files: new Set(userFrames.map((frame) => inspector.fileOf(frame))) }
  } finally {
    await Promise.race([inspector.post('Debugger.disable').catch(() => {}), sleep(answerTime)])
    inspector.detach()
  }
}

const isPaused = (event: unknown): event is { callFrames: CallFrame[] } =>
  typeof event === 'object' && event !== null && 'callFrames' in event

/** Code of this host and of Node; scripts without a name belong to neither. */
const isHost = (url: string): boolean => url.startsWith('node:') || /\/dist\/kernels\/[\w-]+\.js$/.test(url)

/** Writes back the variables of every cell on the stack. */
async function flush(inspector: ThreadInspector, frames: readonly CallFrame[]): Promise<void> {
  const expression = 'typeof __flush === "string" ? void eval(__flush) : undefined'
  for (const { callFrameId, functionName } of frames) {
    if (!/^(cell|silent)_\d+$/.test(functionName)) continue
    await inspector.post('Debugger.evaluateOnCallFrame', { callFrameId, expression, silent: true })
  }
}

/** The frames as V8 would have written them in an error's stack. */
const stackOf = (inspector: ThreadInspector, frames: readonly CallFrame[]): string =>
  frames
    .map((frame) => {
      const { lineNumber, columnNumber } = frame.location
      return `    at ${frame.functionName || '<anonymous>'} (${inspector.fileOf(frame)}:${lineNumber + 1}:${columnNumber + 1})`
    })
    .join('\n')
