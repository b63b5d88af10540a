// `/api/contents`: each request as a call on Contents. A path that ends in `checkpoints` means those of the file before it; a folder may
// well hold something of that name.
import { created, HttpError, noContent, ok, type ApiRequest, type ApiResponse } from '../api.ts'
import { fieldsOf, text } from '../fields.ts'
import { cleanPath } from '../path.ts'
import type { Handler, Params, Router } from '../router.ts'
import { Contents } from './contents.ts'

type PathHandler = (path: string, request: ApiRequest) => Promise<ApiResponse>
type CheckpointHandler = (path: string, id: string | undefined) => Promise<ApiResponse>

export function addContentsRoutes(router: Router, contents: Contents): void {
  /** Sends a request to the file's own handler or to that of its checkpoints. */
  const either =
    (onPath: PathHandler, onCheckpoint: CheckpointHandler): Handler =>
    async (request, { path = '' }: Params) => {
      const [, file, id] = /^(.+)\/checkpoints(?:\/([^/]+))?$/.exec(path) ?? []
      if (file !== undefined && (await contents.isFile(cleanPath(file)))) return onCheckpoint(cleanPath(file), id)
      return onPath(cleanPath(path), request)
    }

  const read: PathHandler = async (path, { query }) =>
    ok(
      await contents.read(path, {
        type: query.get('type'),
        format: query.get('format'),
        content: query.get('content') !== '0',
        hash: query.get('hash') === '1',
      }),
    )
  const create: PathHandler = async (path, { body }) => created(await contents.create(path, fieldsOf(body)))
  const save: PathHandler = async (path, { body }) => {
    const { model, isNew } = await contents.save(path, fieldsOf(body))
    return isNew ? created(model) : ok(model)
  }
  const rename: PathHandler = async (path, { body }) => ok(await contents.rename(path, cleanPath(text(fieldsOf(body), 'path'))))
  const remove: PathHandler = async (path) => {
    await contents.remove(path)
    return noContent
  }

  const listCheckpoints: CheckpointHandler = async (path) => ok(await contents.listCheckpoints(path))
  const createOrRestore: CheckpointHandler = async (path, id) => {
    if (id === undefined) return created(await contents.createCheckpoint(path))
    await contents.restoreCheckpoint(path, id)
    return noContent
  }
  const removeCheckpoint: CheckpointHandler = async (path, id = '') => {
    await contents.removeCheckpoint(path, id)
    return noContent
  }
  const impossible: CheckpointHandler = async () => {
    throw new HttpError(405, 'Checkpoints can be listed, made, restored and removed.')
  }

  router
    .on('GET', '/api/contents/*path', either(read, listCheckpoints))
    .on('POST', '/api/contents/*path', either(create, createOrRestore))
    .on('PUT', '/api/contents/*path', either(save, impossible))
    .on('PATCH', '/api/contents/*path', either(rename, impossible))
    .on('DELETE', '/api/contents/*path', either(remove, removeCheckpoint))
}
