// How an installed Jupyter is told of a kernel: a folder with `kernel.json`, which says how to start it, and a logo for the launcher
// (https://jupyter-client.readthedocs.io/en/stable/kernels.html#kernel-specs).
import { copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface KernelSpec {
  /** The command; `{connection_file}` in it is replaced by Jupyter. */
  argv: string[]
  display_name: string
  language: string
  /** `message`: an interrupt_request on the control channel, which works on every system. */
  interrupt_mode: 'signal' | 'message'
  env?: Record<string, string>
}

/** A kernel that Jupyter knows of. */
export interface InstalledSpec {
  folder: string
  spec: KernelSpec
}

const specFolder = (jupyter: string, name: string): string => join(jupyter, 'kernels', name)

/**
 * Writes a kernelspec, in place of an older one of this name.
 *
 * @param jupyter one of Jupyter's data folders
 * @param logos files to put beside it, as `logo-svg.svg` and `logo-64x64.png`
 * @returns the kernelspec's folder
 */
export async function writeSpec(jupyter: string, name: string, spec: KernelSpec, logos: readonly string[]): Promise<string> {
  const folder = specFolder(jupyter, name)
  const draft = join(jupyter, 'kernels', `.${name}-${process.pid}`)
  await mkdir(draft, { recursive: true })
  await writeFile(join(draft, 'kernel.json'), `${JSON.stringify(spec, null, 2)}\n`)
  for (const logo of logos) await copyFile(logo, join(draft, logo.endsWith('.svg') ? 'logo-svg.svg' : 'logo-64x64.png'))
  await rm(folder, { recursive: true, force: true })
  await rename(draft, folder)
  return folder
}

/** The kernelspec of this name in a folder; undefined if there is none. */
export async function readSpec(jupyter: string, name: string): Promise<InstalledSpec | undefined> {
  const folder = specFolder(jupyter, name)
  const text = await readFile(join(folder, 'kernel.json'), 'utf8').catch(() => undefined)
  return text === undefined ? undefined : { folder, spec: JSON.parse(text) as KernelSpec }
}

export async function removeSpec({ folder }: InstalledSpec): Promise<void> {
  await rm(folder, { recursive: true })
}
