// Modules beside the notebook: TypeScript files are imported as they are and loaded anew when they change, with everything that imports
// them; packages are found from the notebook's folder, and `downhill` anywhere.
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, test } from 'node:test'
import { buildStale } from '../../app/build/index.ts'
import { builtKernels } from './built.ts'
import { KernelClient, ofType, printed, tracebackOf, valueOf } from './client.ts'

let folder: string
let kernel: KernelClient

before(async () => {
  await builtKernels()
  await buildStale({ only: ['lib'] })
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'downhill-modules-'))
  await kernel?.process.kill()
  kernel = new KernelClient({ cwd: folder })
})
after(() => kernel.process.kill())

const write = (file: string, text: string): Promise<void> => writeFile(join(folder, file), text)
const shown = async (code: string): Promise<unknown> => {
  const answer = await kernel.execute(code, { stop_on_error: false })
  return answer.reply['status'] === 'ok' ? valueOf(answer) : `${answer.reply['ename']}: ${answer.reply['evalue']}`
}

test('names, types, default, namespace, re-exports, JSON and files without their ending', async () => {
  await mkdir(join(folder, 'sub'))
  await write('sub/index.ts', 'export interface P { x: number }\nexport enum Color { Red, Green }\nexport const two: number = 2')
  await write(
    'lib.ts',
    'export * from "./sub"\nexport { two as zwei } from "./sub/index.js"\nexport default class Box<T> { constructor(readonly v: T) {} }',
  )
  await write('data.json', '{ "n": [1, 2] }')
  const cell = `import Box, { two, zwei, Color, type P } from "./lib"
    import * as all from "./lib.ts"
    import data from "./data.json"
    const p: P = { x: 1 }
    String([new Box(3).v, two, zwei, Color.Green, all.two, data.n[1], p.x])`
  assert.equal(await shown(cell), "'3,2,2,1,2,2,1'")
  assert.equal(await shown('two + zwei'), '4')
})

test('a change is seen by the next cell, through names that were imported before', async () => {
  await write('deep.ts', 'export const scale = (k: number): number => k * 10')
  await write('lib.ts', 'import { scale } from "./deep.ts"\nexport const twice = (k: number) => 2 * scale(k)')
  assert.equal(await shown('import { twice } from "./lib.ts"\nconst use = () => twice(1)\nuse()'), '20')
  await write('deep.ts', 'export const scale = (k: number): number => k * 100')
  assert.equal(await shown('[twice(1), use()]'), '[ 200, 200 ]')
})

test('only what changed, and what imports it, runs again', async () => {
  await write('counter.ts', 'export const state = { n: 0 }')
  await write('other.ts', 'export const v = 1')
  assert.equal(await shown('import { state } from "./counter.ts"\nimport { v } from "./other.ts"\nstate.n = 5; state.n + v'), '6')
  await write('other.ts', 'export const v = 20')
  assert.equal(await shown('state.n + v'), '25')
})

test('a name that a cell has declared anew is left alone', async () => {
  await write('lib.ts', 'export const v = 1')
  await shown('import { v } from "./lib.ts"')
  await shown('let v = "mine"')
  await write('lib.ts', 'export const v = 22')
  assert.equal(await shown('v'), "'mine'")
})

test('a file that cannot be loaded any more is told, and the old one stays until it is put right', async () => {
  await write('lib.ts', 'export const v = 1')
  assert.equal(await shown('import { v } from "./lib.ts"; v'), '1')
  await write('lib.ts', 'export const v =\n  = 2')
  const answer = await kernel.execute('v')
  assert.equal(valueOf(answer), '1')
  assert.match(
    printed(answer, 'stderr'),
    /^A changed file was not loaded; the cell uses the old one\. lib\.ts, line 2, column 3: Unexpected token\n$/,
  )
  await write('lib.ts', 'export const v = 333')
  assert.equal(await shown('v'), '333')
})

test('modules may import each other in a circle, and await at their top level', async () => {
  await write('a.ts', 'import { b } from "./b.ts"\nexport function a(): string { return "a" + b() }\nawait null')
  await write('b.ts', 'import { a } from "./a.ts"\nexport function b(): string { return "b" }\nexport const viaA = () => a()')
  assert.equal(await shown('import { a } from "./a.ts"\nimport { viaA } from "./b.ts"\na() + viaA()'), "'abab'")
})

test('dynamic import and import.meta are the module’s own', async () => {
  await mkdir(join(folder, 'sub'))
  await write('sub/here.ts', 'export const load = async () => (await import("./there.ts")).v\nexport const url = import.meta.url')
  await write('sub/there.ts', 'export const v = 7')
  assert.equal(await shown('import { load, url } from "./sub/here.ts"\n[await load(), url.endsWith("/sub/here.ts")]'), '[ 7, true ]')
})

test('an error in a module names the module’s line, and the cell’s', async () => {
  await write('lib.ts', '// nothing\nexport function fail(x: number): never {\n  throw new RangeError(`bad ${x}`)\n}')
  const answer = await kernel.execute('import { fail } from "./lib.ts"\nfail(3)')
  assert.match(
    tracebackOf(answer),
    new RegExp(`^RangeError: bad 3\n {4}in fail \\(${join(folder, 'lib.ts')}:3:9\\)\n {4}Cell 1, line 2, column 1\n`),
  )
})

test('decorators, using, accessor and namespaces are compiled as in cells, and errors name the lines of the file', async () => {
  await write('new.ts', [
    'const log: string[] = []',
    'function noted(_: unknown, { name }: { name: string | symbol }): void { log.push(`made ${String(name)}`) }',
    'export class Lens {',
    '  accessor focus: number = 50',
    '  @noted turn(): number { return (this.focus += 1) }',
    '}',
    'export namespace Geometry { export const half = (x: number): number => x / 2 }',
    'using opened = { [Symbol.dispose]: () => void log.push("closed") }',
    'export const told = (): string => log.join()',
    'export function fail(): never {',
    '  throw new Error("as planned")',
    '}',
  ].join('\n'))
  const cell = 'import { Lens, Geometry, told, fail } from "./new.ts"\n[new Lens().turn(), Geometry.half(7), told()].join()'
  assert.equal(await shown(cell), "'51,3.5,made turn,closed'")
  assert.match(tracebackOf(await kernel.execute('fail()', { stop_on_error: false })), /in fail \(.*new\.ts:11:\d+\)/)
  await write('broken.ts', 'export class A {\n  @@twice m() {}\n}')
  assert.match(String(await shown('import "./broken.ts"')), /^SyntaxError: broken\.ts, line 2, column \d+: /)
})

test('a module that does not exist is told with the import', async () => {
  const answer = await kernel.execute('1\nimport { x } from "./missing.ts"')
  assert.match(tracebackOf(answer), /^Error: Cannot find the module '\.\/missing\.ts', looked up from .*\n {4}Cell 1, line 2, column 1\n/)
})

test('packages are found from the notebook’s folder', async () => {
  await mkdir(join(folder, 'node_modules/esm-only'), { recursive: true })
  await write(
    'node_modules/esm-only/package.json',
    '{ "name": "esm-only", "version": "1.0.0", "type": "module", "exports": { "import": "./index.js" } }',
  )
  await write('node_modules/esm-only/index.js', 'export const found = "here"')
  assert.equal(await shown('import { found } from "esm-only"; found'), "'here'")
})

test('downhill is found from a folder outside of the package, by cells and by modules, and is one and the same', async () => {
  await write('model.ts', 'import { tensor, Tensor } from "downhill"\nexport const t: Tensor = tensor([1, 2])')
  assert.equal(
    await shown('import { Tensor } from "downhill"\nimport { t } from "./model.ts"\n[t.shape[0], t instanceof Tensor]'),
    '[ 2, true ]',
  )
})

test('types follow a change of the file', async (context) => {
  const typed = new KernelClient({ cwd: folder, types: true })
  context.after(() => typed.process.kill())
  const errors = async (code: string) => ofType(await typed.execute(code, { stop_on_error: false }), 'display_data').length
  await write('lib.ts', 'export const v: number = 1')
  assert.equal(await errors('import { v } from "./lib.ts"\nv.toFixed()'), 0)
  await write('lib.ts', 'export const v: string = "now text"')
  assert.equal(await errors('v.toUpperCase()'), 0)
  assert.equal(await errors('v.toFixed()'), 1)
})
