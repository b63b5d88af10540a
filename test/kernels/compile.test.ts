// What a cell becomes, where it matters for speed or for others: the places of names, lines that keep their numbers, text that nobody can
// mistake.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { compileCell, type CompiledCell } from '../../kernels/session/cell/compile.ts'
import { NotebookScope } from '../../kernels/session/cell/scope.ts'
import { CellSyntaxError } from '../../kernels/session/cell/syntax-error.ts'

/** Compiles cells of one notebook. @returns the last */
function compile(...cells: string[]): CompiledCell {
  const scope = new NotebookScope()
  return cells.map((cell, index) => compileCell(cell, scope, `cell_${index + 1}`)).at(-1)!
}

/** What stands between the braces of a loop's head and its end. */
const loopOf = ({ code }: CompiledCell): string => /for \([^]*/.exec(code)![0]

describe('a loop at the top level works on variables, as in a module', () => {
  test('of its own cell', () => {
    const cell = compile('let s = 0\nfor (let i = 0; i < 1e7; i++) s += i * 0.5')
    assert.equal(cell.plan.get('s'), 'writeBack')
    assert.match(loopOf(cell), /^for \(let i = 0; i < 1e7; i\+\+\) s \+= i \* 0\.5\n/)
    assert.equal(cell.flush, '__nb0.s=s;')
  })
  test('of an earlier cell, which are read before it and written after it', () => {
    const cell = compile('let s = 0; const xs = [1, 2]; const f = (x: number) => x', 'for (let i = 0; i < 2; i++) s += f(xs[i]!)')
    assert.deepEqual(Object.fromEntries(cell.plan), { s: 'writeBack', xs: 'preload', f: 'preload' })
    assert.match(loopOf(cell), /^for \(let i = 0; i < 2; i\+\+\) s \+= f\(xs\[i\]\)\n\}finally\{__nb0\.s=s;\}/)
  })
  test('also when the cell awaits', () => assert.equal(compile('let n = 0; while (n < 5) { await null; n++ }').plan.get('n'), 'writeBack'))
})

describe('a name that functions use lives in the shared object', () => {
  for (const [where, cells] of [
    ['of its own cell', ['let s = 0; const get = () => s; for (let i = 0; i < 9; i++) s += i']],
    ['of an earlier cell', ['let s = 0; const get = () => s', 's += 1']],
    ['of a cell before it was declared', ['const get = () => s', 'let s = 0; s += 1']],
  ] as const) {
    test(where, () => assert.equal(compile(...cells).plan.get('s'), 'shared'))
  }
  test(
    'unless nobody assigns it after its declaration',
    () => assert.equal(compile('let s = 0; const get = () => s').plan.get('s'), 'local'),
  )
})

test('names are spread over objects of at most 64', () => {
  const cell = compile(Array.from({ length: 130 }, (_, i) => `const v${i} = ${i}`).join('\n'))
  assert.equal(cell.objects, 3)
  assert.equal(cell.objectOf.get('v63'), '__nb0')
  assert.equal(cell.objectOf.get('v64'), '__nb1')
  assert.equal(cell.objectOf.get('v129'), '__nb2')
})

test('every line keeps its number', () => {
  const imports = 'import {\n  a,\n  type B,\n} from "x"\n'
  const source = `${imports}export const\n  c = 1,\n  d: B = (\n    2\n  )\ninterface I {\n  x: number\n}\nlet\n  e = 3; e++\n"LAST"`
  const { code } = compile(source)
  const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length
  for (const part of ['c = 1', '2\n', 'e++', '"LAST"']) assert.equal(lineOf(code, part), lineOf(source, part), part)
})

describe('a cell that does not compile', () => {
  test('leaves the scope as it was', () => {
    const scope = new NotebookScope()
    assert.throws(() => compileCell('const fresh = 1; const = 2', scope, 'cell_1'), CellSyntaxError)
    assert.deepEqual(scope.names, [])
  })
})

describe('a host that cannot lower constructs refuses them by name, with what to write instead', () => {
  for (const [construct, code, advice] of [
    ['decorators', '@sealed class A {}', /Decorators cannot be used in a cell/],
    ['namespaces', 'const a = 1\nnamespace B { export const c = 1 }', /Namespaces cannot be used in a cell/],
    ['using in a block', '{ using file = open() }', /`using` cannot be used inside a block/],
    ['accessor', 'class A { accessor x = 1 }', /`accessor` cannot be used in a cell/],
  ] as const) {
    test(construct, () => assert.throws(() => compile(code), advice))
  }
  test('but not using at the top level, which needs no help', () => {
    assert.deepEqual([...compile('using file = open()').declared], [['file', 'const']])
  })
})
