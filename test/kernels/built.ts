// The kernel's built parts, which the tests run as users do. Test files run side by side, so that building is for one of them at a time.
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { buildStale } from '../../app/build/index.ts'
import { DIST } from '../../app/paths.ts'

/** Brings `dist/kernels` up to date; does next to nothing when it is. */
export async function builtKernels(): Promise<void> {
  // A build takes a second or less.
  await alone('kernels', 20_000, () => buildStale({ only: ['kernels'] }))
}

/**
 * Does something that only one test file may do at a time.
 *
 * @param patience milliseconds after which a lock must be left over from a test that was stopped
 */
export async function alone<Result>(name: string, patience: number, work: () => Promise<Result>): Promise<Result> {
  const lock = join(DIST, `.${name}.lock`)
  await mkdir(DIST, { recursive: true })
  for (let waited = 0; !(await mkdir(lock).then(() => true, () => false)); waited += 50) {
    if (waited > patience) await rm(lock, { recursive: true, force: true })
    await sleep(50)
  }
  try {
    return await work()
  } finally {
    await rm(lock, { recursive: true, force: true })
  }
}
