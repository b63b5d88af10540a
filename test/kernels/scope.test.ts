// What a name means across cells. Each test runs its cells in a real session; the expected values are those of JavaScript modules, read as
// if the cells stood in one module whose names may be declared again.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { builtKernels } from './built.ts'
import { run } from './notebook.ts'

before(builtKernels)

/** A test: the cells, and what each one shows. */
const shows = (behaviour: string, cells: string[], expected: string[]): void => {
  test(behaviour, async () => assert.deepEqual(await run(...cells), expected))
}

describe('declarations last', () => {
  shows('destructured names, with a rest', ['let {a, ...r} = {a: 1, b: 2}; a++; [a, r.b]', 'a'], ['[ 2, 2 ]', '2'])
  shows('a var of a top-level loop', ['for (var i = 0; i < 3; i++); i', 'i + 1'], ['3', '4'])
  shows('a var inside a block, which a function reads', ['if (true) { var y = 5 } const gy = () => y; y', 'y = 6; gy()'], ['5', '6'])
  shows('a var of a switch, but not its let', ['switch (1) { case 1: let z = 3; var w = z; } w', 'typeof z'], ['3', "'undefined'"])
  shows('a var destructured in a block', ['if (true) { var { p, q: [s] } = { p: 1, q: [2] } }\n[p, s]', 's'], ['[ 1, 2 ]', '2'])
  shows('exported names; a default export is the value', ['export const e1 = 1; export default e1 + 1', 'e1'], ['2', '1'])
  shows('what stands behind a default export', ['export default 1; const after = 2', 'after'], ['', '2'])
  shows('several in one statement, each known to the next', ['const x = 1, f = () => x, y = f(); y', 'y + x'], ['1', '2'])
  shows('a name without a value', ['let q; q ??= 5; q', 'q ||= 7; q &&= 8; q'], ['5', '8'])
  shows('a constant whose name a local object had', ['const { log } = { log: 1 }; log', 'const [log] = [2]; log'], ['1', '2'])
})

describe('functions and closures', () => {
  shows(
    'see the new value of a name that a later cell assigns',
    ['let n = 1; const getN = () => n; getN()', 'n = 42; getN()', 'let n = 43; getN()'],
    ['1', '42', '43'],
  )
  shows('see the new value within one cell', ['let a = 1, b = () => a; a = 5; b()', 'a = 6; b()'], ['5', '6'])
  shows(
    'call the latest definition of a function',
    ['function h() { return 1 } function use() { return h() } use()', 'function h() { return 2 } use()'],
    ['1', '2'],
  )
  shows(
    'call a function that a later cell defines',
    ['function early() { return late() + 1 } 0', 'function late() { return 1 } early()', 'const late = () => 5; early()'],
    ['0', '2', '6'],
  )
  shows(
    'are called on a line of their own, with no semicolon before it',
    [
      'const seen: number[] = []; const note = (n: number) => { seen.push(n) }',
      [
        'const once = (n: number) => {',
        '  const twice = () => void seen.push(2 * n)',
        '  note(n)',
        '  if (n > 1)',
        '    note(0)',
        '  twice()',
        '}',
        'once(1)',
        'once(3)',
        'seen',
      ].join('\n'),
    ],
    ['', '[ 1, 2, 3, 0, 6 ]'],
  )
  shows('count on their own', ['let n = 0; const inc = () => ++n; inc(); inc(); n', 'inc(); n'], ['2', '3'])
  shows('assign names of the notebook', ['let u = 1; const set = () => { u = 2 }; set(); u', 'set(); let v = u; v'], ['2', '2'])
  shows(
    'keep the variable of each turn of a loop',
    ['const fs = []; for (let i = 0; i < 3; i++) fs.push(() => i); fs.map(f => f())'],
    ['[ 0, 1, 2 ]'],
  )
  shows('read defaults of parameters anew', ['let d = 2; function f(x = d) { return x } f()', 'd = 9; f()'], ['2', '9'])
  shows('may be assigned', ['function h() { return 1 } h = () => 2; h()', 'h()'], ['2', '2'])
  shows(
    'that are wrapped recurse through the wrapper',
    [
      'let calls = 0; function fact(n) { return n < 2 ? 1 : n * fact(n - 1) }',
      'const plain = fact; fact = (n) => { calls++; return plain(n) }; fact(4); calls',
    ],
    ['', '4'],
  )
  shows('recurse by the name of their own expression', ['const f8 = function f8(n) { return n ? f8(n - 1) : "done" }; f8(2)'], ["'done'"])
  shows('that generate', ['function* g() { let i = 0; while (i < 2) yield i++ } [...g()]'], ['[ 0, 1 ]'])
  shows('that await use constants declared after them', ['async function af() { await null; return kk } const kk = 4; await af()'], ['4'])
  shows('in object literals and getters', ['let m = 5; var g = { m, get now() { return m } }; m = 6; [g.m, g.now]'], ['[ 5, 6 ]'])
})

describe('this', () => {
  shows('of a method is its object', ['const o = { f() { return this === o } }; o.f()', 'o.f()'], ['true', 'true'])
  shows(
    'of a plain call is undefined, in every cell',
    ['function self() { return this } self() === undefined', 'self() === undefined'],
    ['true', 'true'],
  )
  shows('of a template tag is undefined', ['const tag = function () { return this === undefined }', 'tag`x`'], ['', 'true'])
})

describe('classes', () => {
  shows(
    'see constants of the notebook in every part',
    [
      'const k = 3; class A { p = k; static s = k + 1; m = () => k; get g() { return k } } new A().m()',
      'const k = 4; [new A().p, A.s, new A().g]',
    ],
    ['3', '[ 4, 4, 4 ]'],
  )
  shows('with private fields', ['let c = 0; class Q { #p = c; get v() { return this.#p } } new Q().v', 'c = 3; new Q().v'], ['0', '3'])
  shows('may be declared again', ['class C { m() { return 1 } } new C().m()', 'class C { m() { return 2 } } new C().m()'], ['1', '2'])
  shows('may be assigned', ['class C { v = 1 }\nC = class { v = 2 }; new C().v', 'new C().v'], ['2', '2'])
  shows(
    'with parameter properties, abstract members and types',
    [`abstract class B { abstract f(): number }
      class D extends B { constructor(private readonly x: number) { super() } f(): number { return this.x } }
      new D(4).f()`],
    ['4'],
  )
})

describe('any declaration may replace any other', () => {
  const declarations = [
    'const a = 1',
    'let a = 2',
    'var a = 3',
    'function a() {} a = 4',
    'class a {} a = 5',
    'import { sep as a } from "node:path"',
    'enum a { zero }',
    'import * as a from "node:os"',
  ]
  const values = ['1', '2', '3', '4', '5', "'/'", '0', 'true']
  const show = (declaration: string) => declaration.startsWith('enum') ? 'a.zero' : declaration.includes('*') ? 'a.EOL.length === 1' : 'a'
  for (const [i, first] of declarations.entries()) {
    test(`${first}, then each of the others`, async () => {
      const others = declarations.filter((_, j) => j !== i)
      const cells = others.flatMap((second) => [first, `${second}\n;${show(second)}`])
      const shown = await run(...cells)
      assert.deepEqual(shown.filter((_, j) => j % 2 === 1), values.filter((_, j) => j !== i))
    })
  }
  shows(
    'a constant becomes a variable, and its old users keep their values',
    ['const c = 1; const c2 = c + 1; c2', 'let c = 5; c2 + c'],
    ['2', '7'],
  )
  shows('a value becomes a function', ['const fn = null; fn?.()', 'const fn = () => 3; fn?.()'], ['', '3'])
  shows('an enum forgets members that it no longer has', ['enum E { x, y }', 'enum E { x }\nE'], ['', "{ '0': 'x', x: 0 }"])
})

describe('blocks and loops keep to themselves', () => {
  shows('a let of a block', ['let x = 1; { let x = 5; x++ } x'], ['1'])
  shows('the parameter of a catch', ['let e = 1; try { throw 2 } catch (e) { e++ } e'], ['1'])
  shows('labels', ['a: for (const i of [1, 2]) { for (;;) continue a } 1'], ['1'])
})

describe('assignments', () => {
  shows('to names of the cell by a loop', ['let x; for (x of [1, 2, 3]); x'], ['3'])
  shows(
    'that swap, and by pattern with a default',
    ['let a = 1, b = 2; [a, b] = [b, a]; ({ a, c: b = 9 } = { a: 7 }); [a, b]', '[a, b]'],
    ['[ 7, 9 ]', '[ 7, 9 ]'],
  )
  shows(
    'in a do loop and in a while loop of the next cell',
    ['let i = 0; do { i++ } while (i < 3); i', 'while (i < 5) i++; i', 'i'],
    ['3', '5', '5'],
  )
  test('to constants and imports fail, in the cell and in functions', async () => {
    const shown = await run('const k = 1; import { EOL } from "node:os"', 'k = 2', 'EOL = 3', '(() => { k = 4 })()', '[k] = [5]', 'k')
    for (const refused of shown.slice(1, 5)) assert.match(refused, /^TypeError: Assignment to constant variable: (k|EOL)\./)
    assert.equal(shown[5], '1')
  })
})

describe('imports', () => {
  shows('named and default; they last', ['import { EOL, default as os } from "node:os"; EOL.length', 'os.EOL === EOL'], ['1', 'true'])
  shows('that the cell does not use are there for later cells', ['import { basename } from "node:path"', 'basename("/a/b")'], ['', "'b'"])
  shows(
    'of types leave nothing behind',
    ['import type { Stats } from "node:fs"; import { type Dirent, sep } from "node:fs"; let s: Stats | undefined; s', '1'],
    ['', '1'],
  )
  shows(
    'of packages, dynamic imports and require',
    ['import MagicString from "magic-string"; typeof MagicString', '(await import("node:path")).sep', 'require("node:os").EOL.length'],
    ["'function'", "'/'", '1'],
  )
  shows(
    'end the statement before them, with a semicolon on the next line or without',
    ['let n = 1\nimport { EOL } from "node:os"\n;[n, n] = [2, 3]\nn', 'const f = () => 5\nexport { f }\n(1 + 1)'],
    ['3', '2'],
  )
  shows('import.meta is the notebook’s', [`import.meta.url.endsWith('notebook.ts')`], ['true'])
})

describe('the value of a cell is its last expression', () => {
  shows(
    'a string, a template, an object in parentheses',
    ['"use strict"; 5', "'text'", '`${1}${`${2}`}`', '({}).x', '({ a: 1 })'],
    ['5', "'text'", "'12'", '', '{ a: 1 }'],
  )
  shows('with a comment and semicolons behind it', ['1 + 1; // two\n;'], ['2'])
  shows('awaited', ['await Promise.resolve(3)', 'let acc = 0; for await (const x of [1, Promise.resolve(2)]) acc += x; acc'], ['3', '3'])
  shows('an undeclared name is not an error to typeof', ['typeof nothingHere'], ["'undefined'"])
  shows('a declaration has none', ['const zz = 1'], [''])
})

describe('an error in one cell never poisons the next', () => {
  shows('what was set before it stays', ['let t = 1; throw new Error("x")', 't'], ['Error: x', '1'])
  shows('counters of a loop keep what they had', ['let t = 0; for (;;) { t++; if (t > 5) throw new Error("x") }', 't'], ['Error: x', '6'])
  shows(
    'what was never reached is not defined',
    ['throw new Error("x"); const never = 1', 'never', 'const never = 2; never'],
    ['Error: x', 'ReferenceError: never is not defined', '2'],
  )
  shows(
    'what was set before and is declared again but not reached keeps its value',
    ['const k = 1', 'throw 0; const k = 2', 'k'],
    ['', 'Thrown: 0', '1'],
  )
  shows('a syntax error changes nothing', ['const s = 1', 'const s = 2; const = 3', 's'], ['', 'SyntaxError: Unexpected token', '1'])
  shows(
    'a failed import changes nothing',
    ['const s = 1', 'import s from "no-such-package"', 's'],
    ['', "Error: Cannot find the package 'no-such-package'. Install it with `npm install no-such-package` in the notebook's folder.", '1'],
  )
})

test('hundreds of names work as one', async () => {
  const names = Array.from({ length: 200 }, (_, i) => `v${i}`)
  const [, sum] = await run(
    names.map((name, i) => `let ${name} = ${i}`).join('\n'),
    `let total = 0; for (const f of [${names.map((name) => `() => ${name}++`).join()}]) total += f(); total + v199`,
  )
  assert.equal(sum, String((199 * 200) / 2 + 200))
})
