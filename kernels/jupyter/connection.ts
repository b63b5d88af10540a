// The connection file: where a front end expects the kernel's sockets, and the key that both sign their messages with
// (https://jupyter-client.readthedocs.io/en/stable/kernels.html#connection-files).
import { readFileSync } from 'node:fs'

export type SocketName = 'shell' | 'control' | 'iopub' | 'stdin' | 'hb'

export interface Connection {
  transport: string
  ip: string
  ports: Record<SocketName, number>
  /** Empty where messages are not signed. */
  key: string
  /** `hmac-sha256`, as a rule. */
  signatureScheme: string
}

/** @throws Error that names the file and what is wrong with it */
export function readConnection(file: string): Connection {
  let content: Record<string, unknown>
  try {
    content = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
  } catch (error) {
    throw new Error(`connection file ${file}: ${(error as Error).message}`)
  }
  const port = (name: SocketName): number => {
    const value = content[`${name}_port`]
    if (typeof value !== 'number') throw new Error(`connection file ${file}: ${name}_port is ${JSON.stringify(value)}, it must be a number`)
    return value
  }
  return {
    transport: String(content['transport'] ?? 'tcp'),
    ip: String(content['ip'] ?? '127.0.0.1'),
    ports: { shell: port('shell'), control: port('control'), iopub: port('iopub'), stdin: port('stdin'), hb: port('hb') },
    key: String(content['key'] ?? ''),
    signatureScheme: String(content['signature_scheme'] ?? 'hmac-sha256'),
  }
}

/** Where a socket is bound: `tcp://127.0.0.1:5555`, or `ipc:///run/kernel-1` where the front end is on the same machine. */
export function addressOf({ transport, ip, ports }: Connection, name: SocketName): string {
  return transport === 'ipc' ? `ipc://${ip}-${ports[name]}` : `${transport}://${ip}:${ports[name]}`
}
