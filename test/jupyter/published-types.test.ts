// What the library publishes of its types can be read by TypeScript 5.0, the one in tslab: by people who import `downhill` with an older
// compiler, too. Shapes are checked there as they are by today's.
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { test } from 'node:test'
import type * as TypeScript from 'typescript'
import { buildStale } from '../../app/build/index.ts'
import { installPackages } from '../../app/kernel/packages.ts'
import { DIST, ROOT } from '../../app/paths.ts'
import { alone } from '../kernels/built.ts'

const PROGRAM = `import * as downhill from '${join(DIST, 'tslab/types/index')}'
export const everything = downhill
export const right: downhill.Tensor<[2, 5]> = downhill.zeros([2, 3]).matmul(downhill.zeros([3, 5]))
export const wrong = downhill.zeros([2, 3]).matmul(downhill.zeros([4, 5]))
`

test('TypeScript 5.0 reads all that the library publishes, and checks shapes by it', async () => {
  await alone('jupyter', 180_000, async () => {
    installPackages(join(ROOT, 'kernels/tslab'), 'Installing tslab, whose TypeScript is 5.0 …', console.log)
    await buildStale({ only: ['tslab'] })
  })
  const ts = createRequire(join(ROOT, 'kernels/tslab/package.json'))('@tslab/typescript-for-tslab') as typeof TypeScript
  assert.match(ts.version, /^5\.0\./)
  const [problem, ...others] = problemsIn(ts, PROGRAM)
  assert.deepEqual(others, [])
  assert.match(problem ?? '', /^program\.ts:4: .*matmul: \[2, 3\] @ \[4, 5\]: inner sizes 3 and 4 differ/)
})

/** What the compiler says of a program that lies nowhere but here, declarations that it imports included. */
function problemsIn(ts: typeof TypeScript, source: string): string[] {
  const options = { strict: true, noEmit: true, skipLibCheck: false, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, types: [] }
  const host = ts.createCompilerHost(options)
  const { fileExists, readFile } = host
  host.fileExists = (file) => file === 'program.ts' || fileExists(file)
  host.readFile = (file) => (file === 'program.ts' ? source : readFile(file))
  host.getSourceFile = (file, version) => ts.createSourceFile(file, host.readFile(file) ?? '', version)
  const program = ts.createProgram(['program.ts'], options, host)
  return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const line = file && start !== undefined ? `${file.fileName}:${file.getLineAndCharacterOfPosition(start).line + 1}: ` : ''
    return line + ts.flattenDiagnosticMessageText(messageText, ' ')
  })
}
