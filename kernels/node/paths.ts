// Where this package lies. The same two steps up lead to its root from the sources (kernels/node) and from what is built of them
// (dist/kernels).
import { fileURLToPath } from 'node:url'

/** The folder of the package, with a slash at its end. */
export const packageRoot = fileURLToPath(new URL('../../', import.meta.url))

/** A built part of the kernel: the process (`main`) or the thread that runs cells (`worker`). */
export const builtKernel = (part: 'main' | 'worker'): string => `${packageRoot}dist/kernels/${part}.js`
