// The kernels that can be given to an installed Jupyter: what each needs on this machine, and how Jupyter starts it.
import { join } from 'node:path'
import type { KernelSpec } from '../../kernels/jupyter/kernelspec.ts'
import { kernelFlags } from '../../kernels/node/housekeeping.ts'
import { buildStale } from '../build/index.ts'
import { DIST, ROOT } from '../paths.ts'
import { DISPLAY_NAME, KERNEL_NAME, LANGUAGE } from '../server/core/kernelspec.ts'
import { installPackages } from './packages.ts'

export interface InstallableKernel {
  name: string
  spec: KernelSpec
  logos: string[]
  /** Makes everything ready that the kernelspec names. */
  prepare(log: (line: string) => void): Promise<void>
}

const logosIn = (folder: string): string[] => ['logo-svg.svg', 'logo-64x64.png'].map((file) => join(ROOT, folder, file))

/** Our own kernel over ZeroMQ. */
export const downhillKernel: InstallableKernel = {
  name: KERNEL_NAME,
  spec: {
    argv: [process.execPath, ...kernelFlags, join(DIST, 'jupyter/main.js'), '{connection_file}'],
    display_name: DISPLAY_NAME,
    language: LANGUAGE,
    interrupt_mode: 'message',
    metadata: { debugger: true },
  },
  logos: logosIn('kernels/jupyter'),
  async prepare(log) {
    const why = 'Installing ZeroMQ, through which Jupyter speaks with kernels (41 MB in kernels/jupyter/node_modules) …'
    installPackages(join(ROOT, 'kernels/jupyter'), why, log)
    await buildStale({ only: ['lib', 'kernels', 'jupyter'], log })
  },
}

/** tslab, with what makes the course's notebooks run on it. */
export const tslabKernel: InstallableKernel = {
  name: `${KERNEL_NAME}-tslab`,
  spec: {
    argv: [process.execPath, join(DIST, 'tslab/main.cjs'), '{connection_file}'],
    display_name: 'TypeScript (tslab, with Downhill)',
    language: LANGUAGE,
    interrupt_mode: 'signal',
  },
  logos: logosIn('kernels/tslab'),
  async prepare(log) {
    installPackages(join(ROOT, 'kernels/tslab'), 'Installing tslab, another TypeScript kernel (90 MB in kernels/tslab/node_modules) …', log)
    await buildStale({ only: ['tslab'], log })
  },
}
