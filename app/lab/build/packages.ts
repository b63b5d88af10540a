// Which JupyterLab packages make up the lab. The list is package.json's own: every `@jupyterlab/*-extension` among the development
// dependencies is part of the front end, so that adding or dropping a feature is one line there. What each package offers (plugins, MIME
// renderers, settings, styles, a theme) stands in its own package.json.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

export interface LabPackage {
  name: string
  version: string
  /** Absolute path of the installed package. */
  folder: string
  /**
   * What its default export holds: plugins of the application, the services they stand on, or renderers of MIME types. Plugins that few need
   * are loaded `later`, when the application is on screen.
   */
  role: 'plugins' | 'later' | 'services' | 'renderers'
  /** Path of the module that imports the package's styles. */
  style?: string
  /** Absolute path of the folder with the JSON schemas of its settings. */
  schemas?: string
  /** Absolute path of the style sheet, if the package is a theme. */
  theme?: string
}

/** The part of a JupyterLab package's package.json that says what it is. */
interface Manifest {
  name: string
  version: string
  styleModule?: string
  jupyterlab?: { extension?: boolean | string; mimeExtension?: boolean | string; schemaDir?: string; themePath?: string }
}

const servicesPackage = '@jupyterlab/services-extension'
const laterPackages = new Set(['@jupyterlab/debugger-extension'])
const isLabPackage = (name: string): boolean => /^@jupyterlab\/.*-extension$/.test(name)

/**
 * The JupyterLab packages that the project at `root` asks for, in the order of its package.json.
 *
 * @throws if one of them is not installed, with the command that installs it
 */
export function labPackages(root: string): LabPackage[] {
  const project = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { devDependencies: Record<string, string> }
  const require = createRequire(join(root, 'package.json'))
  return Object.keys(project.devDependencies).filter(isLabPackage).map((name) => describe(name, require))
}

function describe(name: string, require: NodeJS.Require): LabPackage {
  const path = locate(name, require)
  const folder = dirname(path)
  const { version, styleModule, jupyterlab = {} } = JSON.parse(readFileSync(path, 'utf8')) as Manifest
  const found: LabPackage = { name, version, folder, role: jupyterlab.mimeExtension ? 'renderers' : 'plugins' }
  if (name === servicesPackage) found.role = 'services'
  if (laterPackages.has(name)) found.role = 'later'
  if (styleModule) found.style = `${name}/${styleModule}`
  if (jupyterlab.schemaDir) found.schemas = join(folder, jupyterlab.schemaDir)
  if (jupyterlab.themePath) found.theme = join(folder, jupyterlab.themePath)
  return found
}

function locate(name: string, require: NodeJS.Require): string {
  try {
    return require.resolve(`${name}/package.json`)
  } catch {
    throw new Error(`the lab's package ${name} is not installed: run "npm ci" in the project's folder`)
  }
}
