// What JupyterLab's debugger needs here besides its own plugins: it asks for consoles, which the lab has not, and it looks at a notebook when
// that comes to the front, which the open one did before the debugger was there.
import { ILabShell, type JupyterFrontEnd, type JupyterFrontEndPlugin } from '@jupyterlab/application'
import { WidgetTracker } from '@jupyterlab/apputils'
import { IEditorServices } from '@jupyterlab/codeeditor'
import { ConsolePanel, IConsoleTracker } from '@jupyterlab/console'
import { IDebuggerHandler, type IDebugger } from '@jupyterlab/debugger'
import { NotebookPanel } from '@jupyterlab/notebook'
import { isLeftOut } from '../left-out.ts'

/** A list of consoles that stays empty. */
const noConsoles: JupyterFrontEndPlugin<IConsoleTracker> = {
  id: 'downhill:no-consoles',
  provides: IConsoleTracker,
  activate: () => new WidgetTracker<ConsolePanel>({ namespace: 'console' }),
}

/** The debugger's own console, where expressions are evaluated, is made of the same parts as any. */
const consoleParts: JupyterFrontEndPlugin<ConsolePanel.IContentFactory> = {
  id: 'downhill:console-parts',
  provides: ConsolePanel.IContentFactory,
  requires: [IEditorServices],
  activate: (_, { factoryService }: IEditorServices) => new ConsolePanel.ContentFactory({ editorFactory: factoryService.newInlineEditor }),
}

/** The debugger's button beside a notebook, for the one that is open already. */
const openNotebook: JupyterFrontEndPlugin<void> = {
  id: 'downhill:debug-open-notebook',
  requires: [IDebuggerHandler, ILabShell],
  async activate(_, handler: IDebugger.IHandler, shell: ILabShell) {
    const panel = shell.currentWidget
    if (!(panel instanceof NotebookPanel)) return
    await panel.sessionContext.ready
    await handler.updateContext(panel, panel.sessionContext)
  },
}

/**
 * Starts the plugins.
 *
 * @param loaded JupyterLab's own
 */
export async function join(app: JupyterFrontEnd, loaded: readonly JupyterFrontEndPlugin<unknown>[]): Promise<void> {
  const plugins = [noConsoles, consoleParts, ...loaded.filter(({ id }) => !isLeftOut(id)), openNotebook]
  app.registerPlugins(plugins)
  for (const { id } of plugins) await app.activatePlugin(id)
}
