// A benchmark that is run again replaces its own section of the results and leaves the others as they are.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { replaceSection } from '../../bench/results.ts'
import { markdownOf } from '../../bench/table.ts'

const file = '# Results\n\nWhat they are.\n\n## kernels\n\nold\n\n| a |\n| --- |\n\n## tensors\n\nkept\n'

test('a section is replaced in its place', () => {
  assert.equal(replaceSection(file, 'kernels', '## kernels\n\nnew'), '# Results\n\nWhat they are.\n\n## kernels\n\nnew\n\n## tensors\n\nkept\n')
})

test('a new section stands where the alphabet puts it', () => {
  assert.equal(replaceSection(file, 'lab', '## lab\n\nfirst').match(/^## .*$/gm)?.join(), '## kernels,## lab,## tensors')
})

test('a table in Markdown keeps bars within its cells', () => {
  assert.equal(markdownOf([['', 'a|b'], ['row', '1']]), '|  | a\\|b |\n| --- | --- |\n| row | 1 |')
})
