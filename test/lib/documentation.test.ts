// The library's docstrings: every public name has one, and what their examples promise is what happens.
import assert from 'node:assert/strict'
import test from 'node:test'
import * as library from '../../lib/index.ts'
import { publicNames, runExample, typeProblems } from './examples.ts'

const parts = ['tensor', 'derive', 'optimize', 'problems', 'model', 'data', 'figure', 'claim', 'exercise.ts', 'show.ts', 'format.ts']
const names = publicNames(parts.map((part) => `lib/${part}`))

test('every public name says in words what it is', () => {
  assert.ok(names.length > 100, `only ${names.length} names found`)
  assert.deepEqual(names.filter(({ documentation }) => documentation === '').map(({ name }) => name), [])
})

test('every public function and method has an example', () => {
  const without = names.filter(({ isValue, examples, name }) => isValue && examples.length === 0 && !isPlain(name))
  assert.deepEqual(without.map(({ name }) => name), [])
})

test('every example shows what it promises', async () => {
  let promises = 0
  const broken: string[] = []
  for (const { name, examples } of names) {
    for (const example of examples) {
      const outcomes = await runExample(example, library)
      if (outcomes.length === 0) broken.push(`${name}: the example promises nothing`)
      promises += outcomes.length
      for (const { source, promised, found } of outcomes) {
        if (promised !== found) broken.push(`${name}: ${source} promises ${promised} and shows ${found}`)
      }
    }
  }
  assert.deepEqual(broken, [])
  assert.ok(promises > 100, `only ${promises} promises found`)
})

test('every example type-checks as strictly as a notebook', () => {
  assert.deepEqual(typeProblems(names), [])
})

/** Fields that hold a plain value. */
const isPlain = (name: string): boolean => ['Tensor.shape', 'Tensor.dtype', 'Tensor.size', 'Tensor.toString'].includes(name)
