// Charts, tables and pictures: what each kind draws of the numbers that it is given.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { grad } from '../../lib/derive/index.ts'
import * as figure from '../../lib/figure/index.ts'
import type { Layout, Trace } from '../../lib/figure/spec.ts'
import { descend, sgd } from '../../lib/optimize/index.ts'
import { ones, tensor, zeros } from '../../lib/tensor/index.ts'
import { along, bent, dataAxes, fading, journey, loss, mapAxes, model, thirds, x, y } from './figure-gallery.ts'

const drawn = ({ data }: figure.Figure['spec'], name: string): Trace => data.find((trace) => trace['name'] === name) as Trace

test('a history draws what is asked for, less the value it is drawn above', () => {
  const run = { loss: [5, 3, 2], stepLength: [1, 0.5] }
  assert.deepEqual(drawn(figure.history({ a: run, b: run }, { above: 1 }).spec, 'a')['y'], [4, 2, 1])
  const lengths = figure.history({ a: run, b: run }, { of: 'stepLength', scale: 'log' }).spec
  assert.deepEqual(drawn(lengths, 'b')['y'], [1, 0.5])
  assert.equal((lengths.layout['yaxis'] as Layout)['type'], 'log')
})

test('fits draw the model after each step, the last one solid and widest', () => {
  const steps = journey([1.6, -0.8], 3).path
  const { data } = figure.fits({ x, y }, model, steps, { axes: dataAxes }).spec
  const curves = data.slice(0, 4)
  curves.forEach((curve, step) => {
    const [places, values] = [curve['x'], curve['y']] as [number[], number[]]
    assert.deepEqual(values, model(tensor(places), steps[step] as (typeof steps)[0]).values())
  })
  assert.deepEqual(curves.map((curve) => (curve['line'] as Layout)['dash']), ['dash', 'dash', 'dash', 'solid'])
})

test('every value of a histogram is in one bin, those on an edge in the upper one, the highest in the last', () => {
  const counts = (values: number[], bins: number) => figure.histogram(values, { axes: { x: 'loss' }, bins }).spec.data[0]?.['y']
  assert.deepEqual(counts([0, 1, 1, 2, 10], 5), [3, 1, 0, 0, 1])
  assert.deepEqual(counts([4, 4, 4], 1), [3])
  assert.match(figure.histogram([1, NaN, 2], { axes: { x: 'loss' } }).caption, /1 value not finite, not drawn/)
})

test('pictures have the lowest value black and the highest white, on one scale for all', () => {
  const two = tensor([[[0, 1]], [[2, 4]]])
  const drawnAs = (range?: [number, number]) => figure.images(two, range ? { range } : {}).spec.data.map(({ z }) => z)
  const grey = (...shades: number[]) => [shades.map((shade) => [shade, shade, shade])]
  assert.deepEqual(drawnAs(), [grey(0, 64), grey(128, 255)])
  assert.deepEqual(drawnAs([0, 2]), [grey(0, 128), grey(255, 255)])
  const red = figure.images(tensor([[[[255, 0, 0]]]])).spec.data[0]
  assert.deepEqual(red?.['z'], [[[255, 0, 0]]])
})

test('parallel axes hold a place for each trial on each axis, logarithms where asked, with the numbers themselves beside the ticks', () => {
  const { spec, caption } = figure.parallel({ rate: [0.01, 100], loss: [3, 1] }, { log: ['rate'] })
  const [rate, loss] = spec.data[0]?.['dimensions'] as [Layout, Layout]
  assert.deepEqual([rate['values'], loss['values']], [[-2, 2], [3, 1]])
  assert.deepEqual(rate['ticktext'], ['0.01', '0.1', '1', '10', '100'])
  assert.deepEqual((spec.data[0]?.['line'] as Layout)['color'], [3, 1])
  assert.match(caption, /The lowest loss, 1, is at rate 100\./)
})

test('a table holds its cells by column, numbers to the right, and says each row', () => {
  const { spec, alt } = figure.table({ method: ['a', 'b'], steps: tensor([1, 2.3456]) }, { digits: 2 })
  const { values, align } = spec.data[0]?.['cells'] as { values: string[][]; align: string[] }
  assert.deepEqual([values, align], [[['a', 'b'], ['1', '2.3']], ['left', 'right']])
  assert.equal(alt, '2 rows. Row 1: method a, steps 1. Row 2: method b, steps 2.3.')
})

test('a race can be read standing still, and its last frame is the whole course', () => {
  const run = journey([1, 1], 200)
  const { data, frames, layout } = figure.race({ run }).spec
  assert.ok(frames && frames.length <= 60, 'not more pictures than a notebook should hold')
  const last = frames.at(-1)
  assert.deepEqual([frames[0]?.name, last?.name], ['0', '200'])
  assert.deepEqual(last?.data[0]?.['y'], run.loss.map((loss) => Number(loss.toPrecision(5))))
  assert.deepEqual(data[last?.traces[0] as number]?.['y'], run.loss)
  const [slider] = layout['sliders'] as [{ steps: unknown[]; active: number }]
  assert.deepEqual([slider.steps.length, slider.active], [frames.length, frames.length - 1])
})

test('of each round of a search the part that the next round keeps is bold', () => {
  const rounds = thirds(5)
  const bold = figure.brackets(rounds, { along }).spec.data.filter((trace) => (trace['line'] as Layout | undefined)?.['width'] === 5)
  const kept = [...rounds.slice(1), rounds.at(-1)].map((round) => [round?.from, round?.to])
  assert.deepEqual(bold.map((trace) => trace['x']), kept)
})

test('a note on a logarithmic axis stands at its value', () => {
  const { layout } = figure.line([1, 10], [1, 100], { axes: mapAxes, scale: { y: 'log' } }).mark(10, 100, 'here').spec
  const [note] = layout['annotations'] as [{ x: number; y: number }]
  assert.deepEqual([note.x, note.y], [10, 2])
})

test('eigenvalues are those of the matrix, and the signs are told in words and forms', () => {
  const { data } = figure.eigenvalues({ saddle: tensor([[1, 2], [2, 1]]) }).spec
  const marks = data.at(-1)!
  const rounded = (marks['x'] as number[]).map((value) => Number(value.toFixed(12)))
  assert.deepEqual([rounded, (marks['marker'] as Layout)['symbol']], [[-1, 3], ['triangle-left', 'circle']])
  assert.match(figure.eigenvalues({ saddle: tensor([[1, 2], [2, 1]]) }).caption, /1 of 2 negative/)
  assert.throws(() => figure.eigenvalues({ saddle: [-1, 3] }, { scale: 'log' }), /eigenvalue −1 has no logarithm/)
  assert.throws(() => figure.eigenvalues({ broken: [NaN] }), /point 'broken' has no finite eigenvalues/)
  assert.throws(() => figure.eigenvalues({}), /no points/)
})

test('rates are steps over gradients: those of AdaGrad by its formula, those of descent all the same', () => {
  const slopes = fading.path.slice(0, -1).map((w) => grad(bent)(w))
  const summed = slopes.map((_, step) => slopes.slice(0, step + 1).reduce((sum, g) => sum + g.at(1).item() ** 2, 0))
  const steep = drawn(figure.rates(fading, bent, { parameters: { steep: 1 } }).spec, 'steep')['y'] as number[]
  steep.forEach((rate, step) => assert.ok(Math.abs(rate / (0.5 / Math.sqrt(summed[step]!)) - 1) < 1e-6))
  const plain = descend(bent, tensor([1, 1]), { optimizer: sgd({ learningRate: 0.001 }), steps: 3 })
  const { data } = figure.rates(plain, plain.path.slice(0, -1).map((w) => grad(bent)(w))).spec
  for (const { y } of data) (y as number[]).forEach((rate) => assert.ok(Math.abs(rate - 0.001) < 1e-12))
})

test('rates leave gaps where there are none, and ask for names when there are many', () => {
  const run = { path: [[1, 1], [2, 1], [1, 1]].map((at) => tensor(at)) }
  const gradients = [[1, 0], [1, 0]].map((at) => tensor(at))
  const y = (scale: 'log' | 'linear') => figure.rates(run, gradients, { scale }).spec.data.map((trace) => trace['y'])
  assert.deepEqual(y('linear'), [[-1, 1], [NaN, NaN]])
  assert.deepEqual(y('log'), [[NaN, 1], [NaN, NaN]])
  const wide = { path: [zeros([9]), ones([9])] }
  const tooMany = /9 parameters are too many to tell apart. Name some: \{ parameters: \{ first: 0, last: 8 \} \}/
  assert.throws(() => figure.rates(wide, [ones([9])]), tooMany)
  assert.throws(() => figure.rates(wide, [], {}), /1 steps and 0 gradients/)
  assert.throws(() => figure.rates(wide, [ones([9])], { parameters: { far: 9 } }), /'far' is parameter 9, and there are 9/)
})
