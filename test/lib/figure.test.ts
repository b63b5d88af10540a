// Figures as data: what every kind has in common, panels of several, and what is said when one cannot be drawn.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as figure from '../../lib/figure/index.ts'
import type { Layout } from '../../lib/figure/spec.ts'
import { seriesStyle } from '../../lib/figure/theme.ts'
import { ones, tensor } from '../../lib/tensor/index.ts'
import { dataAxes, gallery, loss, ranges, x, y } from './figure-gallery.ts'

type Spec = figure.Figure['spec']
const axesOf = ({ layout }: Spec) => Object.entries(layout).filter(([key]) => /^[xy]axis\d*$/.test(key)) as [string, Layout][]
const named = (axis: Layout): string => (axis['title'] as { text: string }).text

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

test('the legend of a panel stands where the lines leave room', () => {
  const falling = { loss: [9, 3, 1] }
  const rising = { loss: [1, 3, 9] }
  const legendOf = (run: typeof falling) => {
    const { layout } = figure.panels([figure.history({ a: run, b: run })]).spec
    const { xanchor, yanchor } = layout['legend'] as Layout
    return [yanchor, xanchor]
  }
  assert.deepEqual([legendOf(falling), legendOf(rising)], [['top', 'right'], ['top', 'left']])
})

test('on a map a legend hides neither a path nor what is marked, and the ground alone is no hindrance', () => {
  const ground = figure.landscape((w) => w.square().sum(), { x: [-5, 5], y: [-5, 5] })
  const map = ground.point(-4, 4, 'left').point(-4, -4, 'low').path([tensor([0, 0]), tensor([4, 4])], 'up').path([tensor([0, 0]), tensor([4, -4])], 'down')
  const { xanchor, yanchor } = figure.panels([map]).spec.layout['legend'] as Layout
  assert.deepEqual([yanchor, xanchor], ['middle', 'left'])
})
