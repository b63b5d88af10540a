// How a thread is started: by the `Worker` of browsers, Deno and Bun, or by Node's. The library is made for none of them, so it looks for
// what is there.

/** A thread that has been started. */
export interface Thread {
  /** Comes when the thread says that it is ready. */
  readonly ready: Promise<void>
  end(): void
}

/** Starts a thread that runs a function with one argument, and tells when it is ready. @param onEnd told when it ends by itself, and why */
export type StartThread = (program: string, argument: unknown, onEnd: (reason: string) => void) => Thread

interface WebWorker {
  onmessage: (() => void) | null
  onerror: ((event: { message?: string }) => void) | null
  postMessage(message: unknown): void
  terminate(): void
}

interface NodeWorker {
  once(event: 'message', listener: () => void): void
  once(event: 'error', listener: (error: Error) => void): void
  once(event: 'exit', listener: (code: number) => void): void
  postMessage(message: unknown): void
  unref(): void
  terminate(): unknown
}

type NodeThreads = { Worker: new (program: string, options: object) => NodeWorker }

/** What a page or its like has to start threads with. */
interface Web {
  Worker: new (url: string, options: { type: 'module' }) => WebWorker
  Blob: new (parts: string[], options: { type: string }) => object
  URL: { createObjectURL(blob: object): string; revokeObjectURL(url: string): void }
}

type Host = Partial<Web> & { process?: { getBuiltinModule?(name: string): NodeThreads | undefined } }

/** What starts threads here, if anything does. */
export function threadStarter(): StartThread | undefined {
  const { Worker, Blob, URL, process } = globalThis as Host
  if (Worker && Blob && URL) return onWeb({ Worker, Blob, URL })
  const threads = process?.getBuiltinModule?.('node:worker_threads')
  return threads && inNode(threads)
}

const onWeb = ({ Worker, Blob, URL }: Web): StartThread => (program, argument, onEnd) => {
  const text = `self.onmessage = ({ data }) => (${program})(data, () => postMessage('ready'))`
  const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }))
  const worker = new Worker(url, { type: 'module' })
  const ready = new Promise<void>((resolve) => { worker.onmessage = () => resolve() }).then(() => URL.revokeObjectURL(url))
  worker.onerror = ({ message }) => onEnd(message ?? 'it could not be loaded')
  worker.postMessage(argument)
  return { ready, end: () => worker.terminate() }
}

const inNode = ({ Worker }: NodeThreads): StartThread => (program, argument, onEnd) => {
  const text = `const { parentPort: port } = process.getBuiltinModule('node:worker_threads')
    port.once('message', (data) => (${program})(data, () => port.postMessage('ready')))`
  // It needs nothing that its program was told to load at the start.
  const worker = new Worker(text, { eval: true, execArgv: [] })
  worker.once('error', (error) => onEnd(error.message))
  worker.once('exit', (code) => onEnd(`it ended with code ${code}`))
  // Until it is ready the program waits for it; from then on it ends with the program.
  const ready = new Promise<void>((resolve) => worker.once('message', resolve)).then(() => worker.unref())
  worker.postMessage(argument)
  return { ready, end: () => void worker.terminate() }
}
