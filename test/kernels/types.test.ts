// Types in a notebook: errors stand above what the cell puts out and stop nothing, cells see each other's types, completion and inspection
// know them. The real language server answers.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { checkCells } from '../../kernels/node/index.ts'
import type { JsonObject } from '../../kernels/session/message.ts'
import { declaredNames } from '../../kernels/session/cell/declared-names.ts'
import { inspectedOffset } from '../../kernels/session/types/cursor.ts'
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
  test('downhill is this package where the folder has none of its own', async () => {
    assert.deepEqual(await errorsOf('import { tensor, grad } from "downhill"', 'const t = tensor([1, 2]); t.shape.length'), [])
    assert.equal((await errorsOf('t.noSuchMethod')).length, 1)
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
  test('the function whose arguments are being typed', async () => {
    assert.match(String(((await inspect('half((1 + 2), ', 14))['data'] as JsonObject)['text/plain']), /^function half/)
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

describe('the names of a cell that is being typed', () => {
  for (const [source, types, values] of [
    ['interface A { b: C }\ntype D<T> = T\nclass E {}\nenum F { G }', ['A', 'D', 'E', 'F'], ['E', 'F']],
    ['const a = 1, b = f(c, d)\nlet e', [], ['a', 'b', 'e']],
    ['const { a, b: c, ...d } = e; var [g, h = 2] = i', [], ['a', 'c', 'd', 'g', 'h']],
    ['import x, { y as z, type T } from "m"; import * as ns from "n"', ['T'], ['x', 'z', 'ns']],
    ['import type { A, B as C } from "m"; import type D from "n"; import { type E as F, type as g } from "o"', ['A', 'C', 'D', 'F'], ['g']],
    ['async function f(a) { const b = 1 }; function* g() {}', [], ['f', 'g']],
    ['foo(', [], []],
  ] as const) {
    test(JSON.stringify(source), () => {
      const names = declaredNames(source)
      assert.deepEqual([[...names.types], [...names.values]], [types, values])
    })
  }
  test('the name at a cursor, or the function called around it', () => {
    const at = (marked: string) => {
      const source = marked.replace('|', '')
      const offset = inspectedOffset(source, marked.indexOf('|'))
      return offset === undefined ? undefined : /^\w+/.exec(source.slice(offset))?.[0]
    }
    assert.deepEqual(['ab|c', 'f(1, |', 'f(g(1), (2 + |', 'f(g(1|', '1 + |'].map(at), ['abc', 'f', 'f', 'g', undefined])
  })
})
