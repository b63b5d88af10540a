// A column of a line whose types were taken out, and the column that it had. Each case marks the place with a bar in both lines.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { alignedColumn } from '../../kernels/session/cell/align.ts'
import { stripTypes } from '../../kernels/session/cell/strip.ts'

const cases: [stripped: string, original: string][] = [
  ['const n = |f(1)', 'const n: number = |f(1)'],
  ['const |x = x', 'const |x: x = x'],
  ['const x = |x', 'const x: x = |x'],
  ['|f(x)', '|f<(x: A) => B>(x)'],
  ['f|(x)', 'f<(x: A) => B>|(x)'],
  ['f(|x)', 'f<(x: A) => B>(|x)'],
  ['if (`${a}` > |b) c(d )', 'if (`${a}` > |b!) c(d as any)'],
  ['function f(a, b = |g()) { }', 'function f(a: { g: () => B }, b: B = |g()): void { }'],
  ['const o = { m() { return |this.x } }', 'const o = { m(): number { return |this.x } } satisfies M'],
  ['  throw |new E("number: " + y)', '  throw |new E("number: " + (y as number))'],
]

for (const [stripped, original] of cases) {
  test(original, () => {
    const [from, to] = [stripped, original].map((line) => line.indexOf('|') + 1)
    assert.equal(alignedColumn(stripped.replace('|', ''), original.replace('|', ''), from!), to)
  })
}

test('every name of a longer text is found again behind templates that sucrase’s own map loses', () => {
  const source = 'const say = (a: string): string => `${a}${b}`; say<string>(one as any, two!) + `${three}` + four(five satisfies X)'
  const javascript = stripTypes(source)
  for (const name of ['one', 'two', 'three', 'four', 'five']) {
    assert.equal(alignedColumn(javascript, source, javascript.indexOf(name) + 1), source.indexOf(name) + 1, name)
  }
})

test('a line of thousands of characters takes no more than a moment', () => {
  const line = 'x,'.repeat(20_000)
  assert.equal(alignedColumn(line, `${line}y`, 7), 7)
})
