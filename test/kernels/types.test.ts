// Types in a notebook: errors stand above what the cell puts out and stop nothing, cells see each other's types, completion and inspection
// know them. The real language server answers.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { checkCells } from '../../kernels/node/index.ts'
import type { JsonObject } from '../../kernels/session/message.ts'
import { VirtualModules } from '../../kernels/session/types/modules.ts'
import { builtKernels } from './built.ts'
import { KernelClient, ofType, valueOf } from './client.ts'

let kernel: KernelClient
let folder: string

before(async () => {
  await builtKernels()
  folder = await mkdtemp(join(tmpdir(), 'downhill-types-'))
  kernel = new KernelClient({ cwd: folder, types: true, env: { XDG_CACHE_HOME: join(folder, 'cache') } })
  // The first check waits for the server to start, longer than output does on a busy machine.
  await kernel.execute('0')
})
after(() => kernel.process.kill())

/** Executes cells. @returns the type errors of the last: line, column, message */
async function errorsOf(...cells: string[]): Promise<[number, number, string][]> {
  let answer
  for (const cell of cells) answer = await kernel.execute(cell, { stop_on_error: false })
  const text = ofType(answer!, 'display_data').map(({ data }) => (data as JsonObject)['text/plain'] as string)[0] ?? ''
  const found = text.matchAll(/ {2}line (\d+), column (\d+): (.*)/g)
  return [...found].map(([, line, column, message]) => [Number(line), Number(column), message!])
}

describe('a type error', () => {
  test('stands above the output, with its line marked; the cell runs', async () => {
    const answer = await kernel.execute('let ok = 1\nlet wrong: number = "two"\nconsole.log(wrong); wrong')
    const types = answer.published.map(({ header }) => header.msg_type).filter((type) => type !== 'status')
    assert.deepEqual(types, ['execute_input', 'display_data', 'stream', 'execute_result'])
    const data = ofType(answer, 'display_data')[0]?.['data'] as Record<string, string>
    assert.equal(
      data['text/plain'],
      "A type error; the cell runs all the same:\n  line 2, column 5: Type 'string' is not assignable to type 'number'.",
    )
    assert.match(data['text/html']!, /<pre style="[^"]*">let <mark>wrong<\/mark>: number = "two"<\/pre>/)
    assert.equal(valueOf(answer), "'two'")
  })
  test('HTML in code and messages is text', async () => {
    const answer = await kernel.execute('const html: number = "<b>"')
    assert.match(String((ofType(answer, 'display_data')[0]?.['data'] as JsonObject)['text/html']), /= "&lt;b&gt;"/)
  })
  test('of an assignment to a constant of an earlier cell speaks of a constant', async () => {
    assert.deepEqual(
      await errorsOf('const fixed = 1', 'fixed = 2'),
      [[1, 1, "Cannot assign to 'fixed' because it is a constant of an earlier cell."]],
    )
  })
  test('is not made of how cells are put together', async () => {
    assert.deepEqual(await errorsOf('let best', 'best = 5; best.toFixed()'), [])
    assert.deepEqual(await errorsOf('export const shown = 1; export function f() {}'), [])
    assert.deepEqual(await errorsOf('await Promise.resolve(1); for await (const x of [1]) x'), [])
    assert.deepEqual(await errorsOf('import { sep } from "node:path"'), [])
  })
})

describe('cells see the types of cells before them', () => {
  test('values, functions, classes, interfaces, aliases, enums', async () => {
    await errorsOf(
      'let n = 1; function twice(x: number) { return 2 * x }',
      'class Box<T> { v!: T }\ninterface P { x: number }\ntype Q = P[]\nenum E { A }',
    )
    assert.deepEqual(await errorsOf('const q: Q = [{ x: 1 }]; const b = new Box<P>(); const e: E = E.A; n = twice(n)'), [])
    assert.deepEqual((await errorsOf('n = "s"\ntwice("s")\nconst p: P = { x: "s" }')).map(([line]) => line), [1, 2, 3])
  })
  test('a name that is declared again has its new type', async () => {
    assert.deepEqual(await errorsOf('const again = 1', 'const again = "s"', 'again.toUpperCase()'), [])
    assert.equal((await errorsOf('again.toFixed()')).length, 1)
  })
  test('a cell that is executed again replaces what it declared', async () => {
    const cell = 'class Point { constructor(readonly x: number) {} }\nlet origin = new Point(0)'
    assert.deepEqual(await errorsOf(cell, cell, 'origin = new Point(1); origin.x'), [])
  })
  test('an error in one cell never poisons the next', async () => {
    await kernel.execute('const broken: number = "x"; const = 3', { stop_on_error: false })
    await kernel.execute('throw new Error("x"); const unreached = 1', { stop_on_error: false })
    assert.deepEqual(await errorsOf('const fine: number = 1'), [])
    assert.match((await errorsOf('unreached'))[0]![2], /Cannot find name 'unreached'/)
  })
  test('nor does one that only TypeScript sees', async () => {
    await errorsOf('interface Odd extends Missing { n: number }\nconst odd: Odd = { n: 1 }; const missing = nowhere as any')
    assert.deepEqual(await errorsOf('const even: number = 2; even + odd.n'), [])
  })
  test('shapes that do not fit are told in one sentence', async () => {
    await errorsOf('import { ones, type Tensor } from "downhill"')
    await errorsOf('const X: Tensor<[128, 784]> = ones([128, 784]), W: Tensor<[10, 784]> = ones([10, 784])')
    assert.deepEqual(await errorsOf('X.matmul(W)'), [[1, 10, 'matmul: [128, 784] @ [10, 784]: inner sizes 784 and 10 differ']])
    assert.deepEqual(await errorsOf('X.add(W)'), [[1, 7, 'add: shapes [128, 784] and [10, 784] do not broadcast']])
  })
  test('downhill is this package where the folder has none of its own', async () => {
    assert.deepEqual(await errorsOf('import { tensor, grad } from "downhill"', 'const t = tensor([1, 2]); t.shape.length'), [])
    assert.equal((await errorsOf('t.noSuchMethod')).length, 1)
  })
})

describe('packages', () => {
  before(async () => {
    for (const [name, files] of Object.entries({
      'plain-package': { 'index.js': 'exports.twice = (x) => 2 * x' },
      'typed-package': { 'index.js': 'exports.half = (x) => x / 2', 'index.d.ts': 'export declare function half(x: number): number' },
    })) {
      await mkdir(join(folder, 'node_modules', name), { recursive: true })
      await writeFile(join(folder, 'node_modules', name, 'package.json'), JSON.stringify({ name, version: '1.0.0', main: 'index.js' }))
      for (const [file, text] of Object.entries(files)) await writeFile(join(folder, 'node_modules', name, file), text)
    }
  })
  after(() => rm(join(folder, 'node_modules'), { recursive: true }))
  test('that bring no types are of any type, here and in later cells', async () => {
    assert.deepEqual(await errorsOf('import { twice } from "plain-package"; twice("3")', 'const t: string = twice(2)'), [])
  })
  test('that bring types have them', async () => {
    assert.deepEqual(await errorsOf('import { half } from "typed-package"', 'half(4)'), [])
    assert.deepEqual((await errorsOf('half("4")'))[0]?.[2], "Argument of type 'string' is not assignable to parameter of type 'number'.")
  })
  test('that are not there are an error of the import', async () => {
    assert.match((await errorsOf('import { x } from "no-such-package"'))[0]![2], /^Cannot find module 'no-such-package'/)
  })
})

describe('completion', () => {
  const complete = async (code: string) => (await kernel.request('complete_request', { code, cursor_pos: [...code].length })).reply
  test('members, with their kinds and declarations', async () => {
    const reply = await complete('const text = "a"; text.toUpp')
    assert.deepEqual(reply['matches'], ['toUpperCase'])
    assert.deepEqual([reply['cursor_start'], reply['cursor_end']], [23, 28])
    const [item] = (reply['metadata'] as JsonObject)['_jupyter_types_experimental'] as JsonObject[]
    assert.deepEqual([item?.['text'], item?.['type'], item?.['start'], item?.['end']], ['toUpperCase', 'method', 23, 28])
    assert.match(String(item?.['signature']), /String\.toUpperCase\(\): string/)
  })
  test('names of earlier cells, globals of the kernel, and nothing of the machinery', async () => {
    await kernel.execute('const learningRate = 0.1')
    assert.deepEqual((await complete('learningR'))['matches'], ['learningRate'])
    assert.ok(((await complete('displ'))['matches'] as string[]).includes('display'))
    assert.deepEqual((await complete('__n'))['matches'], [])
  })
  test('names of a package that is imported', async () => {
    const code = 'import { basen } from "node:path"'
    const { reply } = await kernel.request('complete_request', { code, cursor_pos: 14 })
    assert.deepEqual(reply['matches'], ['basename'])
  })
  test('documentation comes along', async () => {
    await kernel.execute('/** Goes **down**. */\nfunction descendTo(x: number) { return x }')
    const [item] = ((await complete('descendT'))['metadata'] as JsonObject)['_jupyter_types_experimental'] as JsonObject[]
    assert.deepEqual([item?.['documentation'], item?.['signature']], ['Goes **down**.', 'function descendTo(x: number): number'])
  })
  test('names of modules, of files beside the notebook, and of what a string may be, as far as they are typed', async () => {
    await writeFile(join(folder, 'helper.ts'), 'export const help = 1')
    const within = async (marked: string): Promise<[unknown, string]> => {
      const code = marked.replace('|', '')
      const { reply } = await kernel.request('complete_request', { code, cursor_pos: marked.indexOf('|') })
      return [reply['matches'], code.slice(Number(reply['cursor_start']), Number(reply['cursor_end']))]
    }
    assert.deepEqual(await within('import { sep } from "node:pat|"'), [['node:path', 'node:path/posix', 'node:path/win32'], 'node:pat'])
    assert.deepEqual(await within('import { help } from "./hel|"'), [['helper'], 'hel'])
    await rm(join(folder, 'helper.ts'))
    await kernel.execute('const choose = (_: "adam" | "adagrad" | "sgd") => {}')
    assert.deepEqual(await within('choose("ada|")'), [['adagrad', 'adam'], 'ada'])
    assert.deepEqual(await within('const o: { learningRate?: number; steps?: number } = { lea| }'), [['learningRate'], 'lea'])
  })
  test('inside a function that is not closed yet, behind characters beyond the basic plane', async () => {
    assert.ok(((await complete('const s = "𝒙𝒚"\nfunction f() {\n  learningRate.toF'))['matches'] as string[]).includes('toFixed'))
    assert.equal((await complete('"𝒙"; learningR'))['cursor_start'], 5)
  })
})

describe('inspection', () => {
  const inspect = async (code: string, position: number) =>
    (await kernel.request('inspect_request', { code, cursor_pos: position, detail_level: 1 })).reply
  test('the declaration and the documentation, as Markdown and as text', async () => {
    await kernel.execute('/** Half of a number. */\nfunction half(x: number) { return x / 2 }')
    const { found, data } = await inspect('half(2)', 2)
    assert.equal(found, true)
    assert.deepEqual(data, {
      'text/plain': 'function half(x: number): number\n\nHalf of a number.',
      'text/markdown': '```typescript\nfunction half(x: number): number\n```\n\nHalf of a number.',
    })
  })
  test('the function whose arguments are being typed, with a mark under the parameter', async () => {
    const marked = 'weighted(a: number, b: number): number\n                    ^^^^^^^^^'
    await kernel.execute('/** The mean.\n * @param b counts twice */\nfunction weighted(a: number, b: number): number { return (a + 2 * b) / 3 }')
    assert.deepEqual((await inspect('weighted((1 + 2), ', 18))['data'], {
      'text/plain': `${marked}\n\ncounts twice\n\nThe mean.`,
      'text/markdown': `\`\`\`typescript\n${marked}\n\`\`\`\n\ncounts twice\n\nThe mean.`,
    })
    assert.match(String(((await inspect('weighted(', 9))['data'] as JsonObject)['text/plain']), / {9}\^{9}\n/)
  })
  test('a name that nobody has declared is not found', async () => assert.equal((await inspect('nobody', 3))['found'], false))
})

test('no file is left in the folder, and nothing is downloaded', async () => {
  assert.deepEqual((await readdir(folder)).filter((name) => name !== 'cache'), [])
  assert.ok(!existsSync(join(folder, 'cache/typescript')))
})

describe('checkCells', () => {
  test('names cell, line, column, TypeScript’s number and message', async () => {
    const problems = await checkCells([
      { id: 'a', source: 'const n: number = "one"' },
      { id: 'b', source: 'n.toFixed()\n\nn.nothing' },
      { id: 'c', source: 'const = 1' },
      { id: 'd', source: 'n + 1' },
    ], { cwd: folder })
    assert.deepEqual(
      problems.map(({ cell, line, column, code }) => [cell, line, column, code]),
      [['a', 1, 7, 2322], ['b', 3, 3, 2339], ['c', 1, 7, 1005]],
    )
    assert.equal(problems[0]?.message, "Type 'string' is not assignable to type 'number'.")
  })
  test('a sound notebook has none', async () => {
    assert.deepEqual(await checkCells([{ id: 'a', source: 'let x = 1' }, { id: 'b', source: 'x += 1; display(x)' }], { cwd: folder }), [])
  })
  test('a type that one cell imports is known to the next', async () => {
    const importing = 'import type { Stats } from "node:fs"\nimport { type Dirent } from "node:fs"'
    assert.deepEqual(await checkCells([{ id: 'a', source: importing }, { id: 'b', source: 'const f = (a: Stats, b: Dirent) => a.size + b.name.length' }], { cwd: folder }), [])
  })
})

test('a cell that is executed again and again leaves one module behind, and what still uses an older one keeps it', () => {
  const modules = new VirtualModules()
  const files = new Set<string>()
  const add = (source: string, declared: [string, 'const' | 'let'][]) => {
    const { kept, dropped } = modules.add(source, { declared: new Map(declared), jsx: false })
    if (kept) files.add(kept.file)
    for (const file of dropped) files.delete(file)
  }
  for (let i = 0; i < 50; i++) add('const rate = 1', [['rate', 'const']])
  assert.equal(files.size, 2, 'the last, and the one before it until the next cell')
  add('const user = rate', [['user', 'const']])
  for (let i = 0; i < 50; i++) add('const rate = 2', [['rate', 'const']])
  add('rate', [])
  assert.equal(files.size, 3, 'the user, the rate that it uses, and the last one')
  add('const user = 0', [['user', 'const']])
  add('const other = 0', [['other', 'const']])
  assert.equal(files.size, 3, 'rate, user and other')
})
