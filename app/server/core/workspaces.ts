// Workspaces: how a person has arranged their tabs, `/lab/api/workspaces`. Each is kept as a text by its name; one that was never kept, or
// that cannot be read any more, is empty.
import { noContent, ok } from './api.ts'
import { fieldsOf, isFields, nested } from './fields.ts'
import type { TextStore } from './host.ts'
import type { Router } from './router.ts'

export function addWorkspaceRoutes(router: Router, store: TextStore): void {
  router
    .on('GET', '/lab/api/workspaces', async () => {
      const ids = await store.names()
      return ok({ workspaces: { ids, values: await Promise.all(ids.map((id) => load(store, id))) } })
    })
    .on('GET', '/lab/api/workspaces/*id', async (_request, { id = '' }) => ok(await load(store, id)))
    .on('PUT', '/lab/api/workspaces/*id', async ({ body }, { id = '' }) => {
      const fields = fieldsOf(body)
      await store.set(id, JSON.stringify({ data: nested(fields, 'data'), metadata: { ...nested(fields, 'metadata'), id } }))
      return noContent
    })
    .on('DELETE', '/lab/api/workspaces/*id', async (_request, { id = '' }) => {
      await store.remove(id)
      return noContent
    })
}

async function load(store: TextStore, id: string): Promise<object> {
  const kept = await store.get(id)
  const workspace = parse(kept?.text)
  const data = isFields(workspace) && isFields(workspace['data']) ? workspace['data'] : {}
  const now = new Date().toISOString()
  return { data, metadata: { id, last_modified: kept?.modified ?? now, created: kept?.modified ?? now } }
}

function parse(text = ''): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
