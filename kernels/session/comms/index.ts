export { Comm, Comms, type CommListener } from './comms.ts'
export type { CommMessage, CommPort } from './message.ts'
