// Why the server could not be started, in one line that the person can act on.

/** `code` tells programs what `message` tells people. */
export class StartError extends Error {
  override name = 'StartError'
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** What an error of `listen` means; the error itself where it means nothing that is foreseen. */
export function startErrorOf(error: unknown, port: number, host: string): unknown {
  const { code = '' } = error as NodeJS.ErrnoException
  const messages: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} is taken on ${host}. Choose another, or none to get a free one.`,
    EACCES: `Port ${port} may not be used by this account. Choose one from 1024 on, or none to get a free one.`,
    EADDRNOTAVAIL: `${host} is no address of this machine.`,
    ENOTFOUND: `${host} is no address of this machine.`,
    ERR_SOCKET_BAD_PORT: `${port} is no port: it must be a whole number from 0 to 65535.`,
  }
  const message = messages[code]
  return message === undefined ? error : new StartError(code, message)
}
