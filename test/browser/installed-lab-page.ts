// A page that takes extensions in as JupyterLab 4 does: it loads the script of each, tells it of the modules that it shares by the rules of
// webpack's module federation, asks it for its plugin, and shows a notebook's outputs with the renderers that are there then. The steps are
// those of JupyterLab's own start (dev_mode/bootstrap.js and index.js); the modules are JupyterLab's packages.
import * as apputils from '@jupyterlab/apputils'
import { OutputArea, OutputAreaModel } from '@jupyterlab/outputarea'
import * as rendermime from '@jupyterlab/rendermime'
import type { IOutput } from '@jupyterlab/nbformat'
import { Application, type IPlugin } from '@lumino/application'
import * as widgets from '@lumino/widgets'

interface Container {
  init(scope: object): void | Promise<void>
  get(module: string): Promise<() => { default: IPlugin<Application, unknown>; __scope__?: string }>
}

/** What the server tells the page of an extension. */
interface Extension {
  name: string
  load: string
  extension: string
}

const offer = (module: object): object => ({ '4.6.4': { get: () => Promise.resolve(() => module), from: 'JupyterLab', eager: false, loaded: 1 } })
const scope = { '@jupyterlab/apputils': offer(apputils), '@jupyterlab/rendermime': offer(rendermime), '@lumino/widgets': offer(widgets) }

async function pluginOf({ name, load, extension }: Extension): Promise<IPlugin<Application, unknown>> {
  const script = document.createElement('script')
  const loaded = new Promise((done, failed) => Object.assign(script, { onload: done, onerror: failed, async: true }))
  document.head.append(script)
  script.src = `/lab/extensions/${name}/${load}`
  await loaded
  const container = (globalThis as unknown as { _JUPYTERLAB: Record<string, Container> })._JUPYTERLAB[name]
  if (!container) throw new Error(`the script of ${name} registered nothing under that name`)
  await container.init(scope)
  const instance = (await container.get(extension))()
  instance.__scope__ = name
  return instance.default
}

/** Shows outputs with the extensions; called by the test. */
async function show(extensions: Extension[], outputs: IOutput[]): Promise<void> {
  const renderers = new rendermime.RenderMimeRegistry({ initialFactories: rendermime.standardRendererFactories })
  const app = new Application({ shell: new widgets.Widget() })
  app.registerPlugin({ id: 'test:renderers', provides: rendermime.IRenderMimeRegistry, activate: () => renderers })
  app.registerPlugins(await Promise.all(extensions.map(pluginOf)))
  await app.start()
  const area = new OutputArea({ model: new OutputAreaModel({ values: outputs, trusted: false }), rendermime: renderers })
  widgets.Widget.attach(area, document.body)
}

Object.assign(globalThis, { show })
