// The module that build/package-list.ts makes up inside the bundler: what the JupyterLab packages of package.json export.
declare module 'lab:packages' {
  import type { JupyterFrontEndPlugin } from '@jupyterlab/application'
  import type { ServiceManagerPlugin } from '@jupyterlab/services'
  import type { IRenderMime } from '@jupyterlab/rendermime-interfaces'

  /** Plugins of the application: menus, notebooks, editors, … */
  export const plugins: JupyterFrontEndPlugin<unknown>[]
  /** Load plugins that are not needed at the start. */
  export const later: (() => Promise<{ default: JupyterFrontEndPlugin<unknown>[] }>)[]
  /** Plugins that talk to the server: contents, kernels, sessions, settings. */
  export const services: ServiceManagerPlugin<unknown>[]
  /** Renderers of MIME types that need nothing of the application. */
  export const renderers: IRenderMime.IExtensionModule[]
}
