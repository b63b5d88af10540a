// What a kernel sends: replies to the one who asked, on the channel of the question; status and output to everybody on iopub.
import { MessageMaker, type JsonObject, type JupyterMessage, type MessageHeader } from '../message.ts'
import type { OutputEvent } from '../output.ts'

export type Send = (message: JupyterMessage) => void

export class Publisher {
  readonly #send: Send
  readonly #maker = new MessageMaker()

  constructor(send: Send) {
    this.#send = send
  }

  /** Answers a request: `execute_request` with `execute_reply`. */
  reply(request: JupyterMessage, content: JsonObject): void {
    const type = request.header.msg_type.replace(/_request$/, '_reply')
    this.#send(this.#maker.make(request.channel, type, content, request.header))
  }

  /** Asks the sender of a request on the stdin channel. @returns the id of the question */
  ask(request: JupyterMessage, content: JsonObject): string {
    const message = this.#maker.make('stdin', 'input_request', content, request.header)
    this.#send(message)
    return message.header.msg_id
  }

  /** @param extra what goes beside the content */
  publish(type: string, content: JsonObject, request?: JupyterMessage, extra: Pick<Partial<JupyterMessage>, 'metadata' | 'buffers'> = {}): void {
    this.#send({ ...this.#maker.make('iopub', type, content, request?.header as MessageHeader | undefined), ...extra })
  }

  status(state: 'busy' | 'idle' | 'starting', request?: JupyterMessage): void {
    this.publish('status', { execution_state: state }, request)
  }

  /** An output event as the message of the same name. */
  output(event: OutputEvent, request: JupyterMessage): void {
    const { output_type: type, ...content } = event
    if (!('display_id' in content)) return this.publish(type, content as JsonObject, request)
    const { display_id: id, ...rest } = content
    this.publish(type, { ...(rest as JsonObject), transient: { display_id: id } }, request)
  }
}
