// Explorable figures: the frames that need no kernel, the controls of a kernel that has some, and what is said when a figure cannot be
// drawn.
import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { choice, explorable, Figure, figure, slider, toggle } from '../../lib/index.ts'
import type { Layout, Trace } from '../../lib/figure/spec.ts'

const axes = { x: 'time (s)', y: 'distance (m)' }
const speed = slider({ label: 'speed (m/s)', min: 1, max: 3, step: 1, value: 2 })
const start = choice({ label: 'start', options: ['door', 'gate'], value: 'door' })
const back = toggle({ label: 'and back', value: false })
const walk = explorable({ speed, start, back }, ({ speed, start, back }) => {
  const begin = start === 'gate' ? 10 : 0
  const ahead = figure.line([0, 1], [begin, begin + speed], { axes, title: `From the ${start}` })
  return back ? ahead.line([1, 2], [begin + speed, begin], 'back') : ahead
})
const frame = (name: string) => walk.spec.frames!.find((one) => one.name === name)!
const slidersIn = (layout: Layout) => layout['sliders'] as Layout[]

test('the still picture is the figure for the first values, with a slider for each control below it', () => {
  const still = walk.at({})
  const { data, layout } = walk.spec
  assert.deepEqual([data[0]!['y'], layout['title']], [[0, 2], still.spec.layout['title']])
  assert.ok((layout['height'] as number) > (still.spec.layout['height'] as number))
  const names = slidersIn(layout).map((one) => (one['currentvalue'] as Layout)['prefix'])
  assert.deepEqual(names, ['speed (m/s): ', 'start: ', 'and back: '])
  assert.deepEqual(slidersIn(layout).map((one) => one['active']), [1, 0, 0])
  assert.match(walk.alt, /speed \(m\/s\), 1 or 2 or 3, shown at 2; start, door or gate, shown at door; and back, off or on, shown at off\.$/)
})

test('there is a frame for every value of every control, and every slider leads to its own', () => {
  const names = ['speed = 1', 'speed = 2', 'speed = 3', 'start = door', 'start = gate', 'back = off', 'back = on']
  assert.deepEqual(walk.spec.frames!.map(({ name }) => name), names)
  const steps = slidersIn(walk.spec.layout).flatMap((one) => one['steps'] as { args: string[][] }[])
  const targets = steps.map(({ args }) => args[0]![0])
  assert.deepEqual(targets, names)
})

test('a frame holds what differs in any of them, its own words, and where all sliders stand', () => {
  assert.deepEqual(frame('speed = 3').traces, [0, 1])
  assert.deepEqual(frame('speed = 3').data[0], { y: [0, 3] } as unknown as Trace)
  assert.deepEqual(frame('speed = 3').layout!['sliders'], [{ active: 2 }, { active: 0 }, { active: 0 }])
  assert.deepEqual(frame('start = gate').layout!['title'], { text: 'From the gate' })
  assert.equal((frame('start = gate').layout!['meta'] as Layout)['caption'], walk.at({ start: 'gate' }).caption)
})

test('what only some values draw is hidden at the others', () => {
  assert.equal(walk.spec.data[1]!['visible'], false)
  assert.equal(frame('speed = 1').data[1]!['visible'], false)
  assert.deepEqual([frame('back = on').data[1]!['visible'], frame('back = on').data[1]!['x']], [null, [1, 2]])
})

test('notes that come and go are hidden one by one', () => {
  const note = figure.scatter([0, 1], [0, 2], { axes }).mark(1, 2, 'there')
  const marked = explorable({ back }, ({ back }) => (back ? walk.at({}) : note))
  const notes = marked.spec.frames!.map(({ layout }) => (layout!['annotations'] as Layout[])[0]!)
  assert.deepEqual(notes.map(({ text, visible }) => [text, visible]), [['there', null], [null, false]])
})

const stops = (options: Parameters<typeof slider>[0]): (string | undefined)[] =>
  explorable({ t: slider(options) }, ({ t }) => figure.line([0, 1], [0, t], { axes })).spec.frames!.map(({ name }) => name.replace('t = ', ''))

test('a slider with many steps is drawn at a dozen of them, with both ends and the value of the beginning', () => {
  const drawn = stops({ label: 't', min: 0.05, max: 1.1, step: 0.01, value: 0.31 })
  assert.equal(drawn.length, 12)
  assert.deepEqual([drawn[0], drawn.at(-1), drawn.includes('0.31')], ['0.05', '1.1', true])
  assert.deepEqual([...drawn].sort((a, b) => Number(a) - Number(b)), drawn)
  assert.equal(stops({ label: 't', min: 0, max: 100, value: 0 })[0], '0')
  assert.equal(stops({ label: 't', min: 0, max: 100, step: 1, value: 99 }).at(-1), '100')
})

test('steps are told in the digits that are meant; a value beside the steps is drawn too; a log scale steps by powers', () => {
  assert.deepEqual(stops({ label: 't', min: 0.1, max: 0.5, step: 0.1, value: 0.1 }), ['0.1', '0.2', '0.3', '0.4', '0.5'])
  assert.deepEqual(stops({ label: 't', min: 0, max: 3, step: 1, value: 1.7 }), ['0', '1', '1.7', '3'])
  assert.deepEqual(stops({ label: 't', min: 0.001, max: 1, step: 1, value: 0.1, scale: 'log' }), ['0.001', '0.01', '0.1', '1'])
})

test('a figure that cannot be drawn for some value says for which', () => {
  const failing = () =>
    explorable({ speed, start }, ({ speed }) => {
      if (speed === 3) throw new RangeError('too fast')
      return walk.at({})
    })
  assert.throws(failing, { name: 'FigureError', message: 'explorable: at speed = 3, start = door: too fast' })
  assert.throws(() => explorable({ speed }, () => 7 as unknown as Figure), /at speed = 2: no figure was returned/)
  assert.throws(() => explorable({ speed }, () => walk), /at speed = 2: the figure is animated itself/)
  assert.throws(() => explorable({}, () => walk.at({})), /no controls/)
})

test('controls that make no sense are refused with their label', () => {
  assert.throws(() => slider({ label: 'a', min: 2, max: 1, value: 1 }), /slider “a”: min 2 and max 1 do not rise/)
  assert.throws(() => slider({ label: 'a', min: 0, max: 1, value: 1, scale: 'log' }), /cannot start at 0/)
  assert.throws(() => slider({ label: 'a', min: 0, max: 1, step: 0, value: 1 }), /step 0 leads nowhere/)
})

/** The least that a kernel with controls offers: what is shown last, and a way to move a control as a reader would. */
function host() {
  const moves: ((value: unknown) => Promise<void>)[] = []
  const shown: unknown[] = []
  const asked: unknown[] = []
  const control = (kind: string) => (options: { value: unknown }) => {
    asked.push([kind, options])
    const listeners: (() => Promise<void>)[] = []
    const made = { value: options.value, onChange: (listener: () => Promise<void>) => void listeners.push(listener) }
    moves.push(async (value) => {
      made.value = value
      for (const listener of listeners) await listener()
    })
    return made
  }
  const output = () => ({ show: async (value: unknown) => void shown.push(value) })
  const view = { 'application/vnd.jupyter.widget-view+json': { model_id: 'box' } }
  const box = () => ({ [Symbol.for('Jupyter.display')]: () => view })
  const widgets = { slider: control('slider'), dropdown: control('dropdown'), checkbox: control('checkbox'), output, box }
  return { widgets, moves, shown, asked }
}
const place = globalThis as Record<symbol, unknown>
afterEach(() => void delete place[Symbol.for('downhill.widgets')])

const displayed = (value: object): Promise<Record<string, unknown>> =>
  (value as Record<symbol, () => Promise<Record<string, unknown>>>)[Symbol.for('Jupyter.display')]!()

test('without a kernel that has controls, the frames and the words are shown', async () => {
  assert.deepEqual(Object.keys(await displayed(walk)), ['application/vnd.plotly.v1+json', 'text/plain'])
})

test('with one, live controls come first, and any combination of values is drawn', async () => {
  const { widgets, moves, shown, asked } = host()
  place[Symbol.for('downhill.widgets')] = widgets
  const bundle = await displayed(walk)
  assert.deepEqual(Object.keys(bundle), ['application/vnd.jupyter.widget-view+json', 'application/vnd.plotly.v1+json', 'text/plain'])
  assert.deepEqual(asked, [
    ['slider', { label: 'speed (m/s)', min: 1, max: 3, step: 1, value: 2, log: false }],
    ['dropdown', { label: 'start', options: ['door', 'gate'], value: 'door' }],
    ['checkbox', { label: 'and back', value: false }],
  ])
  await moves[0]!(3)
  await moves[1]!('gate')
  assert.deepEqual((shown as Figure[]).map(({ spec }) => spec.data[0]!['y']), [[0, 2], [0, 3], [10, 13]])
})

test('what goes wrong live is shown where the figure was', async () => {
  const { widgets, moves, shown } = host()
  place[Symbol.for('downhill.widgets')] = widgets
  await displayed(explorable({ speed }, ({ speed }) => {
    if (speed === 2.5) throw new RangeError('half a step')
    return walk.at({ speed })
  }))
  await moves[0]!(2.5)
  assert.deepEqual(shown.at(-1), { 'text/plain': 'RangeError: half a step' })
})
