// Builds the lab's front end: JupyterLab's own packages and the few files in web/, bundled by esbuild into what the server hands out.
//
//   <outdir>/static/main.js, main.css   the application; what is needed later (Plotly, MathJax, languages) lies in chunks beside it
//   <outdir>/schemas.json               the settings that exist
//   <outdir>/themes/<package>/index.css one style sheet a theme
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'
import { packageList } from './build/package-list.ts'
import { labPackages, type LabPackage } from './build/packages.ts'
import { settingsSchemas } from './build/schemas.ts'
import { webpackHabits } from './build/webpack-habits.ts'

export interface LabBuildOptions {
  /** Keep names, lines and source maps, for work on the front end itself. Default: `false`. */
  debug?: boolean
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const web = join(root, 'app/lab/web')

/**
 * Builds the whole front end into a folder, replacing what an earlier build left there.
 *
 * @param outdir folder that receives `static/`, `themes/` and `schemas.json`; it is made if it does not exist
 * @throws if a package is missing or a source does not compile; the message says where
 * @example
 * await buildLab('dist/lab')
 */
export async function buildLab(outdir: string, { debug = false }: LabBuildOptions = {}): Promise<void> {
  const packages = labPackages(root)
  await rm(outdir, { recursive: true, force: true })
  await mkdir(join(outdir, 'static'), { recursive: true })
  await Promise.all([
    buildApplication(packages, join(outdir, 'static'), debug),
    buildThemes(packages, join(outdir, 'themes')),
    writeSchemas(packages, join(outdir, 'schemas.json')),
  ])
}

async function buildApplication(packages: LabPackage[], outdir: string, debug: boolean): Promise<void> {
  await esbuild.build({ ...labBundle(debug, [packageList(packages, root)]), entryPoints: { main: join(web, 'main.ts') }, outdir })
}

/** How a page of JupyterLab's packages is bundled. */
export const labBundle = (debug: boolean, plugins: esbuild.Plugin[] = []): esbuild.BuildOptions => ({
  ...common(debug),
  format: 'esm',
  splitting: true,
  sourcemap: debug,
  chunkNames: 'chunks/[name]-[hash]',
  assetNames: 'assets/[name]-[hash]',
  plugins: [...plugins, ...webpackHabits],
  mainFields: ['browser', 'module', 'main'],
  // JupyterLab's dependencies were written for webpack's stand-ins for these names of Node.
  define: {
    'process.env.NODE_ENV': '"production"',
    'process.env': '{}',
    'process.cwd': 'processCwd',
    global: 'globalThis',
    __dirname: '"/"',
    __filename: '"/"',
  },
  banner: { js: "var processCwd = () => '/';" },
})

async function buildThemes(packages: LabPackage[], outdir: string): Promise<void> {
  const themes = packages.filter((found) => found.theme !== undefined)
  const entryPoints = themes.map(({ name, theme }) => ({ in: theme ?? '', out: `${name}/index` }))
  await esbuild.build({ ...common(false), entryPoints, outdir, plugins: webpackHabits })
}

async function writeSchemas(packages: LabPackage[], path: string): Promise<void> {
  await writeFile(path, JSON.stringify(await settingsSchemas(packages)))
}

const common = (debug: boolean): esbuild.BuildOptions => ({
  absWorkingDir: root,
  bundle: true,
  minify: !debug,
  target: 'es2022',
  legalComments: 'linked',
  logLevel: 'silent',
  loader: { '.woff': 'file', '.woff2': 'file', '.ttf': 'file', '.eot': 'file', '.png': 'dataurl', '.gif': 'dataurl', '.jpg': 'dataurl' },
})
