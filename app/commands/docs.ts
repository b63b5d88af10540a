// `downhill docs`: the library's reference as web pages.
import { join, relative, resolve } from 'node:path'
import type { Command } from '../cli.ts'
import { DIST } from '../paths.ts'
import { makeReference } from '../reference/make.ts'

export const docs: Command = {
  usage: `downhill docs [--output folder]
  makes the reference of everything that notebooks import from downhill
  --output folder   where to write it (dist/site/api unless told)`,
  options: { output: { type: 'string' } },
  async run(values) {
    const outdir = resolve((values['output'] as string | undefined) ?? join(DIST, 'site/api'))
    await makeReference(outdir, console.log)
    console.log(`The reference is in ${relative(process.cwd(), join(outdir, 'index.html'))}.`)
    return 0
  },
}
