// The library's reference as pages of the site: TypeDoc reads the docstrings of everything that lib/index.ts hands to notebooks. Whatever it
// warns of (a link to nowhere, a parameter that is told of and is not there) is an error, so that the pages stay true.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { installPackages } from '../kernel/packages.ts'
import { ROOT } from '../paths.ts'
import { UserError } from '../user-error.ts'

const folder = join(ROOT, 'app/reference')

/**
 * Writes the pages into a folder, whose contents they replace.
 *
 * @throws UserError with TypeDoc's own words if it has an objection
 */
export async function makeReference(outdir: string, log: (line: string) => void = () => {}): Promise<void> {
  installPackages(folder, 'Installing TypeDoc, which makes the reference (23 MB, only once) …', log)
  const typedoc = join(folder, 'node_modules/typedoc/bin/typedoc')
  const args = [typedoc, '--options', join(folder, 'typedoc.json'), '--out', outdir, '--pretty', 'false']
  await new Promise<void>((resolve, reject) => {
    execFile(process.execPath, args, { cwd: folder, env: { ...process.env, NO_COLOR: '1' } }, (error, stdout, stderr) => {
      if (error) reject(new UserError(`TypeDoc objects to the library's docstrings:\n${(stderr + stdout).trim()}`))
      else resolve()
    })
  })
}
