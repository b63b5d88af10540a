export { nodeDebugger } from './node-debugger.ts'
