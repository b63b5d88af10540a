// Figures as data: what is drawn, on which axes, in which words; and that nothing is ever changed in place.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as figure from '../../lib/figure/index.ts'
import type { Layout, Trace } from '../../lib/figure/spec.ts'
import { seriesStyle, terrain } from '../../lib/figure/theme.ts'
import { tensor, type Tensor } from '../../lib/tensor/index.ts'
import { along, dataAxes, gallery, journey, loss, mapAxes, model, ranges, thirds, x, y } from './figure-gallery.ts'

type Spec = figure.Figure['spec']
const axesOf = ({ layout }: Spec) => Object.entries(layout).filter(([key]) => /^[xy]axis\d*$/.test(key)) as [string, Layout][]
const named = (axis: Layout): string => (axis['title'] as { text: string }).text
const drawn = (spec: Spec, name: string): Trace => spec.data.find((trace) => trace['name'] === name) as Trace

test('a figure shows itself as a Plotly specification and as words', () => {
  const shown = (gallery['history'] as unknown as Record<symbol, () => Record<string, unknown>>)[Symbol.for('Jupyter.display')]?.()
  assert.deepEqual(Object.keys(shown ?? {}), ['application/vnd.plotly.v1+json', 'text/plain'])
  assert.equal(shown?.['text/plain'], gallery['history']?.alt)
})

for (const [name, { spec, alt, caption }] of Object.entries(gallery)) {
  test(`${name}: fits any width, names its axes, and says in words what it shows`, () => {
    assert.equal(spec.layout['width'], undefined)
    assert.ok((spec.layout['height'] as number) > 200)
    for (const [key, axis] of axesOf(spec)) {
      assert.ok(named(axis).length > 0, `${key} has no name`)
      assert.equal(axis['automargin'], true, key)
    }
    assert.deepEqual(spec.layout['meta'], { caption, alt })
    assert.match(caption, /\d/, 'the caption gives no number')
    assert.ok(alt.startsWith((spec.layout['title'] as { text: string }).text), 'the alt text starts with the title')
    assert.doesNotMatch(alt, /undefined|NaN|null/)
    assert.deepEqual(JSON.parse(JSON.stringify(spec.data)), spec.data, 'survives the way to the page')
  })
}

test('a given caption and alt text replace the derived ones, and may run over several lines', () => {
  const alt = `A rising
    line.`
  const { spec } = figure.line(x, y, { axes: dataAxes, caption: 'It rises.', alt })
  assert.deepEqual(spec.layout['meta'], { caption: 'It rises.', alt: 'A rising line.' })
})

test('seven series differ in colour, in dash and in marker', () => {
  const styles = Array.from({ length: 7 }, (_, index) => seriesStyle(index))
  for (const part of ['colour', 'dash', 'symbol'] as const) assert.equal(new Set(styles.map((style) => style[part])).size, 7, part)
})

test('the ground of a map only gets darker as the loss rises, so that it reads in grey', () => {
  const luminance = (hex: string): number => {
    const [red, green, blue] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as [number, number, number]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const lightness = terrain.map(([, colour]) => luminance(colour))
  assert.deepEqual(lightness, [...lightness].sort((a, b) => b - a))
})

test('a landscape holds the loss at every point of its grid', () => {
  const { grid } = figure.landscape(loss, { ...ranges, resolution: 7 })
  const at = (column: number, row: number) => loss(tensor([grid.x[column] as number, grid.y[row] as number])).item()
  assert.equal(grid.z[2]?.[5], at(5, 2))
  assert.equal(grid.z[6]?.[0], at(0, 6))
  assert.equal(grid.lowest.z, Math.min(...grid.z.flat()))
})

test('places of one kind are marked alike on a landscape, and told apart from those of another', () => {
  const map = figure.landscape(loss, { ...ranges, resolution: 5 })
  const { data } = map.points([tensor([1, 2]), [0, 1]], 'minima').points([[0, 0]], 'saddles').spec
  const marks = data.slice(1) as unknown as { name: string; x: number[]; y: number[]; marker: { color: string; symbol: string } }[]
  assert.deepEqual(marks.map(({ name, x, y }) => ({ name, x, y })), [
    { name: 'minima', x: [1, 0], y: [2, 1] },
    { name: 'saddles', x: [0], y: [0] },
  ])
  assert.notEqual(marks[0]?.marker.color, marks[1]?.marker.color)
  assert.notEqual(marks[0]?.marker.symbol, marks[1]?.marker.symbol)
  assert.equal(map.spec.data.length, 1)
  assert.throws(() => map.points([[1, 2, 3]], 'odd'), /odd: step 0 has 3 parameters/)
})

test('a path is laid on a new landscape, and the old one stays as it was', () => {
  const map = figure.landscape(loss, { ...ranges, resolution: 5 })
  const run = journey([1, 1], 2)
  const trail = drawn(map.path(run, 'descent').spec, 'descent')
  assert.deepEqual([trail['x'], trail['y']], [run.path.map((phi) => phi.at(0).item()), run.path.map((phi) => phi.at(1).item())])
  assert.equal(map.spec.data.length, 1)
})

test('a log scale draws logarithms and writes the losses themselves beside the bar', () => {
  const square = { x: [0, 3], y: [0, 3], resolution: 4 }
  const bowl = (scale: 'log' | 'linear') => figure.landscape((w) => w.square().sum().add(1), { ...square, scale }).spec.data[0]
  assert.deepEqual((bowl('log')?.['z'] as number[][])[3]?.[3], Number(Math.log10(19).toPrecision(5)))
  const { tickvals, ticktext } = bowl('log')?.['colorbar'] as { tickvals: number[]; ticktext: string[] }
  assert.equal(ticktext[tickvals.indexOf(Math.log10(5))], '5')
  assert.equal((bowl('linear')?.['z'] as number[][])[3]?.[3], 19)
})

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

test('a gradient field points down the slope, and its arrows are as long as the gradient is large', () => {
  const slope = (w: Tensor) => w.mul(tensor([3, 4])).sum()
  const field = figure.gradientField((w) => slope(w).square(), { x: [0, 2], y: [0, 2], arrows: 2 }).spec.data.at(-1) as Trace
  const [xs, ys] = [field['x'], field['y']] as [number[], number[]]
  const along = (axis: number[], tail: number) => (axis[tail + 1] as number) - (axis[tail] as number)
  const parts = [0, 3, 6, 9].map((tail) => ({ across: along(xs, tail), up: along(ys, tail) }))
  for (const { across, up } of parts) assert.ok(across < 0 && Math.abs(across / up - 3 / 4) < 1e-12)
  // The norm is 10 (3x + 4y): 35, 65, 75 and 105 in the middles of the four fields.
  const lengths = parts.map(({ across, up }) => Math.hypot(across, up))
  const longest = lengths[3] as number
  const norms = [35, 65, 75, 105]
  norms.forEach((norm, index) => assert.ok(Math.abs((lengths[index] as number) / longest - norm / 105) < 1e-12))
})

test('the arrows of a quiver run from tail to tip, each with its own colour and dash', () => {
  const { data } = figure.quiver({ a: { from: [1, 2], by: [3, 4] }, b: { from: tensor([0, 0]), by: tensor([1, 0]) } }).spec
  assert.deepEqual(data.map(({ x, y }) => [x, y]), [[[1, 4, null], [2, 6, null]], [[0, 1, null], [0, 0, null]]])
  assert.equal(new Set(data.map((trace) => (trace['line'] as Layout)['dash'])).size, 2)
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

test('panels give every trace axes of its own, in a place of its own', () => {
  const { layout, data } = (gallery['panels'] as figure.Figure).spec
  const boxes = Object.entries(layout)
    .filter(([key]) => /^(xaxis|scene)/.test(key))
    .map(([key, value]) => {
      const part = value as { domain: [number, number] & { x: [number, number]; y: [number, number] }; anchor: string }
      if (key.startsWith('scene')) return { key, ...part.domain }
      return { key, x: part.domain, y: (layout[part.anchor.replace('y', 'yaxis')] as { domain: [number, number] }).domain }
    })
  assert.equal(boxes.length, 4)
  for (const a of boxes) {
    assert.ok([...a.x, ...a.y].every((edge) => edge >= 0 && edge <= 1), `${a.key} lies outside`)
    for (const b of boxes.filter((other) => other !== a)) {
      assert.ok(a.x[1] <= b.x[0] || b.x[1] <= a.x[0] || a.y[1] <= b.y[0] || b.y[1] <= a.y[0], `${a.key} and ${b.key} overlap`)
    }
  }
  for (const trace of data) {
    const home = (trace['scene'] as string | undefined) ?? (trace['xaxis'] as string).replace('x', 'xaxis')
    assert.ok(home in layout, `nothing is called ${home}`)
  }
})

test('mistakes are answered with what to write instead', () => {
  const three = { path: [tensor([1, 2, 3])], loss: [1] }
  const map = figure.landscape(loss, { ...ranges, resolution: 5 })
  const answers: [() => unknown, RegExp][] = [
    [() => figure.line([1, 2], [1, 2, 3], { axes: dataAxes }), /2 values of x and 3 of y/],
    [() => figure.scatter([], [], { axes: dataAxes }), /no points/],
    [() => figure.scatter([1], ['one'] as unknown as number[], { axes: dataAxes }), /element 0 is 'one', not a number/],
    [() => map.path(three), /step 0 has 3 parameters, but a map has two axes.*figure\.history/],
    [() => figure.landscape(loss, { x: [1, -1], y: [0, 1] }), /range of x: \[1,-1\]/],
    [() => figure.landscape((w) => w, { ...ranges, resolution: 3 }), /shape \[2\] where one number is needed/],
    [() => figure.landscape((w) => w.sum(), { ...ranges, scale: 'log', resolution: 3 }), /only positive numbers have a logarithm/],
    [() => figure.history({}), /no runs/],
    [() => figure.history({ a: { loss: [1] } }, { of: 'gradientNorm' }), /run 'a' has no gradientNorm/],
    [() => figure.brackets([]), /no rounds/],
    [() => figure.panels([gallery['race on a map'] as figure.Figure]), /figure 0 is animated/],
    [() => figure.panels([]), /no figures/],
    [() => figure.panels([gallery['table'] as figure.Figure]), /figure 0 has no x and y/],
    [() => figure.parallel({ a: [1] }), /1 column\. Pass two or more/],
    [() => figure.parallel({ a: [1], b: [2] }, { by: 'c' }), /by 'c'/],
    [() => figure.parallel({ a: [1], b: [1, 2] }), /'b' has 2 values where others have 1/],
    [() => figure.parallel({ a: [0], b: [1] }, { log: ['a'] }), /'a' holds 0, and its axis needs positive numbers/],
    [() => figure.table({ a: [1], b: [1, 2] }), /'a' has 1 rows and 'b' has 2/],
    [() => figure.table({ a: [] }), /no rows/],
    [() => figure.quiver({ a: { from: [0], by: [1, 2] } }), /part 'a' needs two finite numbers/],
    [() => figure.histogram([NaN], { axes: { x: 'loss' } }), /no finite values/],
    [() => figure.histogram([1], { axes: { x: 'loss' }, bins: 0 }), /0 bins/],
    [() => figure.images(tensor([[1, 2]])), /shape \[1, 2\]/],
    [() => figure.images(tensor([[[1]]]), { labels: [] }), /0 labels for 1 picture/],
    [() => figure.images(tensor([[[NaN]]])), /element 0 is NaN/],
  ]
  for (const [mistake, answer] of answers) {
    assert.throws(mistake, (error: Error) => error.name === 'FigureError' && answer.test(error.message), String(mistake))
  }
})

test('a note on a logarithmic axis stands at its value', () => {
  const { layout } = figure.line([1, 10], [1, 100], { axes: mapAxes, scale: { y: 'log' } }).mark(10, 100, 'here').spec
  const [note] = layout['annotations'] as [{ x: number; y: number }]
  assert.deepEqual([note.x, note.y], [10, 2])
})
