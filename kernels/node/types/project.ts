// The document that makes a folder of virtual modules a TypeScript project: its compiler options.
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { packageRoot } from '../paths.ts'

/**
 * The text of `tsconfig.json` for notebooks in a folder: strict, as ES modules, with Node's globals and nothing of a browser.
 *
 * @param folder the notebook's folder; where it has no `downhill` of its own, that name means this package
 */
export function projectConfig(folder: string): string {
  const fromPackage = createRequire(join(packageRoot, 'package.json'))
  const typeRoot = dirname(dirname(fromPackage.resolve('@types/node/package.json')))
  return JSON.stringify({
    compilerOptions: {
      target: 'es2022',
      lib: ['es2023', 'esnext.disposable'],
      module: 'esnext',
      moduleResolution: 'bundler',
      moduleDetection: 'force',
      types: ['node'],
      typeRoots: [typeRoot],
      strict: true,
      skipLibCheck: true,
      noEmit: true,
      allowImportingTsExtensions: true,
      resolveJsonModule: true,
      jsx: 'preserve',
      ...(!hasOwnDownhill(folder) && { paths: { downhill: [join(packageRoot, 'lib/index.ts')] } }),
    },
    include: ['__nb_*.ts', '__nb_*.tsx'],
  })
}

function hasOwnDownhill(folder: string): boolean {
  try {
    createRequire(join(folder, 'notebook.ts')).resolve('downhill/package.json')
    return true
  } catch {
    return false
  }
}
