// Bundles the kernel: the process that holds the session and the thread that runs cells, each with what it needs in one or two files,
// because looking up hundreds of small modules would take longer than all else that a kernel does before it answers.
import { build, type BuildOptions } from 'esbuild'
import { packageRoot } from './paths.ts'

/** How every program of a kernel is bundled: quick to load, for Node, with what is needed later in chunks of its own. */
export const kernelBundle = {
  absWorkingDir: packageRoot,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'],
  minifySyntax: true,
  minifyWhitespace: true,
  chunkNames: 'chunk-[hash]',
  legalComments: 'none',
  logLevel: 'warning',
} as const satisfies BuildOptions

/**
 * Builds `main.js` and `worker.js`, with the chunks that they share, into a folder two levels below the package's root.
 *
 * @param outdir an absolute path, usually of `dist/kernels`
 */
export async function buildKernels(outdir: string): Promise<void> {
  await build({ ...kernelBundle, entryPoints: { main: 'kernels/node/main.ts', worker: 'kernels/node/worker/main.ts' }, outdir })
}
