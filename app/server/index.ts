// The lab's server. What needs no Node is in core/, what Node is for in node/.
export { launchKernel } from '../../kernels/node/launch.ts'
export { startServer, StartError, type RunningServer, type ServerOptions } from './node/index.ts'
