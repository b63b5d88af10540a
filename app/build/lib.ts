// The library as notebooks load it: one ES module without Node or DOM in it, with a source map, so that it starts fast and an error in it
// still names the line that a reader can open. Space and comments are left out, for what is not there need not be read at every start.
import { build } from 'esbuild'
import { join } from 'node:path'
import { ROOT } from '../paths.ts'

/** Bundles lib/ to `outdir/index.js`. */
export async function buildLib(outdir: string): Promise<void> {
  await build({
    absWorkingDir: ROOT,
    entryPoints: { index: 'lib/index.ts' },
    outfile: join(outdir, 'index.js'),
    bundle: true,
    platform: 'neutral',
    mainFields: ['module', 'main'],
    format: 'esm',
    target: 'es2022',
    sourcemap: true,
    minifyWhitespace: true,
    minifySyntax: true,
    lineLimit: 140,
    logLevel: 'warning',
  })
}
