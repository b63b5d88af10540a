// The parts of V8's inspector protocol that a debugger of cells reads (https://chromedevtools.github.io/devtools-protocol/v8/Debugger).

/** Line and column are counted from 0. */
export interface Location {
  scriptId: string
  lineNumber: number
  columnNumber: number
}

export interface RemoteObject {
  type: string
  subtype?: string
  className?: string
  value?: unknown
  unserializableValue?: string
  description?: string
  objectId?: string
}

export interface CallFrame {
  callFrameId: string
  functionName: string
  location: Location
  scopeChain: { type: string; object: RemoteObject }[]
  this: RemoteObject
}

export interface Paused {
  callFrames: CallFrame[]
  /** `promiseRejection` is an error that leaves an async function, `exception` any other. */
  reason: string
  /** The thrown value, with V8's guess whether anything catches it. */
  data?: RemoteObject & { uncaught?: boolean }
  hitBreakpoints?: string[]
}

export interface Evaluated {
  result: RemoteObject
  exceptionDetails?: { text: string; exception?: RemoteObject }
}

/** The function that a cell is compiled to. */
export const isCellFunction = (functionName: string): boolean => /^(cell|silent)_\d+$/.test(functionName)
