// The Debug Adapter Protocol as Jupyter carries it (https://microsoft.github.io/debug-adapter-protocol/specification, and
// https://jupyter-client.readthedocs.io/en/stable/messaging.html#debug-request for what Jupyter adds): requests in `debug_request`,
// responses in `debug_reply`, events in `debug_event`.
import type { JsonObject } from '../message.ts'

/** Cells run in one thread; this is its number. */
export const threadId = 1

export interface DebugEvent {
  event: 'initialized' | 'stopped' | 'continued' | 'terminated' | 'thread'
  body?: JsonObject
}

/** The seed that Jupyter's own kernels use. */
export const hashSeed = 0xc70f6907

/** What this debugger can do, as `initialize` answers it. */
export const capabilities: JsonObject = {
  supportsConfigurationDoneRequest: true,
  supportsConditionalBreakpoints: true,
  supportsEvaluateForHovers: true,
  supportsModulesRequest: true,
  supportsExceptionInfoRequest: false,
  exceptionBreakpointFilters: [
    { filter: 'uncaught', label: 'Uncaught Exceptions', default: false, description: 'Stop where an error is thrown that no catch awaits' },
    { filter: 'all', label: 'All Exceptions', default: false, description: 'Stop wherever an error is thrown' },
  ],
}

/** A request that cannot be done, in words for the person who debugs. */
export class DebugError extends Error {
  override readonly name = 'DebugError'
}
