// Reading a file of bytes from wherever the notebook runs. A kernel supplies `Symbol.for('downhill.readBytes')`, which reads relative to
// the notebook's folder; elsewhere `fetch` reads a URL.

type ReadBytes = (path: string) => Promise<Uint8Array>

interface Host {
  [readBytes]?: ReadBytes
  fetch?: (path: string) => Promise<{ ok: boolean; status: number; statusText: string; arrayBuffer(): Promise<ArrayBuffer> }>
}

const readBytes = Symbol.for('downhill.readBytes')

export async function bytesOf(path: string): Promise<Uint8Array> {
  const host = globalThis as Host
  if (host[readBytes] !== undefined) return host[readBytes](path)
  if (host.fetch === undefined) throw new Error(`${path}: there is no way to read files here`)
  const response = await host.fetch(path)
  if (!response.ok) throw new Error(`${path}: ${response.status} ${response.statusText}`)
  return new Uint8Array(await response.arrayBuffer())
}
