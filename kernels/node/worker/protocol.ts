// What the main thread and the thread that runs cells say to each other.
import type { CommMessage } from '../../session/comms/index.ts'
import type { MessagePort } from 'node:worker_threads'
import type { InputAnswer, InputQuestion } from '../../session/input.ts'
import type { CellRun, RunOutcome, RunOutput } from '../../session/runner.ts'

export type ToWorker =
  | { type: 'run'; run: CellRun }
  /** Rejects what cells await, firmly: now and later. The answer, `interrupted`, also shows that the thread is not busy. */
  | { type: 'interrupt'; ticket: number; firmly: boolean }
  /** Asks which of these names have no value, after a run that was cut off. */
  | { type: 'unset'; ticket: number; declared: Map<string, string> }
  /** What the front end says on a comm. The answer, `heard`, comes when its listeners are done. */
  | { type: 'comm'; ticket: number; message: CommMessage }
  | ({ type: 'answer' } & InputReply)

export type FromWorker =
  | { type: 'ready' }
  | { type: 'output'; output: RunOutput }
  | { type: 'done'; id: number; outcome: RunOutcome }
  | { type: 'interrupted'; ticket: number }
  | { type: 'unset'; ticket: number; names: string[] }
  /** What an object of the notebook says on a comm, and which message of the front end it answers, if one. */
  | { type: 'comm'; message: CommMessage; answered?: number }
  | { type: 'heard'; ticket: number }
  /** Asks the reader. A thread that blocks gets the answer by its port. */
  | { type: 'input'; ticket: number; question: InputQuestion; blocks: boolean }

/** What became of a question. */
export interface InputReply {
  ticket: number
  answer: InputAnswer | { interrupted: true }
}

/** How answers reach a thread that blocks. */
export interface InputSettings {
  /** 1 when there is something in the port. */
  isThere: Int32Array
  port: MessagePort
}

/** What the thread is born with. */
export interface WorkerSettings {
  /** The notebook's folder. */
  folder: string
  /** The package's own folder, for notebooks that lie elsewhere. */
  packageRoot: string
  /** The number of the last run that was called off, so that a run which has not begun does not begin. */
  calledOff: Int32Array
  input: InputSettings
}
