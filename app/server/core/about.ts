// What the server says of itself: who runs it, what it can do, and, for what a Jupyter server may offer and this one does not, that it has
// none of it.
import { ok } from './api.ts'
import type { Kernels } from './kernels/kernels.ts'
import { KERNELSPECS } from './kernelspec.ts'
import type { Router } from './router.ts'

/** The version of Jupyter Server whose API this is. */
export const API_VERSION = '2.14.0'

const LEARNER = { username: 'learner', name: 'Learner', display_name: 'Learner', initials: 'L', avatar_url: null, color: null }
const ENGLISH = { en: { displayName: 'English', nativeName: 'English' } }

export function addAboutRoutes(router: Router, kernels: Kernels): void {
  const started = new Date().toISOString()
  router
    .on('GET', '/api', () => ok({ version: API_VERSION }))
    .on('GET', '/api/status', () => {
      const models = kernels.all.map((kernel) => kernel.model)
      const last_activity = models.map((model) => model.last_activity).reduce((a, b) => (a > b ? a : b), started)
      const connections = models.reduce((sum, model) => sum + model.connections, 0)
      return ok({ started, last_activity, kernels: models.length, connections })
    })
    .on('GET', '/api/me', () => ok({ identity: LEARNER, permissions: {} }))
    .on('GET', '/api/kernelspecs', () => ok(KERNELSPECS))
    .on('GET', '/api/terminals', () => ok([]))
    .on('GET', '/api/nbconvert', () => ok({}))
    .on('GET', '/lsp/status', () => ok({ version: 2, sessions: {}, specs: {} }))
    .on('GET', '/lab/api/translations', () => ok({ data: ENGLISH, message: '' }))
    .on('GET', '/lab/api/translations/:locale', () => ok({ data: {}, message: '' }))
}
