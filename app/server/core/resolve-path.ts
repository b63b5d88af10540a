// Turns a path that stands in some output, a traceback's for instance, into one that the front end can open: `/api/resolvePath`. The answer
// is the same for a file that is not there and for one outside of what is served.
import { HttpError, ok } from './api.ts'
import type { Host } from './host.ts'
import type { Kernels } from './kernels/kernels.ts'
import { cleanPath, join } from './path.ts'
import type { Router } from './router.ts'

export function addResolvePathRoute(router: Router, { storage }: Host, kernels: Kernels): void {
  router.on('GET', '/api/resolvePath', async ({ query }) => {
    const path = query.get('path')
    if (path === null || path === '') throw new HttpError(400, 'The parameter "path" is missing.')
    const folder = kernels.folderOf(query.get('kernel') ?? '') ?? ''
    const served = isAbsolute(path) ? await storage.locate(path) : await relative(path, folder)
    if (served === null) return ok({ resolved: [], unresolved: [{ scope: 'server', path }] })
    return ok({ resolved: [{ scope: 'server', path: served }], unresolved: [] })
  })

  async function relative(path: string, folder: string): Promise<string | null> {
    try {
      const candidate = cleanPath(normalize(join(folder, path)))
      return (await storage.stat(candidate)) === null ? null : candidate
    } catch (error) {
      if (error instanceof HttpError) return null
      throw error
    }
  }
}

const isAbsolute = (path: string): boolean => path.startsWith('/') || path.startsWith('~') || /^[A-Za-z]:[\\/]/.test(path)

/** A path without `.`, and without `..` where there is a name for it to take back. */
function normalize(path: string): string {
  const names: string[] = []
  for (const name of path.split('/')) {
    if (name === '..' && names.length > 0 && names.at(-1) !== '..') names.pop()
    else if (name !== '.' && name !== '') names.push(name)
  }
  return names.join('/')
}
