// A comm is a line between an object in the notebook and its counterpart in the front end, as Jupyter's protocol has it: opened by either
// side under the name of a target, then used by both until one closes it.
import type { JsonObject } from '../message.ts'

/** One message of a comm, without the envelope that addresses it to somebody. */
export interface CommMessage {
  type: 'comm_open' | 'comm_msg' | 'comm_close'
  /** Which comm. */
  id: string
  /** What it is for; told when it is opened. */
  target?: string
  data: JsonObject
  metadata?: JsonObject
  buffers?: Uint8Array[]
}

/** How messages of comms get to where the notebook's objects live, and from there. */
export interface CommPort {
  /** Passes on what the front end says. Resolves when it has been dealt with, listeners and all, or nobody is there any more to do so. */
  deliver(message: CommMessage): Promise<void>
  /**
   * Hears what the notebook's objects say.
   *
   * @param listener gets the message, and the one of the front end to which it is the answer, if it is one
   */
  onMessage(listener: (message: CommMessage, answered?: CommMessage) => void): void
  /** Hears that all objects are gone, as after a restart: nobody is left at the other end of any comm. */
  onLost(listener: () => void): void
}
