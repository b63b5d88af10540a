// What can be read of a cell that is still being typed, from its tokens alone: the names that it declares, and what the cursor points at.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { declaredNames } from '../../kernels/session/cell/declared-names.ts'
import { inspected } from '../../kernels/session/types/cursor.ts'

describe('the names of a cell that is being typed', () => {
  for (const [source, types, values] of [
    ['interface A { b: C }\ntype D<T> = T\nclass E {}\nenum F { G }', ['A', 'D', 'E', 'F'], ['E', 'F']],
    ['const a = 1, b = f(c, d)\nlet e', [], ['a', 'b', 'e']],
    ['const { a, b: c, ...d } = e; var [g, h = 2] = i', [], ['a', 'c', 'd', 'g', 'h']],
    ['import x, { y as z, type T } from "m"; import * as ns from "n"', ['T'], ['x', 'z', 'ns']],
    ['import type { A, B as C } from "m"; import type D from "n"; import { type E as F, type as g } from "o"', ['A', 'C', 'D', 'F'], ['g']],
    ['async function f(a) { const b = 1 }; function* g() {}', [], ['f', 'g']],
    ['namespace a.b {}; using c = d(), e = f()', ['a'], ['a', 'c', 'e']],
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
      const { name, called: offset = name } = inspected(source, marked.indexOf('|'))
      return offset === undefined ? undefined : /^\w+/.exec(source.slice(offset))?.[0]
    }
    assert.deepEqual(['ab|c', 'f(1, |', 'f(g(1), (2 + |', 'f(g(1|', '1 + |'].map(at), ['abc', 'f', 'f', 'g', undefined])
  })
})
