// The page's entry: starts JupyterLab from its own plugins, without the few that we leave out, and with ours added.
import { JupyterLab, type JupyterFrontEndPlugin } from '@jupyterlab/application'
import { JupyterPluginRegistry, PageConfig } from '@jupyterlab/coreutils'
import { IConnectionStatus, IServiceManager } from '@jupyterlab/services'
import { plugins, renderers, services } from 'lab:packages'
import { about, logo } from './brand.ts'
import { debugging } from './debugging/index.ts'
import { figures } from './figure/index.ts'
import { isLeftOut } from './left-out.ts'
import { openAtOnce } from './open-at-once.ts'
import { printing } from './printing.ts'
import { runWhenReady } from './run-when-ready.ts'
import { widgets } from './widgets/index.ts'
import './style/index.css'

/** A plugin of ours that bears the id of a stock plugin takes its place, with its menu items and keys. */
const ours: JupyterFrontEndPlugin<unknown>[] = [about, debugging, figures, logo, openAtOnce, printing, runWhenReady, widgets]
const stock = (): JupyterFrontEndPlugin<unknown>[] =>
  plugins.filter(({ id }) => !isLeftOut(id) && !PageConfig.Extension.isDisabled(id) && !ours.some((own) => own.id === id))

async function start(): Promise<void> {
  const registry = new JupyterPluginRegistry()
  registry.registerPlugins([...services, ...stock(), ...ours])
  const lab = new JupyterLab({
    pluginRegistry: registry,
    serviceManager: await registry.resolveRequiredService(IServiceManager),
    connectionStatus: await registry.resolveRequiredService(IConnectionStatus),
    mimeExtensions: renderers,
  })
  // Keys reach a text field before they are read as shortcuts, so that typing never waits for a command.
  await lab.start({ bubblingKeydown: true })
  await lab.restored
}

/** Says in the page itself what went wrong, for there is no application yet that could. */
function report(error: unknown): void {
  console.error(error)
  const message = document.createElement('p')
  message.className = 'downhill-start-problem'
  message.textContent = `Downhill could not start: ${String(error)} Reload the page; if that does not help, stop it and run "npm start" again.`
  document.body.replaceChildren(message)
}

start().catch(report)
