// Settings of the front end's plugins: `/lab/api/settings`. Each plugin brings a schema with defaults; the course may replace defaults;
// what a person changes is kept as the text they wrote, which is JSON with comments.
import { HttpError, noContent, ok } from './api.ts'
import { fieldsOf, isFields, text, type Fields } from './fields.ts'
import type { Host, SettingsSchema } from './host.ts'
import type { Router } from './router.ts'

export function addSettingsRoutes(router: Router, host: Host): void {
  let loaded: Promise<Map<string, SettingsSchema>> | undefined
  const schemas = (): Promise<Map<string, SettingsSchema>> => {
    loaded ??= loadSchemas(host)
    loaded.catch(() => (loaded = undefined))
    return loaded
  }
  const find = async (id: string): Promise<SettingsSchema> => {
    const schema = (await schemas()).get(id)
    if (schema === undefined) throw new HttpError(404, `There are no settings called ${id}.`)
    return schema
  }

  router
    .on('GET', '/lab/api/settings', async ({ query }) => {
      const all = [...(await schemas()).values()]
      if (query.get('ids_only') === 'true') return ok({ settings: all.map(({ id }) => ({ id })) })
      const changed = new Set(await host.settings.names())
      return ok({ settings: await Promise.all(all.map((schema) => describe(schema, changed.has(schema.id) ? host : null))) })
    })
    .on('GET', '/lab/api/settings/*id', async (_request, { id = '' }) => ok(await describe(await find(id), host)))
    .on('PUT', '/lab/api/settings/*id', async ({ body }, { id = '' }) => {
      await find(id)
      await host.settings.set(id, text(fieldsOf(body), 'raw'))
      return noContent
    })
}

/** A plugin's schema with what the person changed, which is looked up where there is a host to ask. */
async function describe({ id, version, schema }: SettingsSchema, host: Host | null): Promise<object> {
  const user = await host?.settings.get(id)
  const changed = user?.modified ?? null
  return { id, version, schema, raw: user?.text ?? '{}', settings: {}, last_modified: changed, created: changed }
}

async function loadSchemas(host: Host): Promise<Map<string, SettingsSchema>> {
  const schemas = await host.schemas()
  return new Map(schemas.map((one) => [one.id, { ...one, schema: override(one.schema, host.overrides[one.id] ?? {}) }]))
}

/** A schema whose properties have other defaults; a default that is an object is only changed where the other one says so. */
function override(schema: Fields, defaults: Fields): Fields {
  const properties: Fields = isFields(schema['properties']) ? schema['properties'] : {}
  const changed = Object.entries(defaults).map(([name, value]): [string, Fields] => {
    const property: Fields = isFields(properties[name]) ? properties[name] : {}
    return [name, { ...property, default: merge(property['default'], value) }]
  })
  return changed.length === 0 ? schema : { ...schema, properties: { ...properties, ...Object.fromEntries(changed) } }
}

function merge(base: unknown, change: unknown): unknown {
  if (!isFields(base) || !isFields(change)) return change
  return { ...base, ...Object.fromEntries(Object.entries(change).map(([key, value]) => [key, merge(base[key], value)])) }
}
