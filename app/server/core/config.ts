// Sections of configuration that parts of the front end keep for themselves: `/api/config/NAME`. A change is merged into what is there;
// null removes.
import { HttpError, ok } from './api.ts'
import { fieldsOf, isFields, type Fields } from './fields.ts'
import type { TextStore } from './host.ts'
import type { Router } from './router.ts'

export function addConfigRoutes(router: Router, store: TextStore): void {
  const load = async (name: string): Promise<Fields> => {
    const kept = await store.get(checked(name))
    return kept === null ? {} : fieldsOf(JSON.parse(kept.text))
  }
  const save = async (name: string, section: Fields): Promise<Fields> => {
    await store.set(checked(name), JSON.stringify(section))
    return section
  }

  router
    .on('GET', '/api/config/:name', async (_request, { name = '' }) => ok(await load(name)))
    .on('PUT', '/api/config/:name', async ({ body }, { name = '' }) => ok(await save(name, fieldsOf(body))))
    .on('PATCH', '/api/config/:name', async ({ body }, { name = '' }) => ok(await save(name, merge(await load(name), fieldsOf(body)))))
}

function checked(name: string): string {
  if (!/^[\w-]+$/.test(name)) throw new HttpError(404, `There is no configuration called ${name}.`)
  return name
}

function merge(section: Fields, change: Fields): Fields {
  const merged = new Map(Object.entries(section))
  for (const [key, value] of Object.entries(change)) {
    const old = merged.get(key)
    if (value === null) merged.delete(key)
    else merged.set(key, isFields(value) ? merge(isFields(old) ? old : {}, value) : value)
  }
  return Object.fromEntries(merged)
}
