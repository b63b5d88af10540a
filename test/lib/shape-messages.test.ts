// What a learner reads when shapes do not fit: the compiler's message holds the library's own sentence, and it is the sentence that the
// same mistake gives when it is run.
import assert from 'node:assert/strict'
import test from 'node:test'
import * as library from '../../lib/index.ts'
import { compileAgainstLibrary } from './examples.ts'

const mistakes: Record<string, string> = {
  'zeros([3]).add(zeros([4]))': 'add: shapes [3] and [4] do not broadcast',
  'sub(zeros([2, 3]), zeros([2]))': 'sub: shapes [2, 3] and [2] do not broadcast',
  'zeros([128, 784]).matmul(zeros([10, 784]))': 'matmul: [128, 784] @ [10, 784]: inner sizes 784 and 10 differ',
  'matmul(zeros([2, 3]), zeros([2]))': 'matmul: [2, 3] @ [2]: inner sizes 3 and 2 differ',
}

test('the compiler says what the program would say', () => {
  const problems = compileAgainstLibrary(["import { matmul, sub, zeros } from './index.ts'", ...Object.keys(mistakes)].join('\n'))
  assert.equal(problems.length, Object.keys(mistakes).length, problems.join('\n'))
  Object.entries(mistakes).forEach(([code, sentence], i) => {
    assert.ok(problems[i]!.startsWith(code) && problems[i]!.includes(sentence), problems[i])
    const run = new Function('library', `const { matmul, sub, zeros } = library; return ${code}`) as (names: typeof library) => unknown
    assert.throws(() => run(library), { name: 'RangeError', message: sentence })
  })
})
