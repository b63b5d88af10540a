// Bundles the kernel for an installed Jupyter into a folder that needs nothing beside it but the thread that runs cells: the program, the
// engine it loads later, and ZeroMQ's compiled part.
import { build, type Plugin } from 'esbuild'
import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { kernelBundle } from '../node/build.ts'
import { packageRoot } from '../node/paths.ts'
import { findAddon } from './addon.ts'

const zeromq = join(packageRoot, 'kernels/jupyter/node_modules/zeromq')

/**
 * Builds `main.js` and what it loads.
 *
 * @param outdir an absolute path, usually of `dist/jupyter`
 */
export async function buildJupyter(outdir: string): Promise<void> {
  await mkdir(outdir, { recursive: true })
  await copyFile(findAddon(zeromq), join(outdir, 'zeromq.node'))
  await build({ ...kernelBundle, entryPoints: { main: 'kernels/jupyter/main.ts' }, outdir, plugins: [addonBeside] })
}

/** Replaces ZeroMQ's search for its compiled part by the file beside the program. */
const addonBeside: Plugin = {
  name: 'addon-beside',
  setup({ onLoad }) {
    onLoad({ filter: /zeromq[\\/]lib[\\/]load-addon\.js$/ }, () => ({
      contents: `import { createRequire } from 'node:module'\nexport default createRequire(import.meta.url)('./zeromq.node')`,
    }))
  },
}
