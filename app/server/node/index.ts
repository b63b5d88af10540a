// The server on this machine: see start.ts.
export { startServer, type RunningServer, type ServerOptions } from './start.ts'
export { StartError } from './start-error.ts'
