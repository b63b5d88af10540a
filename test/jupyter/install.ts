// The kernel made known to Jupyter below some prefix, with the very command that people use. It installs packages and builds, which is for one
// test file at a time.
import { kernel } from '../../app/commands/kernel.ts'
import { alone, builtKernels } from '../kernels/built.ts'

const longestInstall = 180_000

/** @param tslab installs tslab's kernel instead of our own */
export async function installKernel(prefix: string, tslab = false): Promise<void> {
  await builtKernels()
  const status = await alone('jupyter', longestInstall, () => kernel.run({ prefix, tslab }, ['install']))
  if (status !== 0) throw new Error(`downhill kernel install ended with ${status}`)
}
