// Builds what tslab needs of this project: the library as CommonJS, which is what tslab's cells load, its declarations without the source, and
// the program that starts tslab.
import { build, type BuildOptions } from 'esbuild'
import { execFile } from 'node:child_process'
import { appendFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { packageRoot } from '../node/paths.ts'

const common: BuildOptions = { absWorkingDir: packageRoot, bundle: true, format: 'cjs', platform: 'node', target: 'node20', logLevel: 'warning' }

/** @param outdir an absolute path, usually of `dist/tslab` */
export async function buildTslab(outdir: string): Promise<void> {
  await mkdir(outdir, { recursive: true })
  await Promise.all([
    build({ ...common, entryPoints: ['lib/index.ts'], outfile: join(outdir, 'downhill.cjs'), mainFields: ['module', 'main'], keepNames: true }),
    build({ ...common, entryPoints: ['kernels/tslab/main.ts'], outfile: join(outdir, 'main.cjs') }),
    declare(join(outdir, 'types')),
  ])
}

/** The library's declarations, as the TypeScript 5.0 in tslab can read them. */
async function declare(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const tsc = join(packageRoot, 'node_modules/@typescript/native/bin/tsc')
  const options = ['--noCheck', '--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--rootDir', 'lib', '--outDir', folder]
  await promisify(execFile)(process.execPath, [tsc, '-p', 'lib', ...options], { cwd: packageRoot })
  const names = await readdir(folder, { recursive: true })
  await Promise.all(names.filter((name) => name.endsWith('.d.ts')).map((name) => withoutEndings(join(folder, name))))
  await appendFile(join(folder, 'index.d.ts'), '\ndeclare global {\n  /** Shows a value below the cell. */\n  function display(value: unknown): void\n}\n')
  await writeFile(join(folder, 'package.json'), '{ "name": "downhill", "types": "./index.d.ts" }\n')
}

/** `./tensor/index.ts` → `./tensor/index`: older compilers look for declarations only where no ending is written. */
async function withoutEndings(file: string): Promise<void> {
  const text = await readFile(file, 'utf8')
  await writeFile(file, text.replace(/((?:from|import\()\s*['"]\.[^'"]*)\.ts(['"])/g, '$1$2'))
}
