// The widgets of one notebook: found for the outputs that show them, as long as the kernel in which they were made is there. What draws
// them (460 kB) is loaded when the kernel makes the first one, or a page is loaded whose kernel has some.
import type { DocumentRegistry } from '@jupyterlab/docregistry'
import type { INotebookModel } from '@jupyterlab/notebook'
import type { IRenderMimeRegistry } from '@jupyterlab/rendermime'
import type { Kernel, KernelMessage } from '@jupyterlab/services'
import { Signal } from '@lumino/signaling'
import type { Widget } from '@lumino/widgets'
import type { Manager } from './manager.ts'

const target = 'jupyter.widget'
const gone: ReadonlySet<Kernel.Status> = new Set(['restarting', 'autorestarting', 'terminating', 'dead'])

export class NotebookWidgets {
  readonly #context: DocumentRegistry.IContext<INotebookModel>
  readonly #rendermime: IRenderMimeRegistry
  #loading: Promise<Manager> | undefined
  #manager: Manager | undefined
  /** Tells that the kernel is gone, and all its widgets with it. */
  readonly lost = new Signal<this, void>(this)

  constructor(context: DocumentRegistry.IContext<INotebookModel>, rendermime: IRenderMimeRegistry) {
    this.#context = context
    this.#rendermime = rendermime
    const { sessionContext } = context
    const listen = (kernel: Kernel.IKernelConnection | null | undefined): void => {
      // Once the manager is there it listens itself.
      if (!this.#loading) kernel?.registerCommTarget(target, this.#open)
    }
    listen(sessionContext.session?.kernel)
    sessionContext.kernelChanged.connect((_, { oldValue, newValue }) => {
      if (oldValue) this.lost.emit()
      listen(newValue)
    })
    sessionContext.statusChanged.connect((_, status) => {
      if (gone.has(status)) this.lost.emit()
    })
  }

  /** The view of a model that is known already: most are, when an output names them. */
  isKnown(id: string): boolean {
    return this.#manager?.has_model(id) ?? false
  }

  /** A view of a model, or nothing if the kernel has no such model (any more). */
  async view(id: string): Promise<Widget | undefined> {
    if (!this.isKnown(id) && !(await this.#isInKernel(id))) return undefined
    const manager = await this.#load()
    await manager.whenRestored()
    if (!manager.has_model(id)) return undefined
    const view = await manager.create_view(await manager.get_model(id))
    return view.luminoWidget
  }

  async #isInKernel(id: string): Promise<boolean> {
    const { sessionContext } = this.#context
    await sessionContext.ready
    const reply = await sessionContext.session?.kernel?.requestCommInfo({ target_name: target })
    return reply?.content.status === 'ok' && id in reply.content.comms
  }

  /** The first model that the kernel makes; messages that follow wait until it is taken. */
  readonly #open = async (comm: Kernel.IComm, message: KernelMessage.ICommOpenMsg): Promise<void> => {
    await (await this.#load()).take(comm, message)
  }

  #load(): Promise<Manager> {
    this.#loading ??= import('./manager.ts').then(({ Manager }) => {
      this.#manager = new Manager(this.#context, this.#rendermime)
      return this.#manager
    })
    return this.#loading
  }
}
