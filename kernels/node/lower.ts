// Decorators, `using` in blocks, `accessor` and namespaces, compiled by esbuild, which writes TypeScript's newest constructs in the
// JavaScript of this Node and keeps a map. It is loaded by the first cell that has one; after that a cell costs it a few milliseconds.
import { createRequire } from 'node:module'
import { jsxFactory, jsxFragment, type Lower } from '../session/cell/lowering.ts'
import { CellSyntaxError } from '../session/cell/syntax-error.ts'
import { packageRoot } from './paths.ts'

type Esbuild = typeof import('esbuild')

let esbuild: Esbuild | undefined

export const lower: Lower = (source, jsx) => {
  esbuild ??= createRequire(`${packageRoot}package.json`)('esbuild') as Esbuild
  try {
    const { code, map } = esbuild.transformSync(source, {
      loader: jsx ? 'tsx' : 'ts',
      format: 'esm',
      target: 'node20',
      sourcemap: 'external',
      sourcesContent: false,
      jsxFactory,
      jsxFragment,
      logLevel: 'silent',
      // Imports that this cell does not use stay, because later cells may use them.
      tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
    })
    return { code, mappings: (JSON.parse(map) as { mappings: string }).mappings }
  } catch (error) {
    throw asSyntaxError(error)
  }
}

function asSyntaxError(error: unknown): unknown {
  const [first] = (error as { errors?: { text: string; location: { line: number; column: number } | null }[] }).errors ?? []
  if (!first?.location) return error
  const { text, location: { line, column } } = first
  return new CellSyntaxError(text, line, column + 1, /end of file|Unterminated/.test(text))
}
