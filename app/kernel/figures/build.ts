// Builds what draws figures in an installed Jupyter, from the lab's own renderer: an extension of JupyterLab in the form that JupyterLab calls
// prebuilt, and one of the classic Notebook. Both are a small script, which JupyterLab or Notebook loads, and an ES module beside it.
import { build, type BuildOptions } from 'esbuild'
import { readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ROOT } from '../../paths.ts'
import { borrowedModules, cssAsText, SHARED } from './bundling.ts'
import { EXTENSION } from './name.ts'

const web = fileURLToPath(new URL('web', import.meta.url))

/** Builds `labextensions/` and `nbextensions/`, which are copied to where Jupyter looks for them. */
export async function buildFigures(outdir: string): Promise<void> {
  await Promise.all([buildLabExtension(join(outdir, 'labextensions')), buildNotebookExtension(join(outdir, 'nbextensions'))])
}

async function buildLabExtension(folder: string): Promise<void> {
  const files = join(folder, 'static')
  await bundle('lab.ts', 'remote-entry.ts', 'remoteEntry', files, [borrowedModules, cssAsText])
  const { version, description, license } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<string, string>
  const manifest = {
    name: EXTENSION,
    version,
    description: `Draws the figures of Downhill. ${description}`,
    license,
    jupyterlab: { extension: true, _build: { load: 'static/remoteEntry.js', extension: './extension' } },
  }
  const install = { packageManager: 'npm', packageName: 'downhill', uninstallInstructions: 'Run `downhill kernel uninstall` where Downhill lies.' }
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  await writeFile(join(folder, 'install.json'), `${JSON.stringify(install, null, 2)}\n`)
}

const buildNotebookExtension = (folder: string): Promise<void> => bundle('notebook.ts', 'require-entry.ts', 'index', folder, [cssAsText])

/** Bundles the extension, whose file has its hash in its name, and the script that loads it from there. */
async function bundle(source: string, loader: string, loaderName: string, outdir: string, plugins: BuildOptions['plugins']): Promise<void> {
  await mkdir(outdir, { recursive: true })
  const { metafile } = await build({
    ...common,
    entryPoints: [join(web, source)],
    outdir,
    format: 'esm',
    splitting: true,
    metafile: true,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    plugins: plugins ?? [],
  })
  const entry = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint?.endsWith(`/${source}`))?.[0]
  if (entry === undefined) throw new Error(`esbuild wrote no file for ${source}`)
  const named = { __NAME__: EXTENSION, __ENTRY__: `./${basename(entry)}`, __SHARED__: SHARED }
  const define = Object.fromEntries(Object.entries(named).map(([name, value]) => [name, JSON.stringify(value)]))
  await build({ ...common, entryPoints: { [loaderName]: join(web, loader) }, outdir, format: 'iife', define })
}

const common = { absWorkingDir: ROOT, bundle: true, minify: true, target: 'es2022', legalComments: 'linked', logLevel: 'warning' } as const satisfies BuildOptions
