// Reading a text file from wherever the notebook runs. A kernel supplies `Symbol.for('downhill.readText')`, which reads relative to the
// notebook's folder; elsewhere `fetch` reads a URL.

type ReadText = (path: string) => Promise<string>

interface Host {
  [readText]?: ReadText
  fetch?: (path: string) => Promise<{ ok: boolean; status: number; statusText: string; text(): Promise<string> }>
}

const readText = Symbol.for('downhill.readText')

export async function textOf(path: string): Promise<string> {
  const host = globalThis as Host
  if (host[readText] !== undefined) return host[readText](path)
  if (host.fetch === undefined) throw new Error(`${path}: there is no way to read files here`)
  const response = await host.fetch(path)
  if (!response.ok) throw new Error(`${path}: ${response.status} ${response.statusText}`)
  return response.text()
}
