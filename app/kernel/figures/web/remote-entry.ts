// The file that JupyterLab loads first: it registers a container of webpack's module federation, which is told of the modules that JupyterLab
// shares and then asked for the extension. The rest is loaded as an ES module from where this file lies.
import type { ShareScope } from './shared.ts'

interface Container {
  init(scope: ShareScope): void
  get(module: string): Promise<() => object>
}

const here = (document.currentScript as HTMLScriptElement).src
const page = globalThis as { _JUPYTERLAB?: Record<string, Container> }
let scope: ShareScope = {}

page._JUPYTERLAB ??= {}
page._JUPYTERLAB[__NAME__] = {
  init: (shared) => {
    scope = shared
  },
  async get(module) {
    if (module !== './extension') throw new Error(`${__NAME__} has no module ${module}`)
    const { load } = (await import(new URL(__ENTRY__, here).href)) as typeof import('./lab.ts')
    const plugin = await load(scope, __SHARED__)
    return () => ({ __esModule: true, default: plugin })
  },
}
