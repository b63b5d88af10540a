export { CellDebugger } from './debugger.ts'
export type { DebugHost, ExploredValue, Explorer, Inspector, ThreadWatcher } from './host.ts'
