// The library's own order: tensors know nothing of derivatives, derivatives nothing of optimizers, and every operation is a method too.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import test from 'node:test'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import * as library from '../../lib/index.ts'
import { ROOT } from './examples.ts'

/** Each folder with the folders that it may import from. */
const layers: Record<string, string[]> = {
  tensor: [],
  compile: ['tensor'],
  derive: ['tensor', 'compile'],
  optimize: ['tensor', 'compile', 'derive'],
  problems: ['tensor'],
  model: ['tensor', 'compile', 'derive', 'optimize'],
  data: ['tensor'],
}

/** What shows itself without knowing tensors; every layer may use it. */
const foundations = ['bar.ts']

test('the foundations import nothing', () => {
  for (const file of foundations) assert.doesNotMatch(readFileSync(join(ROOT, 'lib', file), 'utf8'), /^import /m, file)
})

for (const [layer, below] of Object.entries(layers)) {
  test(`lib/${layer} knows only ${below.join(', ') || 'itself'}`, () => {
    const folder = join(ROOT, 'lib', layer)
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
    assert.ok(files.length > 0)
    for (const file of files) {
      const imports = [...readFileSync(join(folder, file), 'utf8').matchAll(/from '(\.[^']+)'/g)].map(([, path]) => path!)
      for (const path of imports) {
        const [to] = relative(join(ROOT, 'lib'), join(folder, dirname(file), path)).split(/[\\/]/)
        assert.ok([layer, ...below, ...foundations].includes(to!), `lib/${layer}/${file} imports ${path}`)
      }
    }
  })
}

test('the library bundles for no platform in particular: nothing in it, and in what it uses, needs Node', async () => {
  const result = await build({
    entryPoints: [join(ROOT, 'lib/index.ts')],
    bundle: true,
    write: false,
    platform: 'neutral',
    mainFields: ['module', 'main'],
    format: 'esm',
    target: 'es2022',
    logLevel: 'silent',
  })
  const [bundle] = result.outputFiles
  assert.deepEqual([result.errors, result.warnings], [[], []])
  assert.doesNotMatch(bundle!.text, /\brequire\(["']/)
  assert.ok(bundle!.contents.length < 1_500_000, `${bundle!.contents.length} bytes`)
})

test('for a browser the library is at most 120 kB, packed, besides mathjs', async () => {
  const { outputFiles: [bundle] } = await build({
    entryPoints: [join(ROOT, 'lib/index.ts')], bundle: true, write: false, minify: true, format: 'esm', target: 'es2022', external: ['mathjs'],
  })
  const packed = gzipSync(bundle!.contents).length
  assert.ok(packed <= 120_000, `${packed} bytes`)
})

test('an operation is the same as a function and as a method', () => {
  const x = library.tensor([[0.5, 2], [3, 1]])
  const unary = ['neg', 'abs', 'sign', 'square', 'sqrt', 'exp', 'log', 'sin', 'cos', 'tanh', 'sigmoid', 'relu', 'softplus'] as const
  const reductions = ['sum', 'mean', 'max', 'min', 'norm', 'logsumexp', 'softmax', 'logSoftmax', 'argmax', 'argmin'] as const
  const lines = ['sort', 'argsort', 'cumsum'] as const
  const comparisons = ['greater', 'greaterEqual', 'less', 'lessEqual', 'equal', 'notEqual'] as const
  const binary = ['add', 'sub', 'mul', 'div', 'pow', 'maximum', 'minimum', 'matmul', 'dot', ...comparisons] as const
  type Operation = (...operands: library.Tensor[]) => library.Tensor
  const same = (name: keyof typeof library & keyof library.Tensor, ...operands: library.Tensor[]): void => {
    const [first, ...others] = operands as [library.Tensor, ...library.Tensor[]]
    const method = first[name] as unknown as Operation
    assert.deepEqual((library[name] as Operation)(...operands).values(), method.apply(first, others).values(), name)
  }
  for (const name of [...unary, ...reductions, ...lines]) same(name, x)
  for (const name of binary) same(name, x, x)
})
