// The server and the launcher of kernels in one file, so that `npm start` need not put two dozen TypeScript files through ts-node first.
import { build } from 'esbuild'
import { join } from 'node:path'
import { ROOT } from '../paths.ts'

/** Bundles app/server/ to `outdir/index.js`. */
export async function buildServer(outdir: string): Promise<void> {
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['app/server/index.ts'],
    outfile: join(outdir, 'index.js'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    // ws is CommonJS and asks for Node's modules with require, which an ES module has to be given.
    banner: { js: `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url)` },
    external: ['bufferutil', 'utf-8-validate'],
    logLevel: 'warning',
  })
}
