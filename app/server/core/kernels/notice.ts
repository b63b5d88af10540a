// Messages that the server itself sends to a kernel or, in a kernel's name, to the front ends. In a kernel's name they carry the kernel's
// session, because a front end drops everything of a session once it has seen a message of another.
import { protocolVersion } from '../../../../kernels/session/message.ts'
import type { Channel, JsonObject, JupyterMessage, MessageHeader } from '../../../../kernels/session/message.ts'

/** The session under which the server asks a kernel for something; replies to it are the server's own and go to no front end. */
export const SERVER_SESSION = 'downhill-server'

function message(channel: Channel, type: string, session: string, content: JsonObject, parent?: MessageHeader): JupyterMessage {
  const header: MessageHeader = {
    msg_id: crypto.randomUUID(),
    msg_type: type,
    session,
    username: 'downhill',
    date: new Date().toISOString(),
    version: protocolVersion,
  }
  return { channel, header, parent_header: parent ?? {}, metadata: {}, content, buffers: [] }
}

/** Asks a kernel who it is; its reply shows that it has started. */
export const infoRequest = (): JupyterMessage => message('shell', 'kernel_info_request', SERVER_SESSION, {})

/** Tells the front ends what a kernel is doing. */
export const statusNotice = (session: string, state: string): JupyterMessage =>
  message('iopub', 'status', session, { execution_state: state })

/** Tells the person something below the cell whose request this was. */
export const stderrNotice = (session: string, parent: MessageHeader, text: string): JupyterMessage =>
  message('iopub', 'stream', session, { name: 'stderr', text }, parent)
