import { CellDebugger } from '../../session/debug/index.ts'
import type { Publisher } from '../../session/protocol/publisher.ts'
import type { NotebookSession } from '../../session/session.ts'
import type { WorkerRunner } from '../runner.ts'
import { debugHost } from './host.ts'

/** A debugger for the cells of a session that a worker thread runs; its events are published. */
export const nodeDebugger = (session: NotebookSession, runner: WorkerRunner, publisher: Publisher): CellDebugger =>
  new CellDebugger(session, debugHost(runner), (content) => publisher.publish('debug_event', content))
