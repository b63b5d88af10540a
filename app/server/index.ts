// The lab's server. What needs no Node is in core/, what Node is for in node/.
export { startServer, StartError, type RunningServer, type ServerOptions } from './node/index.ts'
