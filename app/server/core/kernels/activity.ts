// What a kernel is doing, as its messages tell it. Only requests for work count: our kernel answers questions while a cell runs, and having
// answered one does not make it idle.
import type { JupyterMessage, MessageHeader } from '../../../../kernels/session/message.ts'
import { SERVER_SESSION } from './notice.ts'

/** Requests whose `busy` and `idle` say nothing about work. The front end is given the same list. */
export const UNTRACKED_REQUESTS = [
  'comm_info_request',
  'complete_request',
  'debug_request',
  'history_request',
  'inspect_request',
  'interrupt_request',
  'is_complete_request',
  'kernel_info_request',
  'shutdown_request',
] as const

export type ExecutionState = 'starting' | 'idle' | 'busy' | 'dead'

export class Activity {
  state: ExecutionState = 'starting'
  /** The ISO 8601 time of the last message. */
  last = new Date().toISOString()
  /** The session that the kernel signs its messages with; '' until it has sent one. */
  session = ''
  /** The request of the cell that is running. */
  running: MessageHeader | null = null
  /** Why the kernel is dead; '' while it is not. */
  reason = ''

  begin(): void {
    this.state = 'starting'
    this.reason = ''
    this.running = null
  }

  ready(): void {
    if (this.state !== 'busy') this.state = 'idle'
  }

  die(reason: string): void {
    this.state = 'dead'
    this.reason = reason
    this.running = null
  }

  /** Takes note of a message from the kernel. */
  note({ header, parent_header, content }: JupyterMessage): void {
    this.last = new Date().toISOString()
    this.session = header.session
    const type = parent_header.msg_type
    if (header.msg_type !== 'status' || type === undefined || parent_header.session === SERVER_SESSION || isUntracked(type)) return
    const state = content['execution_state']
    if (state !== 'busy' && state !== 'idle') return
    this.state = state
    if (type === 'execute_request') this.running = state === 'busy' ? (parent_header as MessageHeader) : null
  }
}

const isUntracked = (type: string): boolean => (UNTRACKED_REQUESTS as readonly string[]).includes(type)
