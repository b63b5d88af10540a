// How an installed Jupyter is told of a kernel: a folder with `kernel.json`, which says how to start it, and a logo for the launcher
// (https://jupyter-client.readthedocs.io/en/stable/kernels.html#kernel-specs).
import { copyFile, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, isAbsolute, join, relative, sep } from 'node:path'
import { makeFolder } from './make-folder.ts'

export interface KernelSpec {
  /** The command; Jupyter replaces `{connection_file}` in it, and `{resource_dir}` by the kernelspec's folder. */
  argv: string[]
  display_name: string
  language: string
  /** `message`: an interrupt_request on the control channel, which works on every system. */
  interrupt_mode: 'signal' | 'message'
  env?: Record<string, string>
  /** Front ends offer their debugger for a kernel that says it has one. */
  metadata?: { debugger: boolean }
}

/** A kernel that Jupyter knows of. */
export interface InstalledSpec {
  folder: string
  spec: KernelSpec
}

/** @param jupyter one of Jupyter's folders of data */
export const specFolder = (jupyter: string, name: string): string => join(jupyter, 'kernels', name)

/**
 * Writes a kernelspec, in place of an older one of this name.
 *
 * @param jupyter one of Jupyter's folders of data
 * @param logos files to put beside it, `logo-svg.svg` and `logo-64x64.png`
 * @returns the kernelspec's folder
 */
export async function writeSpec(jupyter: string, name: string, spec: KernelSpec, logos: readonly string[]): Promise<string> {
  const folder = specFolder(jupyter, name)
  const draft = join(jupyter, 'kernels', `.${name}-${process.pid}`)
  await makeFolder(draft)
  await writeFile(join(draft, 'kernel.json'), `${JSON.stringify(spec, null, 2)}\n`)
  for (const logo of logos) await copyFile(logo, join(draft, basename(logo)))
  await rm(folder, { recursive: true, force: true })
  await rename(draft, folder)
  return folder
}

/**
 * The same kernel for a kernelspec that can move: Node is looked for on the PATH, and the program is named by its way from the kernelspec, so
 * that a folder which holds both can be carried elsewhere.
 *
 * @param folder where the kernelspec will lie
 * @throws Error if no relative path leads there
 */
export function relocatable(spec: KernelSpec, folder: string): KernelSpec {
  const program = programOf(spec)
  const way = relative(folder, program)
  if (isAbsolute(way)) throw new Error(`${program} and ${folder} lie on different drives: no relative path leads from one to the other`)
  const moved = ['{resource_dir}', ...way.split(sep)].join('/')
  return { ...spec, argv: ['node', ...spec.argv.slice(1).map((part) => (part === program ? moved : part))] }
}

/** What Node is to run: what stands behind Node's own flags. */
const programOf = ({ argv }: KernelSpec): string => argv.slice(1).find((part) => !part.startsWith('-')) ?? ''

/** The files that the kernelspec names. Node itself may be named without a path; then it is looked for on the PATH when a kernel is started. */
export const filesOf = ({ folder, spec }: InstalledSpec): string[] =>
  [spec.argv[0] ?? '', programOf(spec)].map((part) => part.replace('{resource_dir}', folder)).filter(isAbsolute)

/** The kernelspec of this name in a folder; undefined if there is none. */
export async function readSpec(jupyter: string, name: string): Promise<InstalledSpec | undefined> {
  const folder = specFolder(jupyter, name)
  const text = await readFile(join(folder, 'kernel.json'), 'utf8').catch(() => undefined)
  return text === undefined ? undefined : { folder, spec: JSON.parse(text) as KernelSpec }
}

export async function removeSpec({ folder }: InstalledSpec): Promise<void> {
  await rm(folder, { recursive: true })
}
