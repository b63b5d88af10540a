// What esbuild is told beyond its own ways: which modules JupyterLab lends, and that a style sheet can be text.
import type { Plugin } from 'esbuild'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Modules of which there may be only one on JupyterLab's page: a token is found by its identity, a widget speaks with those around it. */
export const SHARED = ['@jupyterlab/apputils', '@jupyterlab/rendermime', '@lumino/widgets']

const shared = fileURLToPath(new URL('web/shared.ts', import.meta.url))

/** An import of one of these modules means what JupyterLab lends. */
export const borrowedModules: Plugin = {
  name: 'borrowed-modules',
  setup(build) {
    build.onResolve({ filter: new RegExp(`^(${SHARED.join('|')})$`) }, ({ path }) => ({ path, namespace: 'borrowed' }))
    build.onLoad({ filter: /.*/, namespace: 'borrowed' }, ({ path }) => ({
      contents: `module.exports = require(${JSON.stringify(shared)}).module(${JSON.stringify(path)})`,
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
    }))
  },
}

/** `import text from './file.css?text'` */
export const cssAsText: Plugin = {
  name: 'css-as-text',
  setup(build) {
    build.onResolve({ filter: /\.css\?text$/ }, ({ path, resolveDir }) => ({ path: resolve(resolveDir, path.replace('?text', '')), namespace: 'css-text' }))
    build.onLoad({ filter: /.*/, namespace: 'css-text' }, async ({ path }) => ({ contents: await readFile(path), loader: 'text' }))
  },
}
