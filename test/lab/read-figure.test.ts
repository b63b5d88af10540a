// What the renderer takes for a figure, and what it says of anything else.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FigureProblem, readFigure, wordsOfFrame } from '../../app/lab/web/figure/read.ts'

test('a figure is read with its caption and its description', () => {
  const figure = readFigure({ data: [{ type: 'scatter', y: [1, 2] }], layout: { meta: { caption: 'Two points.', alt: 'A line up' }, height: 300 } })
  assert.deepEqual([figure.caption, figure.alt, figure.layout.height, figure.frames], ['Two points.', 'A line up', 300, []])
})

test('without a description the title has to do, or the caption', () => {
  assert.equal(readFigure({ data: [], layout: { title: { text: 'Loss' } } }).alt, 'Loss')
  assert.equal(readFigure({ data: [], layout: { title: 'Loss' } }).alt, 'Loss')
  assert.equal(readFigure({ data: [], layout: { meta: { caption: 'It falls.' } } }).alt, 'It falls.')
  assert.equal(readFigure({ data: [] }).alt, 'Figure without a description')
})

test('a frame may have words of its own', () => {
  const frames = [{ name: 'a', layout: { meta: { caption: 'At a.', alt: 'A' } } }, { name: 'b', data: [] }]
  const figure = readFigure({ data: [], layout: { meta: { caption: 'At first.', alt: 'First' } }, frames })
  assert.deepEqual(['a', 'b', 'c'].map((name) => wordsOfFrame(figure, name).caption), ['At a.', 'At first.', 'At first.'])
})

test('what is drawn is a copy: the notebook keeps its output as it came', () => {
  const output = { data: [{ type: 'scatter', y: [1, 2] }], layout: { xaxis: {} } }
  const figure = readFigure(output)
  Object.assign(figure.data[0] ?? {}, { y: [] })
  Object.assign(figure.layout, { xaxis: { range: [0, 1] } })
  assert.deepEqual(output, { data: [{ type: 'scatter', y: [1, 2] }], layout: { xaxis: {} } })
})

const wrong: [unknown, RegExp][] = [
  [null, /an object with the list "data", and this is null/],
  ['text', /this is the string "text"/],
  [{}, /its "data" is missing instead of a list of traces/],
  [{ data: 3 }, /its "data" is the number 3 instead/],
  [{ data: [{}, []] }, /trace 1 of its "data" is a list instead of an object/],
  [{ data: [], layout: 7 }, /its "layout" is the number 7/],
  [{ data: [], config: [] }, /its "config" is a list/],
  [{ data: [], frames: {} }, /its "frames" is an object instead of a list/],
]
for (const [value, message] of wrong) {
  test(`${JSON.stringify(value)} is no figure`, () => {
    assert.throws(() => readFigure(value), (error) => error instanceof FigureProblem && message.test(error.message))
  })
}
