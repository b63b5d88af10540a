// Sessions: which kernel runs which notebook, `/api/sessions`. A notebook has at most one session; opening it again, in another tab or
// after a reload, finds the kernel with its variables. A session whose kernel is gone is gone too.
import { created, HttpError, noContent, ok } from '../api.ts'
import { fieldsOf, nested, optionalText, text, type Fields } from '../fields.ts'
import { cleanPath } from '../path.ts'
import type { Router } from '../router.ts'
import type { Kernel, KernelModel } from './kernel.ts'
import type { Kernels } from './kernels.ts'

interface Session {
  readonly id: string
  path: string
  name: string
  type: string
  kernel: Kernel
}

export interface SessionModel extends Omit<Session, 'kernel'> {
  kernel: KernelModel
  notebook: { path: string; name: string }
}

export class Sessions {
  readonly #kernels: Kernels
  readonly #byId = new Map<string, Session>()
  /** Sessions that are being opened, by path: a second request for one waits for the first. */
  readonly #opening = new Map<string, Promise<SessionModel>>()

  constructor(kernels: Kernels) {
    this.#kernels = kernels
  }

  list(): SessionModel[] {
    return this.#living().map(modelOf)
  }

  /** @throws HttpError 404 */
  get(id: string): SessionModel {
    return modelOf(this.#find(id))
  }

  /** The session of a path, with a kernel that lives. @throws HttpError if no kernel can be started */
  open(fields: Fields): Promise<SessionModel> {
    const path = cleanPath(text(fields, 'path'))
    const opened = (this.#opening.get(path) ?? this.#open(path, fields)).finally(() => this.#opening.delete(path))
    this.#opening.set(path, opened)
    return opened
  }

  /** Gives a session another path, name, type or kernel; the kernel that it leaves is ended if no other session has it. */
  async change(id: string, fields: Fields): Promise<SessionModel> {
    const session = this.#find(id)
    const path = optionalText(fields, 'path')
    if (path !== undefined) session.path = cleanPath(path)
    session.name = optionalText(fields, 'name') ?? session.name
    session.type = optionalText(fields, 'type') ?? session.type

    const before = session.kernel
    session.kernel = await this.#chosenKernel(fields, session)
    if (session.kernel !== before && !this.#living().some(({ kernel }) => kernel === before)) await this.#end(before)
    return modelOf(session)
  }

  /** Ends a session and its kernel. @throws HttpError 404 */
  async close(id: string): Promise<void> {
    const { kernel } = this.#find(id)
    this.#byId.delete(id)
    await this.#end(kernel)
  }

  async #open(path: string, fields: Fields): Promise<SessionModel> {
    const known = this.#living().find((session) => session.path === path)
    if (known !== undefined && !known.kernel.isDead) return modelOf(known)
    const { id: kernelId, name: kernelName } = kernelFields(fields)
    const kernel = kernelId === undefined ? await this.#kernels.start(kernelName, path) : this.#kernels.get(kernelId)
    if (known !== undefined) {
      await this.#end(known.kernel)
      this.#byId.delete(known.id)
    }
    const name = optionalText(fields, 'name') ?? ''
    const session = { id: crypto.randomUUID(), path, name, type: optionalText(fields, 'type') ?? 'notebook', kernel }
    this.#byId.set(session.id, session)
    return modelOf(session)
  }

  /** The kernel that a change asks for, by its id or by its kernelspec; the session's own if it asks for none. */
  async #chosenKernel(fields: Fields, session: Session): Promise<Kernel> {
    const { id, name } = kernelFields(fields)
    if (id !== undefined) return this.#kernels.get(id)
    return name === undefined ? session.kernel : this.#kernels.start(name, session.path)
  }

  #find(id: string): Session {
    const session = this.#living().find((one) => one.id === id)
    if (session === undefined) throw new HttpError(404, `There is no session ${id}.`)
    return session
  }

  #living(): Session[] {
    for (const { id, kernel } of this.#byId.values()) if (this.#kernels.find(kernel.id) === undefined) this.#byId.delete(id)
    return [...this.#byId.values()]
  }

  async #end(kernel: Kernel): Promise<void> {
    if (this.#kernels.find(kernel.id) !== undefined) await this.#kernels.end(kernel.id)
  }
}

const modelOf = ({ id, path, name, type, kernel }: Session): SessionModel => ({
  id,
  path,
  name,
  type,
  kernel: kernel.model,
  notebook: { path, name },
})

const kernelFields = (fields: Fields): { id?: string; name?: string } => {
  const kernel = nested(fields, 'kernel')
  return { id: optionalText(kernel, 'id'), name: optionalText(kernel, 'name') }
}

export function addSessionRoutes(router: Router, sessions: Sessions): void {
  router
    .on('GET', '/api/sessions', () => ok(sessions.list()))
    .on('POST', '/api/sessions', async ({ body }) => created(await sessions.open(fieldsOf(body))))
    .on('GET', '/api/sessions/:id', (_request, { id = '' }) => ok(sessions.get(id)))
    .on('PATCH', '/api/sessions/:id', async ({ body }, { id = '' }) => ok(await sessions.change(id, fieldsOf(body))))
    .on('DELETE', '/api/sessions/:id', async (_request, { id = '' }) => {
      await sessions.close(id)
      return noContent
    })
}
