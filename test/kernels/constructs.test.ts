// Constructs of TypeScript that are more than types: decorators, `using`, `accessor`, namespaces, enums, elements. They work in a real
// kernel as in a module, their types are known, and errors in them name the line that was written.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { JsonObject } from '../../kernels/session/message.ts'
import { builtKernels } from './built.ts'
import { KernelClient, ofType, tracebackOf, valueOf } from './client.ts'

let kernel: KernelClient

before(async () => {
  await builtKernels()
  kernel = new KernelClient({ types: true })
  await kernel.execute('0')
})
after(() => kernel.process.kill())

/** Executes cells. @returns the last one's type errors, of which the others have none, and its value or its error */
async function shown(...cells: string[]): Promise<string> {
  let text = ''
  for (const cell of cells) {
    const answer = await kernel.execute(cell, { stop_on_error: false })
    const problems = ofType(answer, 'display_data').map(({ data }) => String((data as JsonObject)['text/plain']))
    text = [...problems, valueOf(answer) ?? (answer.reply['status'] === 'error' ? tracebackOf(answer) : '')].join('\n')
    if (cell !== cells.at(-1)) assert.deepEqual(problems, [], cell)
  }
  return text
}

const shows = (behaviour: string, cells: string[], expected: string): void => {
  test(behaviour, async () => assert.equal(await shown(...cells), expected))
}

describe('decorators', () => {
  const twice = `function twice(method: (x: number) => number, _context: ClassMethodDecoratorContext) {
      return function (this: unknown, x: number): number { return 2 * method.call(this, x) }
    }`
  shows(
    'of methods, from an earlier cell',
    [
      twice, 'class Half { @twice of(x: number): number { return x / 2 } }\nnew Half().of(7)',
      'new Half().of(8)',
    ],
    '8',
  )
  shows(
    'of classes, fields and accessors',
    [
      'const seen: string[] = []; const note = (_: unknown, c: DecoratorContext): void => { seen.push(`${c.kind} ${String(c.name)}`) }',
      [
        '@note class Point { @note x = 1; @note accessor y = 2; @note static z = 3 }',
        'const p = new Point(); p.y += p.x; [p.y, Point.z, Point.name, seen.length]',
      ].join('\n'),
    ],
    "[ 3, 3, 'Point', 4 ]",
  )
  test('leave the line and column of an error where they were, and show nothing of the compiler', async () => {
    const steep = 'class Steep {\n  @twice\n  of(x: number): number {\n    throw new RangeError(`too ${x}`)\n  }\n}'
    const cell = `${twice}\n\n${steep}\nconst n: number = 1; new Steep().of(n)`
    const places = [...(await shown(cell)).matchAll(/Cell \d+, (line .*)\n {4}> \d+ \| (.*)/g)]
    assert.deepEqual(places.map(([, place, line]) => `${place}: ${line!.trim()}`), [
      'line 8, column 11, in Steep.of: throw new RangeError(`too ${x}`)',
      'line 2, column 78: return function (this: unknown, x: number): number { return 2 * method.call(this, x) }',
      'line 11, column 34: const n: number = 1; new Steep().of(n)',
    ])
  })
  test('add no names to the notebook but those that were written', async () => {
    await shown('class Marked { @((_: unknown, c: ClassMethodDecoratorContext) => { void c }) m(): void {} }')
    assert.equal(await shown('Object.keys(globalThis).filter((name) => name.startsWith("_"))'), '[]')
    const { reply } = await kernel.request('complete_request', { code: '_init', cursor_pos: 5 })
    assert.deepEqual(reply['matches'], [])
  })
})

describe('using', () => {
  const log = `const closed: string[] = []
    const open = (name: string) => ({
      name,
      [Symbol.dispose]() { closed.push(name) },
      async [Symbol.asyncDispose]() { await null; closed.push(name + '!') },
    })`
  shows(
    'at the top level disposes when the cell ends, in the opposite order',
    [
      log, 'using a = open("a"), b = open("b")\nawait using c = open("c")\nclosed.length',
      'closed',
    ],
    "[ 'c!', 'b', 'a' ]",
  )
  shows('keeps the value of the cell', ['closed.length = 0; using d = open("d"); d.name'], "'d'")
  shows(
    'also disposes when the cell throws',
    [
      'closed.length = 0',
      'using e: Disposable = open("e"); throw new Error("x")',
      'closed',
    ],
    "[ 'e' ]",
  )
  shows('in blocks, functions and loops', [
    'closed.length = 0',
    [
      '{ using f = open("f"); closed.push("in " + f.name) }',
      'for (using g of [open("g"), open("h")]) closed.push("for " + g.name)',
      'const work = async () => { await using i = open("i"); return i.name }',
      'await work(); closed.join()',
    ].join('\n'),
  ], "'in f,f,for g,g,for h,h,i!'")
  test('of a value that cannot be disposed of says so, in the type check and at run time', async () => {
    const text = await shown('using nothing = 5')
    assert.match(text, /A type error[^]*TypeError: using: the value has no method \[Symbol\.dispose\]\(\)/)
  })
  test('a function that is called from a loop keeps the counter of the cell', async () => {
    assert.equal(await shown('let turns = 0; using u = open("u"); for (let i = 0; i < 5; i++) turns += 1', 'turns'), '5')
  })
})

describe('namespaces and enums', () => {
  shows(
    'have values and types',
    [
      [
        'namespace geometry {',
        '  export const pi = 3',
        '  export interface Circle { r: number }',
        '  export const area = (c: Circle): number => pi * c.r ** 2',
        '}',
      ].join('\n'),
      'const unit: geometry.Circle = { r: 2 }; geometry.area(unit)',
    ],
    '12',
  )
  shows('may be declared again, and forget what they had, also where a function knows them', [
    'namespace g2 { export const a = 1 }\nenum E2 { x, y }\nconst keys = () => [Object.keys(g2), Object.keys(E2)]',
    'namespace g2 { export const b = 2 }\nenum E2 { z = "z" }',
    'keys()',
  ], "[ [ 'b' ], [ 'z' ] ]")
  shows(
    'merge with a function of the same cell',
    [
      'function area(): number { return area.unit }\nnamespace area { export const unit = 7 }\narea()',
    ],
    '7',
  )
  shows(
    'enums of strings, of numbers, constant ones',
    [
      'enum A1 { a = 1, b = a << 2 }\nenum B1 { c = "see" }\nconst enum C1 { d = 9 }\n[A1.b, A1[4], B1.c, C1.d]',
    ],
    "[ 4, 'b', 'see', 9 ]",
  )
})

describe('classes', () => {
  shows('have all of their features', [`abstract class Shape {
  static #count = 0
  static { Shape.#count = 10 }
  static get count(): number { return Shape.#count }
  declare readonly kind: string
  protected abstract area(): number
  constructor(public readonly name: string) { Shape.#count++ }
  get size(): number { return this.area() }
  *[Symbol.iterator](): Generator<string> { yield this.name }
  static is(value: object): value is Shape { return #count in value || value instanceof Shape }
}
class Square<T extends number = number> extends Shape {
  override area(): number { return this.side ** 2 }
  accessor side: T
  constructor(side: T) { super('square'); this.side = side }
  async later(): Promise<this> { return this }
}
const square = new Square(3)
;[...square, square.size, Shape.count, Shape.is(square), (await square.later()) === square]`], "[ 'square', 9, 11, true, true ]")
})

describe('elements', () => {
  shows('show the markup', [
    'const who: string = "a < b"',
    '<p className="note" hidden={false} title={`"${who}"`}>hello {who}<br/>{[1, 2].map((n) => <b>{n}</b>)}</p>',
  ],
    '<p class="note" title="&quot;a &lt; b&quot;">hello a &lt; b<br><b>1</b><b>2</b></p>')
  test('as HTML too', async () => {
    const answer = await kernel.execute('<><i style={{ fontWeight: "bold", marginTop: 0 }}>x</i>{null}{true}</>')
    const html = '<i style="font-weight: bold; margin-top: 0">x</i>'
    assert.deepEqual(ofType(answer, 'execute_result')[0]?.['data'], { 'text/html': html, 'text/plain': html })
  })
  shows(
    'functions are called with attributes and children',
    [
      [
        'const Row = ({ name, children }: { name: string; children?: unknown }) => <li>{name}: {children}</li>',
        ';<ul><Row name="a">1</Row></ul>',
      ].join('\n'),
    ],
    '<ul><li>a: 1</li></ul>',
  )
  shows(
    'may stand beside decorators and in later cells',
    [
      'const mark = (_: unknown, __: ClassDecoratorContext): void => {}\n@mark class Page { body = <h1>t</h1> }\nString(new Page().body)',
    ],
    "'<h1>t</h1>'",
  )
  shows('are not assertions', ['const one = <number>(1 as unknown); const id = <T,>(x: T): T => x; id(one)'], '1')
  test('a wrong attribute of a function is a type error', async () => {
    const text = await shown('const Entry = (_: { n: number }) => <td/>', '<Entry n="x"/>')
    assert.match(text, /Type 'string' is not assignable to type 'number'/)
  })
  test('wait for the end of the element', async () => {
    assert.deepEqual((await kernel.request('is_complete_request', { code: '<p>\n' })).reply['status'], 'incomplete')
  })
})

describe('import.meta', () => {
  shows('has url, filename, dirname and resolve', [
    'import { pathToFileURL } from "node:url"',
    `const { url, filename, dirname } = import.meta
    const found = ['./x.ts', 'node:fs', 'acorn'].map((name) => import.meta.resolve(name))
    ;[
      url === pathToFileURL(filename).href, filename.startsWith(dirname),
      found[0] === new URL('x.ts', url).href, found[1], found[2]!.endsWith('acorn.mjs'),
    ]`,
  ], "[ true, true, true, 'node:fs', true ]")
})

describe('a type and a value of one name', () => {
  shows(
    'may come from different cells, the type first',
    [
      'interface Vec { x: number }',
      'const Vec = (x: number): Vec => ({ x })',
      'const v: Vec = Vec(2); v.x',
    ],
    '2',
  )
  shows(
    'or the value first',
    [
      'const Mat = (x: number) => ({ x })',
      'type Mat<T = number> = { x: T }',
      'const m: Mat<number> = Mat(3); m.x',
    ],
    '3',
  )
  shows('a class takes the place of both', ['class Vec { y = 5 }', 'const w: Vec = new Vec(); w.y'], '5')
})
