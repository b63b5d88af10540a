// The Jupyter Server API over whatever a host has for files, settings and kernels. It knows neither Node nor a page, so the same server
// answers the lab on this machine and the front end of a static site.
import { addAboutRoutes } from './about.ts'
import type { ApiRequest, ApiResponse } from './api.ts'
import { addConfigRoutes } from './config.ts'
import { Contents } from './contents/contents.ts'
import { addContentsRoutes } from './contents/routes.ts'
import type { Host } from './host.ts'
import { bridge, type Bridge, type BridgeOptions } from './kernels/channels.ts'
import { addKernelRoutes, Kernels } from './kernels/kernels.ts'
import { addSessionRoutes, Sessions } from './kernels/sessions.ts'
import { addResolvePathRoute } from './resolve-path.ts'
import { Router } from './router.ts'
import { addSettingsRoutes } from './settings.ts'
import { addWorkspaceRoutes } from './workspaces.ts'

export interface ServerCore {
  /** Answers a request. @throws HttpError for what cannot be fulfilled */
  handle(request: ApiRequest): Promise<ApiResponse>
  /** Connects a front end's socket to a kernel. @throws HttpError 404 */
  connect(options: Omit<BridgeOptions, 'log'>): Bridge
  hasKernel(id: string): boolean
  /** Ends all kernels and finishes what is being saved. */
  close(): Promise<void>
}

/** A server on what the host hands in. */
export function createCore(host: Host): ServerCore {
  const router = new Router()
  const kernels = new Kernels(host)
  const contents = new Contents(host.storage)
  addAboutRoutes(router, kernels)
  addContentsRoutes(router, contents)
  addKernelRoutes(router, kernels)
  addSessionRoutes(router, new Sessions(kernels))
  addResolvePathRoute(router, host, kernels)
  addSettingsRoutes(router, host)
  addWorkspaceRoutes(router, host.workspaces)
  addConfigRoutes(router, host.config)
  return {
    handle: (request) => router.handle(request),
    connect: (options) => bridge(kernels, { ...options, log: host.log }),
    hasKernel: (id) => kernels.find(id) !== undefined,
    async close() {
      await Promise.all([kernels.close(), contents.settled()])
    },
  }
}
