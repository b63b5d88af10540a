// What a cell puts out ends up in its notebook as Jupyter's own front ends would have written it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CodeCell } from '../../app/notebook/format.ts'
import { OutputCollector } from '../../app/run/outputs.ts'

const cell = (): CodeCell => ({ cell_type: 'code', metadata: {}, source: '', execution_count: null, outputs: [] })
const html = (text: string) => ({ 'text/html': text })

test('pieces of one stream run together, and the other stream starts a new output', () => {
  const [collector, target] = [new OutputCollector(), cell()]
  for (const [name, text] of [['stdout', 'a'], ['stdout', 'b\n'], ['stderr', 'c']] as const) collector.add(target, { output_type: 'stream', name, text })
  assert.deepEqual(target.outputs, [
    { output_type: 'stream', name: 'stdout', text: 'ab\n' },
    { output_type: 'stream', name: 'stderr', text: 'c' },
  ])
})

test('a display is updated by its id even from a later cell', () => {
  const [collector, first, second] = [new OutputCollector(), cell(), cell()]
  collector.add(first, { output_type: 'display_data', data: html('0 %'), metadata: {}, display_id: 'bar' })
  collector.add(second, { output_type: 'update_display_data', data: html('100 %'), metadata: {}, display_id: 'bar' })
  assert.deepEqual(first.outputs, [{ output_type: 'display_data', data: html('100 %'), metadata: {} }])
  assert.deepEqual(second.outputs, [])
})

test('a display that is updated to nothing is gone', () => {
  const [collector, target] = [new OutputCollector(), cell()]
  collector.add(target, { output_type: 'display_data', data: html('50 %'), metadata: {}, display_id: 'bar' })
  collector.add(target, { output_type: 'stream', name: 'stdout', text: 'done' })
  collector.add(target, { output_type: 'update_display_data', data: { 'text/html': '', 'text/plain': '' }, metadata: {}, display_id: 'bar' })
  assert.deepEqual(target.outputs, [{ output_type: 'stream', name: 'stdout', text: 'done' }])
})

test('a clear that waits takes effect with the next output, one that does not at once', () => {
  const [collector, target] = [new OutputCollector(), cell()]
  collector.add(target, { output_type: 'stream', name: 'stdout', text: 'old' })
  collector.add(target, { output_type: 'clear_output', wait: true })
  assert.equal(target.outputs.length, 1)
  collector.add(target, { output_type: 'stream', name: 'stdout', text: 'new' })
  assert.deepEqual(target.outputs, [{ output_type: 'stream', name: 'stdout', text: 'new' }])
  collector.add(target, { output_type: 'clear_output', wait: false })
  assert.deepEqual(target.outputs, [])
})
