export { launchKernel, type KernelProcess, type LaunchOptions } from './launch.ts'
export { openSession, type NodeSession, type SessionOptions } from './open-session.ts'
export type { OutputEvent } from '../session/output.ts'
export type { ExecuteResult } from '../session/session.ts'
