// A claim counts as covered only where a tagged cell really puts it to the test.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { coverage, readClaims } from '../../app/check/claims.ts'
import type { Cell, Notebook } from '../../app/notebook/format.ts'

const claims = ['D1', 'D2', 'D3'].map((id) => ({ id, chapter: 2, claim: `about ${id}`, source: 'UDL' }))
const cell = (tag: string, source: string): Cell => ({ cell_type: 'code', metadata: { tags: [tag] }, source, execution_count: null, outputs: [] })
const notebook = (...cells: Cell[]): { path: string; notebook: Notebook } => ({
  path: 'x.ipynb',
  notebook: { cells, metadata: {}, nbformat: 4, nbformat_minor: 5 },
})

test('a tagged cell that calls claim covers it; the others are listed', () => {
  const report = coverage(claims, [notebook(cell('claim:D2', "claim('D2', { predicted: 1 })"))])
  assert.deepEqual([...report.covered], [['D2', 'x.ipynb: cell 1']])
  assert.deepEqual(report.uncovered.map(({ id }) => id), ['D1', 'D3'])
  assert.deepEqual(report.problems, [])
})

test('a tag whose cell never calls claim, an unknown id and a second settling are problems', () => {
  const report = coverage(claims, [
    notebook(cell('claim:D1', "claim('D2', {})"), cell('claim:Z9', "claim('Z9', {})"), cell('claim:D2', 'claim("D2", {})'), cell('claim:D2', 'claim(`D2`, {})')),
  ])
  assert.match(report.problems[0] ?? '', /cell 1: tag claim:D1: the cell never calls claim\('D1'/)
  assert.match(report.problems[1] ?? '', /there is no claim Z9/)
  assert.match(report.problems[2] ?? '', /already settled in x\.ipynb: cell 3/)
})

test('the list of claims has each id once, and a chapter for each', async () => {
  const all = await readClaims()
  assert.equal(new Set(all.map(({ id }) => id)).size, all.length)
  assert.ok(all.every(({ chapter, claim }) => chapter >= 1 && chapter <= 10 && claim.length > 0))
})
