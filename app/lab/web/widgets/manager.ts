// What draws widgets, in a chunk of its own: ipywidgets' manager, with the classes of its three packages. Nothing is fetched from elsewhere,
// so a widget of another package is refused with an error that names it.
import * as base from '@jupyter-widgets/base'
import * as controls from '@jupyter-widgets/controls'
import { WidgetManager } from '@jupyter-widgets/jupyterlab-manager/lib/manager'
import { OUTPUT_WIDGET_VERSION, OutputView } from '@jupyter-widgets/jupyterlab-manager/lib/output'
import type { DocumentRegistry } from '@jupyterlab/docregistry'
import type { INotebookModel } from '@jupyterlab/notebook'
import type { IRenderMimeRegistry } from '@jupyterlab/rendermime'
import type { Kernel, KernelMessage } from '@jupyterlab/services'
import { FloatLogSliderView, FloatSliderView } from './named-sliders.ts'
import { SteadyOutputModel } from './steady-output.ts'

export class Manager extends WidgetManager {
  constructor(context: DocumentRegistry.IContext<INotebookModel>, rendermime: IRenderMimeRegistry) {
    super(context, rendermime, { saveState: false })
    this.register({ name: '@jupyter-widgets/base', version: base.JUPYTER_WIDGETS_VERSION, exports: classesOf(base) })
    const named = { ...classesOf(controls), FloatSliderView, FloatLogSliderView }
    this.register({ name: '@jupyter-widgets/controls', version: controls.JUPYTER_CONTROLS_VERSION, exports: named })
    this.register({ name: '@jupyter-widgets/output', version: OUTPUT_WIDGET_VERSION, exports: { OutputModel: SteadyOutputModel, OutputView } })
  }

  /** States that a file holds are left there: whoever wrote it could show anything by them. */
  override async _loadFromNotebook(): Promise<void> {}

  /** Takes a model that the kernel has made. */
  async take(comm: Kernel.IComm, message: KernelMessage.ICommOpenMsg): Promise<void> {
    await this._handleCommOpen(comm, message)
  }

  /** Resolves when the models that the kernel had before the page was loaded are there. */
  async whenRestored(): Promise<void> {
    if (this.restoredStatus) return
    await new Promise<void>((restored) => this.restored.connect(() => restored()))
  }
}

/** The models and views among what a package exports. */
const classesOf = (module: object): base.ExportMap =>
  Object.fromEntries(Object.entries(module).filter(([name]) => /(Model|View)$/.test(name))) as base.ExportMap
