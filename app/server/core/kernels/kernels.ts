// All kernels of this server: `/api/kernels`. A kernel that has died stays listed, as dead and with its reason, until somebody removes it.
import { created, HttpError, noContent, ok } from '../api.ts'
import { fieldsOf, optionalText } from '../fields.ts'
import type { Host } from '../host.ts'
import { DISPLAY_NAME, KERNEL_NAME } from '../kernelspec.ts'
import { cleanPath, parentOf } from '../path.ts'
import type { Router } from '../router.ts'
import { Kernel } from './kernel.ts'

export class Kernels {
  readonly #host: Host
  readonly #byId = new Map<string, Kernel>()
  readonly #folders = new Map<string, string>()
  #closed = false

  constructor(host: Host) {
    this.#host = host
  }

  get all(): Kernel[] {
    return [...this.#byId.values()]
  }

  /** @throws HttpError 404 */
  get(id: string): Kernel {
    const kernel = this.#byId.get(id)
    if (kernel === undefined) throw new HttpError(404, `There is no kernel ${id}.`)
    return kernel
  }

  find(id: string): Kernel | undefined {
    return this.#byId.get(id)
  }

  /** The folder that a kernel was started in. */
  folderOf(id: string): string | undefined {
    return this.#folders.get(id)
  }

  /**
   * Starts a kernel.
   *
   * @param name the kernelspec's name; the only one there is if undefined
   * @param path the file that it is for: it works in the folder of it
   * @throws HttpError 501 for another kernelspec, 500 with the reason if it does not start
   */
  async start(name: string | undefined, path: string): Promise<Kernel> {
    if (name !== undefined && name !== '' && name !== KERNEL_NAME) {
      throw new HttpError(501, `The kernel "${name}" is not here. Choose "${DISPLAY_NAME}" for this notebook.`)
    }
    const folder = await this.#existingFolder(parentOf(path))
    if (this.#closed) throw new HttpError(503, 'The server is shutting down.')
    const kernel = new Kernel(
      () => this.#host.launchKernel(folder),
      (line) => this.#host.log(line),
    )
    this.#byId.set(kernel.id, kernel)
    this.#folders.set(kernel.id, folder)
    try {
      await kernel.start()
    } catch (error) {
      this.#forget(kernel.id)
      await kernel.end()
      throw error
    }
    return kernel
  }

  /** Ends a kernel and forgets it. @throws HttpError 404 */
  async end(id: string): Promise<void> {
    const kernel = this.get(id)
    this.#forget(id)
    await kernel.end()
  }

  /** Ends all kernels, also those that are starting, and starts no more. */
  async close(): Promise<void> {
    this.#closed = true
    await Promise.all(this.all.map((kernel) => this.end(kernel.id)))
  }

  #forget(id: string): void {
    this.#byId.delete(id)
    this.#folders.delete(id)
  }

  /** The folder, or the next one above it that is there: a console's path names no real one. */
  async #existingFolder(folder: string): Promise<string> {
    const entry = await this.#host.storage.stat(folder)
    return entry?.type === 'directory' || folder === '' ? folder : this.#existingFolder(parentOf(folder))
  }
}

export function addKernelRoutes(router: Router, kernels: Kernels): void {
  router
    .on('GET', '/api/kernels', () => ok(kernels.all.map((kernel) => kernel.model)))
    .on('POST', '/api/kernels', async ({ body }) => {
      const fields = fieldsOf(body)
      const kernel = await kernels.start(optionalText(fields, 'name'), cleanPath(optionalText(fields, 'path') ?? ''))
      return created(kernel.model)
    })
    .on('GET', '/api/kernels/:id', (_request, { id = '' }) => ok(kernels.get(id).model))
    .on('DELETE', '/api/kernels/:id', async (_request, { id = '' }) => {
      await kernels.end(id)
      return noContent
    })
    .on('POST', '/api/kernels/:id/interrupt', (_request, { id = '' }) => {
      kernels.get(id).interrupt()
      return noContent
    })
    .on('POST', '/api/kernels/:id/restart', async (_request, { id = '' }) => {
      await kernels.get(id).restart()
      return ok(kernels.get(id).model)
    })
}
