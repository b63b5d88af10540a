// Programs that ask for two threads: they end by themselves, and are told why where it cannot be.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { buildLib } from '../../app/build/lib.ts'

// As notebooks load it: the second thread's program survives the bundling.
const folder = mkdtempSync(join(tmpdir(), 'downhill-threads-'))
after(() => rmSync(folder, { recursive: true }))
await buildLib(folder)

/** Node 20 has relaxed vector instructions only when asked. */
const relaxed = process.version.startsWith('v20.') ? ['--experimental-wasm-relaxed-simd'] : []

/** Runs a program to its end, which must come. */
function run(program: string, flags: readonly string[] = []): { status: number | null; lines: string[]; errors: string } {
  const names = 'arithmetic, matmul, memoryLimit, ones, rng, threads'
  const library = `const { ${names} } = await import('${pathToFileURL(join(folder, 'index.js')).href}')\n`
  // `BEFORE` stands for what a program does before it loads the library.
  const [before, rest] = program.includes('BEFORE') ? program.split('BEFORE') as [string, string] : ['', program]
  const command = [...flags, '--input-type=module', '--eval', before + library + rest]
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8', timeout: 120_000 })
  return { status, lines: stdout.trimEnd().split('\n'), errors: stderr }
}

test('a program with two threads ends by itself, whether it waits for them or not', () => {
  const product = 'const a = rng(1).normal([300, 300]); const c = matmul(a, a); console.log(c.shape.join())'
  for (const wait of ['console.log(await threads(2))', 'threads(2).then(console.log)']) {
    const { status, lines, errors } = run(`${wait}; ${product}`)
    assert.deepEqual([status, lines.toSorted(), errors], [0, ['2', '300,300'], ''])
  }
})

test('fused products too are the same by two threads as by one', () => {
  const { status, lines, errors } = run(`console.log(await threads(2), arithmetic('fast'))
    const [a, b] = [rng(1).normal([301, 300]), rng(2).normal([300, 299])]
    const products = Array.from({ length: 30 }, () => String(matmul(a, b).values()))
    await threads(1)
    console.log(new Set([...products, String(matmul(a, b).values())]).size)`, relaxed)
  assert.deepEqual([status, errors], [0, ''])
  assert.match(lines[0]!, /^2 (fast|strict)$/)
  assert.equal(lines[1], '1')
})

test('threads(2) after a large tensor says to call it first', () => {
  const { status, errors } = run('ones([100, 100]); await threads(2)')
  assert.notEqual(status, 0)
  assert.match(errors, /Error: threads\(2\): there are large tensors already, .* call it before anything else/)
})

const impossible = {
  'no memory here that threads can share': 'delete globalThis.SharedArrayBuffer; BEFORE',
  'nothing here starts threads': 'process.getBuiltinModule = undefined; BEFORE',
  'cannot be started: Error: not today':
    'process.getBuiltinModule = () => ({ Worker: class { constructor() { throw new Error("not today") } } }); BEFORE',
  'leaves no room': 'memoryLimit(2 ** 20);',
}
for (const [reason, cause] of Object.entries(impossible)) {
  test(`one thread and a warning: ${reason}`, () => {
    const product = 'matmul(ones([300, 300]), ones([300, 300])).sum().item()'
    const { status, lines, errors } = run(`${cause} console.log(await threads(2)); console.log(${product})`)
    assert.deepEqual([status, lines], [0, ['1', '27000000']])
    assert.match(errors, new RegExp(`^threads\\(2\\): .*${reason}.*; everything is computed all the same, by one thread\n$`))
  })
}
