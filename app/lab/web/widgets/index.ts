// Makes the controls of cells appear in notebooks: ipywidgets' own views, which are loaded when the first one is made. Where a control has
// outlived its kernel, what stands beside it in the output is shown instead: the frames of a figure that can be explored without one.
import type { JupyterFrontEndPlugin } from '@jupyterlab/application'
import { INotebookTracker } from '@jupyterlab/notebook'
import { IRenderMimeRegistry } from '@jupyterlab/rendermime'
import '@jupyter-widgets/base/css/index.css'
import '@jupyter-widgets/controls/css/widgets-base.css'
import { NotebookWidgets } from './notebook-widgets.ts'
import { RenderedWidget, viewType } from './rendered-widget.ts'

export const widgets: JupyterFrontEndPlugin<void> = {
  id: 'downhill:widgets',
  description: 'Shows the controls that cells make.',
  autoStart: true,
  requires: [IRenderMimeRegistry, INotebookTracker],
  activate(_app, renderers: IRenderMimeRegistry, notebooks: INotebookTracker) {
    const add = (to: IRenderMimeRegistry, live?: NotebookWidgets): void => {
      to.removeMimeType(viewType)
      // Rank -10, before any other form. What a widget shows comes from the kernel alone, never from the file, so that no trust is needed.
      to.addFactory({ safe: true, mimeTypes: [viewType], createRenderer: () => new RenderedWidget(to, live) }, -10)
    }
    add(renderers)
    const connect = ({ content, context }: NonNullable<INotebookTracker['currentWidget']>): void =>
      add(content.rendermime, new NotebookWidgets(context, content.rendermime))
    notebooks.forEach(connect)
    notebooks.widgetAdded.connect((_, panel) => connect(panel))
  },
}
