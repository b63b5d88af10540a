// The kernel's built parts, which the tests run as users do. Test files run side by side, so that building is for one of them at a time.
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { buildStale } from '../../app/build/index.ts'
import { DIST } from '../../app/paths.ts'

const lock = join(DIST, '.kernels.lock')

/** Brings `dist/kernels` up to date; does next to nothing when it is. */
export async function builtKernels(): Promise<void> {
  await mkdir(DIST, { recursive: true })
  for (let waited = 0; !(await mkdir(lock).then(() => true, () => false)); waited += 50) {
    // A build takes a second or less; a lock that stays is left over from a test that was stopped.
    if (waited > 20_000) await rm(lock, { recursive: true, force: true })
    await sleep(50)
  }
  try {
    await buildStale({ only: ['kernels'] })
  } finally {
    await rm(lock, { recursive: true, force: true })
  }
}
