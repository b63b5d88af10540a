// `downhill kernel`: makes the kernel known to an installed Jupyter, so that JupyterLab, Notebook, VS Code, nbconvert and all else that speaks
// Jupyter's protocol can run the notebooks; JupyterLab and Notebook are given what draws the figures.
import { existsSync } from 'node:fs'
import { allDataFolders, type Place } from '../../kernels/jupyter/folders.ts'
import { filesOf, readSpec, relocatable, removeSpec, specFolder, writeSpec, type InstalledSpec } from '../../kernels/jupyter/kernelspec.ts'
import { buildStale } from '../build/index.ts'
import type { Command } from '../cli.ts'
import { hasFigures, installFigures, removeFigures } from '../kernel/figures/install.ts'
import { downhillKernel, tslabKernel, type InstallableKernel } from '../kernel/kernels.ts'
import { chosenPlace } from '../kernel/place.ts'
import { UserError } from '../user-error.ts'

const KERNELS = [downhillKernel, tslabKernel]

export const kernel: Command = {
  usage: `downhill kernel install | uninstall | list
  makes the kernel known to an installed Jupyter (JupyterLab, Notebook, VS Code, nbconvert, …), or takes it away again
  --user          for this user (the default)
  --sys-prefix    for the active Python environment
  --prefix PATH   below another prefix, such as /usr/local
  --relocatable   name the kernel by its way from the kernelspec, and Node by its name: a folder that holds both, Jupyter's
                  prefix and this checkout, can be moved, or copied into an image
  --tslab         not our own kernel, but tslab with what makes the notebooks run on it (see kernels/tslab/README.md)`,
  options: {
    user: { type: 'boolean' },
    'sys-prefix': { type: 'boolean' },
    prefix: { type: 'string' },
    relocatable: { type: 'boolean' },
    tslab: { type: 'boolean' },
  },

  async run(values, [action, ...rest]) {
    if (rest.length > 0) throw new UserError(`kernel ${action}: ${rest.join(' ')} is not understood. ${kernel.usage}`)
    const chosen = values['tslab'] ? tslabKernel : downhillKernel
    switch (action) {
      case 'install': return install(chosen, chosenPlace(values), values['relocatable'] === true)
      case 'uninstall': return uninstall(chosen, chosenPlace(values))
      case 'list': return list()
      default: throw new UserError(action === undefined ? `kernel: what is to be done?\n${kernel.usage}` : `kernel: ${action} is not understood.\n${kernel.usage}`)
    }
  },
}

async function install({ name, spec, logos, prepare }: InstallableKernel, place: Place, movable: boolean): Promise<number> {
  await prepare(console.log)
  await buildStale({ only: ['figures'], log: console.log })
  const written = movable ? relocatable(spec, specFolder(place.data, name)) : spec
  const folder = await writeSpec(place.data, name, written, logos).catch(cannotWrite(place.data))
  await installFigures(place).catch(cannotWrite(place.config))
  console.log(`Jupyter now knows the kernel "${spec.display_name}": ${folder}`)
  console.log('JupyterLab and Notebook draw its figures: reload their pages.')
  console.log(
    movable
      ? 'It is started from where this checkout lies, seen from there: move them together, or run the command again.'
      : 'It is started from where this checkout lies; run the command again after moving it or after changing Node.',
  )
  return 0
}

const cannotWrite = (folder: string) => (error: NodeJS.ErrnoException): never => {
  throw new UserError(`kernel: nothing can be written to ${folder} (${error.code}). Choose another place with --user or --prefix PATH.`)
}

async function uninstall({ name }: InstallableKernel, place: Place): Promise<number> {
  const installed = await readSpec(place.data, name)
  if (!installed) throw new UserError(`kernel: ${name} is not installed in ${place.data}. \`downhill kernel list\` shows where it is.`)
  await removeSpec(installed)
  const left = await Promise.all(KERNELS.map((other) => readSpec(place.data, other.name)))
  if (left.every((other) => other === undefined)) await removeFigures(place)
  console.log(`Jupyter no longer knows the kernel ${name}: removed ${installed.folder}`)
  return 0
}

async function list(): Promise<number> {
  const folders = allDataFolders()
  const specs = await Promise.all(folders.flatMap((folder) => KERNELS.map(({ name }) => readSpec(folder, name))))
  const installed = specs.filter((spec) => spec !== undefined)
  for (const spec of installed) console.log(describe(spec))
  for (const folder of folders.filter(hasFigures)) console.log(`figures in JupyterLab and Notebook  ${folder}`)
  if (installed.length === 0) console.log('No kernel is installed. `downhill kernel install` makes it known to Jupyter.')
  return 0
}

/** A line that also tells what has gone since it was installed. */
function describe(installed: InstalledSpec): string {
  const missing = filesOf(installed).filter((file) => !existsSync(file))
  const state = missing.length === 0 ? '' : `\n    cannot be started: ${missing.join(' and ')} is missing. Run \`downhill kernel install\` again.`
  return `${installed.spec.display_name}  ${installed.folder}${state}`
}
