// JupyterLab is written for webpack. These small esbuild plugins give its sources what they expect of it, one habit each.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import type { OnResolveResult, Plugin } from 'esbuild'

const require = createRequire(import.meta.url)

/** `url(~package/…)` in a style sheet means: look the path up as a module. */
const tildeUrls: Plugin = {
  name: 'tilde-urls',
  setup(build) {
    build.onResolve({ filter: /^~/ }, ({ path, kind, resolveDir }) => build.resolve(path.slice(1), { kind, resolveDir }))
  },
}

/** An SVG is text where a script imports it (icons), and a data URI where a style sheet names it (with or without `?…` or `#…` behind). */
const svg: Plugin = {
  name: 'svg',
  setup(build) {
    build.onLoad({ filter: /\.svg$/, namespace: 'file' }, async ({ path }) => ({ contents: await readFile(path), loader: 'text' }))
    build.onResolve({ filter: /\.svg([?#].*)?$/ }, async ({ path, kind, resolveDir, pluginData }): Promise<OnResolveResult | undefined> => {
      const isOurOwnQuestion = pluginData === svg
      if (kind !== 'url-token' || isOurOwnQuestion) return undefined
      const found = await build.resolve(path.replace(/[?#].*$/, ''), { kind, resolveDir, pluginData: svg })
      return found.errors.length > 0 ? found : { path: found.path, namespace: 'svg-url' }
    })
    build.onLoad({ filter: /.*/, namespace: 'svg-url' }, async ({ path }) => ({ contents: await readFile(path), loader: 'dataurl' }))
  },
}

/** Font Awesome 5 names four old font formats beside woff2 (2.4 MB) that no browser of today asks for: they become empty. */
const legacyFonts: Plugin = {
  name: 'legacy-fonts',
  setup(build) {
    const awesome = /\/fa-(solid|regular|brands)-\d+\.(eot|ttf|woff|svg)([?#].*)?$/
    build.onResolve({ filter: awesome }, ({ path, kind }) => (kind === 'url-token' ? { path, namespace: 'legacy-font' } : undefined))
    build.onLoad({ filter: /.*/, namespace: 'legacy-font' }, () => ({ contents: '', loader: 'dataurl' }))
  },
}

/**
 * `import()` of a CommonJS module gives its exports by name, as webpack does; esbuild gives them only as `default`. MathJax is the package
 * that is loaded this way. Its names are read by loading it here, at build time.
 */
const commonJsImports: Plugin = {
  name: 'commonjs-imports',
  setup(build) {
    build.onResolve({ filter: /^mathjax-full\// }, async ({ path, kind, resolveDir }): Promise<OnResolveResult | undefined> => {
      if (kind !== 'dynamic-import') return undefined
      const found = await build.resolve(path, { kind: 'require-call', resolveDir })
      return found.errors.length > 0 ? found : { path: found.path, namespace: 'commonjs-import' }
    })
    build.onLoad({ filter: /.*/, namespace: 'commonjs-import' }, ({ path }) => {
      const names = Object.keys(require(path) as object).filter((name) => name !== 'default')
      const contents = [`import * as all from ${JSON.stringify(path)}`, ...names.map((name) => `export const ${name} = all.${name}`)].join('\n')
      return { contents, resolveDir: dirname(path) }
    })
  },
}

export const webpackHabits: Plugin[] = [tildeUrls, legacyFonts, svg, commonJsImports]
