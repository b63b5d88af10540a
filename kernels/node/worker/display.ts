// The global functions `display` and `clearOutput`: what a cell shows in its midst, and how that is changed and taken away again. Text that is
// meant as something more than text (HTML, Markdown, formulas) is shown by functions of that name.
import type { JsonObject } from '../../session/message.ts'
import type { MimeBundle } from '../../session/output.ts'
import { bundleOf } from './bundle.ts'
import type { Outlet } from './outlet.ts'
import { pictureOf, type PictureOptions } from './picture.ts'

/** Options of `display`. */
export interface DisplayOptions {
  /** Names the display, so that it can be updated later. */
  id?: string
  /** Replaces what the display with this id shows. */
  update?: boolean
  /** Jupyter's metadata by MIME type. */
  metadata?: JsonObject
}

/** What `display` returns: the way to change what it shows. A cell that ends with it has shown its value already. */
export class DisplayHandle {
  readonly id: string
  /** Shows another value in the same place. */
  readonly update: (value: unknown) => void

  constructor(id: string, update: (value: unknown) => void) {
    this.id = id
    this.update = update
  }
}

/** Gives cells the global functions. @param folder where the paths of pictures begin */
export function installDisplay(outlet: Outlet, folder: string): void {
  let count = 0
  const put = (value: unknown, id: string, { update = false, metadata = {} }: DisplayOptions) => {
    const { owner } = outlet
    const send = (data: MimeBundle) => {
      outlet.enter(owner)
      outlet.put({ type: 'display', data, metadata, id, update })
    }
    const bundle = bundleOf(value)
    if (!(bundle instanceof Promise)) return send(bundle)
    const pending = bundle.then(send).finally(() => outlet.pending.delete(pending))
    outlet.pending.add(pending)
  }
  const display = (value: unknown, options: DisplayOptions = {}): DisplayHandle => {
    const id = options.id ?? `display-${++count}-${process.pid}`
    put(value, id, options)
    return new DisplayHandle(id, (next) => put(next, id, { ...options, update: true }))
  }
  const clear = (wait = false) => outlet.put({ type: 'clear', wait })
  const as = (type: string) => (text: unknown, options?: DisplayOptions) => display({ [type]: String(text), 'text/plain': String(text) }, options)
  Object.assign(display, {
    clear,
    update: (id: string, value: unknown) => display(value, { id, update: true }),
    html: as('text/html'),
    markdown: as('text/markdown'),
    latex: as('text/latex'),
    svg: as('image/svg+xml'),
    json: (value: unknown, options?: DisplayOptions) => display({ 'application/json': value }, options),
    image: (source: Uint8Array | string, { id, ...options }: PictureOptions & { id?: string } = {}) => {
      const { data, metadata } = pictureOf(source, folder, options)
      return display(data, { metadata, ...(id !== undefined && { id }) })
    },
  })
  Object.assign(globalThis, { display, clearOutput: clear })
}
