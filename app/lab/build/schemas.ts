// The settings of JupyterLab are described by JSON schemas that lie in its packages. The server hands them out, so they are gathered into
// one file.
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { LabPackage } from './packages.ts'

/** The schema of one plugin's settings; `id` is the plugin's, e.g. `@jupyterlab/notebook-extension:tracker`. */
export interface SettingsSchema {
  id: string
  version: string
  schema: object
}

/** All settings schemas of these packages. @throws if a schema file is not JSON, or cannot be read */
export async function settingsSchemas(packages: LabPackage[]): Promise<SettingsSchema[]> {
  const found = await Promise.all(packages.map(schemasOf))
  return found.flat()
}

async function schemasOf({ name, version, schemas }: LabPackage): Promise<SettingsSchema[]> {
  if (!schemas) return []
  const files = (await readdir(schemas)).filter((file) => file.endsWith('.json') && file !== 'package.json').sort()
  return Promise.all(
    files.map(async (file) => ({
      id: `${name}:${basename(file, '.json')}`,
      version,
      schema: JSON.parse(await readFile(join(schemas, file), 'utf8')) as object,
    })),
  )
}
