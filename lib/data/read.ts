// Reading a file from wherever the notebook runs. A kernel supplies `Symbol.for('downhill.readText')` and `Symbol.for('downhill.readBytes')`,
// which read relative to the notebook's folder; elsewhere `fetch` reads a URL.

interface Response {
  ok: boolean
  status: number
  statusText: string
  text(): Promise<string>
  arrayBuffer(): Promise<ArrayBuffer>
}

interface Host {
  [reader: symbol]: unknown
  fetch?: (path: string) => Promise<Response>
}

export const textOf = (path: string): Promise<string> => read(path, 'downhill.readText', (response) => response.text())

export const bytesOf = (path: string): Promise<Uint8Array> =>
  read(path, 'downhill.readBytes', async (response) => new Uint8Array(await response.arrayBuffer()))

/** The file by the host's reader of that name, or else what `take` finds in the answer of `fetch`. */
async function read<Content>(path: string, reader: string, take: (response: Response) => Promise<Content>): Promise<Content> {
  const host = globalThis as Host
  const own = host[Symbol.for(reader)] as ((path: string) => Promise<Content>) | undefined
  if (own !== undefined) return own(path)
  if (host.fetch === undefined) throw new Error(`${path}: there is no way to read files here`)
  const response = await host.fetch(path)
  if (!response.ok) throw new Error(`${path}: ${response.status} ${response.statusText}`)
  return take(response)
}
