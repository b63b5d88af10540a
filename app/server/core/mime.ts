// Which type a file is said to have, by the end of its name. What is not listed is sent as plain bytes, which a browser saves and never
// runs.

const TYPES: Readonly<Record<string, string>> = {
  avif: 'image/avif',
  css: 'text/css',
  csv: 'text/csv',
  gif: 'image/gif',
  htm: 'text/html',
  html: 'text/html',
  ipynb: 'application/x-ipynb+json',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  js: 'text/javascript',
  json: 'application/json',
  map: 'application/json',
  md: 'text/markdown',
  mjs: 'text/javascript',
  mp4: 'video/mp4',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  ts: 'text/typescript',
  tsv: 'text/tab-separated-values',
  ttf: 'font/ttf',
  txt: 'text/plain',
  wasm: 'application/wasm',
  webm: 'video/webm',
  webp: 'image/webp',
  woff: 'font/woff',
  woff2: 'font/woff2',
  xml: 'text/xml',
}

/** The MIME type of a file of this name; undefined if the end of the name says nothing. */
export function mimeOf(name: string): string | undefined {
  const dot = name.lastIndexOf('.')
  return dot < 0 ? undefined : TYPES[name.slice(dot + 1).toLowerCase()]
}

/** The same as a `Content-Type`, with the encoding of texts said. */
export function contentTypeOf(name: string): string {
  const type = mimeOf(name) ?? 'application/octet-stream'
  return /^text\/|\/json$|\+json$|\+xml$/.test(type) ? `${type}; charset=utf-8` : type
}
