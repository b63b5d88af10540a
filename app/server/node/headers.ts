// What every answer says about how a browser may use it: as the type it has and no other, by no other site, and without telling anyone its
// address. Each kind of answer adds what its content may do.

/** On everything. */
export const COMMON = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

/** The lab's page: its own scripts only, none in the page itself. Its schema validator compiles code, MathJax writes styles. */
export const PAGE = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': [
    "default-src 'self'",
    "script-src 'self' 'unsafe-eval'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "frame-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ].join('; '),
  'Cross-Origin-Opener-Policy': 'same-origin',
}

/** Answers of the API: data, nothing to be shown. */
export const API = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'self'",
}

/** A person's own files: a page among them may run its scripts, but as a stranger, without the cookie and without a way to the API. */
export const FILE = {
  'Cache-Control': 'no-cache',
  'Content-Security-Policy': "sandbox allow-scripts; frame-ancestors 'self'",
}

/** The front end's own files. One with a hash of its content in its name never changes; others are asked for anew but not sent again. */
export const asset = (name: string): Record<string, string> => ({
  'Cache-Control': /-[A-Z0-9]{8}\.\w+$/.test(name) ? 'max-age=31536000, immutable' : 'no-cache',
})
