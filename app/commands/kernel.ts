// `downhill kernel`: makes the kernel known to an installed Jupyter, so that JupyterLab, Notebook, VS Code, nbconvert and all else that speaks
// Jupyter's protocol can run the notebooks.
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { allFolders, folderOf, pythonPrefix, userFolder } from '../../kernels/jupyter/folders.ts'
import { readSpec, removeSpec, writeSpec, type InstalledSpec } from '../../kernels/jupyter/kernelspec.ts'
import type { Command, Values } from '../cli.ts'
import { downhillKernel, tslabKernel, type InstallableKernel } from '../kernel/kernels.ts'
import { UserError } from '../user-error.ts'

const KERNELS = [downhillKernel, tslabKernel]

export const kernel: Command = {
  usage: `downhill kernel install | uninstall | list
  makes the kernel known to an installed Jupyter (JupyterLab, Notebook, VS Code, nbconvert, …), or takes it away again
  --user          for this user (the default)
  --sys-prefix    for the active Python environment
  --prefix PATH   below another prefix, such as /usr/local
  --tslab         not our own kernel, but tslab with what makes the notebooks run on it (see kernels/tslab/README.md)`,
  options: { user: { type: 'boolean' }, 'sys-prefix': { type: 'boolean' }, prefix: { type: 'string' }, tslab: { type: 'boolean' } },

  async run(values, [action, ...rest]) {
    if (rest.length > 0) throw new UserError(`kernel ${action}: ${rest.join(' ')} is not understood. ${kernel.usage}`)
    const chosen = values['tslab'] ? tslabKernel : downhillKernel
    switch (action) {
      case 'install': return install(chosen, chosenFolder(values))
      case 'uninstall': return uninstall(chosen, chosenFolder(values))
      case 'list': return list()
      default: throw new UserError(action === undefined ? `kernel: what is to be done?\n${kernel.usage}` : `kernel: ${action} is not understood.\n${kernel.usage}`)
    }
  },
}

/** Jupyter's data folder that the options name. */
function chosenFolder(values: Values): string {
  const chosen = ['user', 'sys-prefix', 'prefix'].filter((name) => values[name] !== undefined)
  if (chosen.length > 1) throw new UserError(`kernel: --${chosen.join(' and --')} name two places. Choose one.`)
  if (typeof values['prefix'] === 'string') return folderOf(resolve(values['prefix']))
  if (!values['sys-prefix']) return userFolder()
  const prefix = pythonPrefix()
  if (prefix === undefined) throw new UserError('kernel: --sys-prefix asks for the Python environment, but no python3 was found. Name the folder with --prefix PATH.')
  return folderOf(prefix)
}

async function install({ name, spec, logos, prepare }: InstallableKernel, jupyter: string): Promise<number> {
  await prepare(console.log)
  const folder = await writeSpec(jupyter, name, spec, logos).catch((error: NodeJS.ErrnoException) => {
    throw new UserError(`kernel: nothing can be written to ${jupyter} (${error.code}). Choose another place with --user or --prefix PATH.`)
  })
  console.log(`Jupyter now knows the kernel "${spec.display_name}": ${folder}`)
  console.log('It is started from where this checkout lies; run the command again after moving it or after changing Node.')
  return 0
}

async function uninstall({ name }: InstallableKernel, jupyter: string): Promise<number> {
  const installed = await readSpec(jupyter, name)
  if (!installed) throw new UserError(`kernel: ${name} is not installed in ${jupyter}. \`downhill kernel list\` shows where it is.`)
  await removeSpec(installed)
  console.log(`Jupyter no longer knows the kernel ${name}: removed ${installed.folder}`)
  return 0
}

async function list(): Promise<number> {
  const specs = await Promise.all(allFolders().flatMap((folder) => KERNELS.map(({ name }) => readSpec(folder, name))))
  const installed = specs.filter((spec) => spec !== undefined)
  for (const spec of installed) console.log(describe(spec))
  if (installed.length === 0) console.log('No kernel is installed. `downhill kernel install` makes it known to Jupyter.')
  return 0
}

/** A line that also tells what has gone since it was installed. */
function describe({ folder, spec }: InstalledSpec): string {
  const missing = spec.argv.slice(0, 2).filter((file) => !existsSync(file))
  const state = missing.length === 0 ? '' : `\n    cannot be started: ${missing.join(' and ')} is missing. Run \`downhill kernel install\` again.`
  return `${spec.display_name}  ${folder}${state}`
}
