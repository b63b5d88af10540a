// Errors name the cell, its line and its column as the learner wrote them, show the line, and show nothing of the kernel.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { builtKernels } from './built.ts'
import { KernelClient, printed, tracebackOf } from './client.ts'

let kernel: KernelClient

before(async () => {
  await builtKernels()
  kernel = new KernelClient()
})
after(() => kernel.process.kill())

/** Runs cells, the last of which fails. @returns its traceback, without the number of the cell */
async function traceback(...cells: string[]): Promise<string> {
  for (const cell of cells.slice(0, -1)) assert.equal((await kernel.execute(cell)).reply['status'], 'ok')
  const answer = await kernel.execute(cells.at(-1)!)
  assert.equal(answer.reply['status'], 'error')
  return tracebackOf(answer).replace(/Cell \d+/g, 'Cell N')
}

const lines = (...text: string[]): string => text.join('\n')

describe('at run time', () => {
  test('columns are those of the TypeScript, although its types are gone when it runs', async () => {
    const first = 'const limit: number = 1; function check(x: number, name: string): void { if (x > limit) throw new E(`${name}`) }'
    await kernel.execute('class E extends RangeError { name = "E" }')
    assert.equal(await traceback(`${first}\ncheck(3, "x")`), lines(
      'E: x',
      '    Cell N, line 1, column 95, in check',
      `    > 1 | ${first}`,
      `        | ${' '.repeat(94)}^`,
      '    Cell N, line 2, column 1',
      '    > 2 | check(3, "x")',
      '        | ^',
    ))
  })
  test('a function of an earlier cell is shown in its own cell', async () => {
    const text = await kernel.execute('function half(n: number) {\n  return n.toFixed.call("no")\n}')
    assert.equal(text.reply['status'], 'ok')
    const failed = await kernel.execute('1\n\nhalf(2)')
    const cells = [...tracebackOf(failed).matchAll(/Cell (\d+), line (\d+)/g)].map(([, cell, line]) => [Number(cell), Number(line)])
    const count = Number(failed.reply['execution_count'])
    assert.deepEqual(cells, [[count - 1, 2], [count, 3]])
  })
  test('an async function shows where it was awaited', async () => {
    const text = await traceback('async function load(): Promise<void> {\n  await null\n  throw new Error("late")\n}', 'await load()')
    assert.match(text, /line 3, column 9, in load\n[^]*Cell N, line 1, column 1\n {4}> 1 \| await load\(\)/)
  })
  test('methods and constructors are named', async () => {
    assert.match(
      await traceback('class Box {\n  constructor() { this.open() }\n  open() { throw new Error("shut") }\n}\nnew Box()'),
      /in Box\.open[^]*in new Box[^]*line 5/,
    )
  })
  test('causes follow', async () => {
    assert.match(
      await traceback('try { null.x } catch (cause) {\n  throw new Error("outer", { cause })\n}'),
      /^Error: outer\n.*line 2[^]*\nCaused by TypeError: Cannot read[^]*line 1, column 12\n/,
    )
  })
  test('nothing of the kernel or of Node is shown', async () => {
    const text = await traceback('const { readFileSync } = require("fs")', 'readFileSync("/no/such/file")')
    assert.doesNotMatch(text, /node:|dist\/kernels|worker/)
    assert.match(text, /^Error: ENOENT[^]*Cell N, line 1, column 1\n/)
    assert.equal(printed(await kernel.execute('console.error(new Error("e").stack)'), 'stderr').match(/ at /g)?.length, 1)
  })
  test('thrown values that are no errors are shown', async () => {
    assert.equal(await traceback('throw { code: 7 }'), 'Thrown: { code: 7 }')
    assert.equal(await traceback('throw null'), 'Thrown: null')
  })
  test('own error classes keep their names', async () => {
    assert.match(
      await traceback('class ShapeError extends Error { override name = "ShapeError" }\nthrow new ShapeError("2 and 3")'),
      /^ShapeError: 2 and 3\n/,
    )
  })
  test('a package that is missing is told with the import and the way out', async () => {
    assert.equal(await traceback('const a = 1\nimport nothing from "no-such-package"'), lines(
      "Error: Cannot find the package 'no-such-package'. Install it with `npm install no-such-package` in the notebook's folder.",
      '    Cell N, line 2, column 1',
      '    > 2 | import nothing from "no-such-package"',
      '        | ^',
    ))
  })
  test('an error that nobody catches is shown, and the kernel lives', async () => {
    const answer = await kernel.execute('Promise.reject(new RangeError("unheard")); 0')
    assert.match(printed(answer, 'stderr'), /^Uncaught \(in a promise\) RangeError: unheard\n {4}Cell \d+, line 1, column 16\n/)
    const setting = await kernel.execute(`let released = false
      const fail = () => { clearInterval(timer); throw new TypeError("from a timer") }
      const timer = setInterval(() => { if (released) fail() }, 1)`)
    const later = await kernel.execute('released = true; await new Promise((done) => setTimeout(done, 100)); 0')
    assert.match(printed(setting, 'stderr'), /^Uncaught TypeError: from a timer\n/)
    assert.equal(later.reply['status'], 'ok')
  })
})

describe('of syntax', () => {
  test('line, column, the line and a caret', async () => {
    assert.equal(await traceback('let ok = 1\nlet bad = ;'), lines(
      'SyntaxError: Unexpected token',
      '    Cell N, line 2, column 11',
      '    > 2 | let bad = ;',
      '        |           ^',
    ))
  })
  test('a name declared twice in one cell', async () => {
    assert.match(
      await traceback('let twice: number = 1\nlet twice = 2'),
      /^SyntaxError: Identifier 'twice' has already been declared\n {4}Cell N, line 2, column 5\n/,
    )
  })
  test('words like these may be names', async () => {
    const answer = await kernel.execute(
      'const namespace = 1, using = 2, accessor = 3; const email = "a@b.c" // @home\nnamespace + using + accessor',
    )
    assert.equal(answer.reply['status'], 'ok')
  })
})
