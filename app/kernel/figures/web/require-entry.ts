// The file that the classic Notebook loads with require.js: it loads the rest as an ES module from where this file lies.
import type { OutputAreaClass } from './notebook.ts'

declare function define(needs: string[], make: (outputArea: { OutputArea: OutputAreaClass }) => object): void

const here = (document.currentScript as HTMLScriptElement).src

define(['notebook/js/outputarea'], ({ OutputArea }) => ({
  async load_ipython_extension() {
    const { register } = (await import(new URL(__ENTRY__, here).href)) as typeof import('./notebook.ts')
    register(OutputArea)
  },
}))
