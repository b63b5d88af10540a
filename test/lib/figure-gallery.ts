// One figure of every kind, with names, units and words as a chapter would give them. The tests read them as data and look at them drawn.
import { tensor, type Tensor } from '../../lib/tensor/index.ts'
import { adagrad, descend } from '../../lib/optimize/index.ts'
import * as figure from '../../lib/figure/index.ts'
import { choice, explorable, slider, toggle } from '../../lib/figure/explorable/index.ts'

export const x = [0.1, 0.5, 0.9, 1.3, 1.8]
export const y = [0.8, 0.9, 1.2, 1.3, 1.7]
export const model = (places: Tensor, phi: Tensor): Tensor => places.mul(phi.at(1)).add(phi.at(0))
export const loss = (phi: Tensor): Tensor => model(tensor(x), phi).sub(tensor(y)).square().sum()

export const dataAxes = { x: 'time (h)', y: 'depth (m)' }
export const mapAxes = { x: 'φ₀, depth at the start (m)', y: 'φ₁, rise (m/h)', z: 'loss (m²)' }
export const ranges = { x: [-0.5, 2], y: [-1, 2] } as const

/** Something like a run: places that near the minimum by half at every step, with the loss there. */
export function journey(start: readonly [number, number], steps: number) {
  const path = Array.from({ length: steps + 1 }, (_, step) => {
    const left = 0.5 ** step
    return tensor([0.7 + (start[0] - 0.7) * left, 0.5 + (start[1] - 0.5) * left])
  })
  const losses = path.map((phi) => loss(phi).item())
  return { path, loss: losses, gradientNorm: losses.map(Math.sqrt), stepLength: losses.slice(1).map(Math.sqrt) }
}

/** The rounds of a search by thirds for the minimum of (t - 0.2)² on [0, 0.6]. */
export const along = (t: number): number => (t - 0.2) ** 2
export function thirds(rounds: number) {
  let [from, to] = [0, 0.6]
  return Array.from({ length: rounds }, () => {
    const [b, c] = [from + (to - from) / 3, to - (to - from) / 3]
    const round = { from, to, trials: [b, c].map((t) => ({ t, value: along(t) })) }
    if (along(b) > along(c)) from = b
    else to = c
    return round
  })
}

const short = journey([1.6, -0.8], 4)
const long = journey([-0.3, 1.8], 30)
const map = figure.landscape(loss, { ...ranges, axes: mapAxes, scale: 'log', title: 'The loss of every line, as a map' })
const surface = figure.surface(loss, { ...ranges, axes: mapAxes, title: 'The loss as a surface' }).path(short)
const fits = figure.fits({ x, y }, model, short.path, { axes: dataAxes, title: 'The line after each step' })
const data = figure.scatter(x, y, { axes: dataAxes, title: 'Five readings' })


/** The parts of a step with momentum that looks ahead before it takes the gradient. */
export const stepParts = {
  velocity: { from: [0.2, -0.4], by: [0.4, 0.3] },
  'gradient at the look-ahead': { from: [0.6, -0.1], by: [0.05, 0.5] },
  step: { from: [0.2, -0.4], by: [0.45, 0.8] },
}
export const shades = tensor(Array.from({ length: 60 }, (_, index) => (index * 7) % 11)).reshape([5, 3, 4])
/** A search over two settings, and the loss that each of its trials ends with. */
export const trials = {
  'learning rate': Array.from({ length: 12 }, (_, trial) => 10 ** (-3 + (trial % 4) * 0.7)),
  momentum: Array.from({ length: 12 }, (_, trial) => Math.floor(trial / 4) * 0.45),
  'loss (m²)': Array.from({ length: 12 }, (_, trial) => 0.02 + ((trial * 5) % 12) ** 2 / 40),
}
export const spread = Array.from({ length: 40 }, (_, index) => 0.2 + (index / 40) ** 3)

/** Three controls; all that they can change of a figure changes: a title, the traces, a note. */
export const explored = explorable(
  {
    steps: slider({ label: 'steps', min: 1, max: 30, step: 1, value: 4 }),
    start: choice({ label: 'start', options: ['high', 'low'], value: 'high' }),
    marked: toggle({ label: 'minimum shown', value: false }),
  },
  ({ steps, start, marked }) => {
    const path = journey(start === 'high' ? [1.6, -0.8] : [-0.3, 1.8], steps)
    const drawn = figure.landscape(loss, { ...ranges, axes: mapAxes, scale: 'log', title: `${steps} steps, begun ${start}` }).path(path)
    return marked ? drawn.point(0.7, 0.5, 'minimum') : drawn
  },
)

/** A Hessian, and two lists of eigenvalues. */
export const curvatures = { 'the minimum': tensor([[4, 1], [1, 3]]), 'the saddle': [-1.5, 5], 'the hill': [-3, -0.5] }
const spectrum = Array.from({ length: 12 }, (_, index) => 10 ** (index / 3 - 2))
/** AdaGrad down a bowl that is ten times as long as wide. */
export const bent = (w: Tensor): Tensor => w.mul(tensor([1, 10])).square().sum()
export const fading = descend(bent, tensor([1, 1]), { optimizer: adagrad({ learningRate: 0.5 }), steps: 20 })

export const gallery: Readonly<Record<string, figure.Figure>> = {
  scatter: data.line([0, 2], [0.7, 1.7], 'best line').mark(1.8, 1.7, 'the last reading'),
  line: figure.line(x, { first: y, second: x }, { axes: dataAxes, title: 'Two lines' }),
  landscape: map.path(short, 'few steps').path(long, 'many steps').point(0.7, 0.5, 'minimum'),
  'landscape, linear and square': figure.landscape(loss, { ...ranges, axes: mapAxes, equal: true, title: 'Linear' }).path(short),
  'landscape as a heat map': figure
    .landscape(loss, { ...ranges, axes: mapAxes, ground: 'heatmap', scale: 'log', title: 'Colours without contours' })
    .path(short, 'descent'),
  surface,
  fits,
  path: figure.path({ short, long }, { axes: mapAxes, equal: true, title: 'Paths alone' }),
  history: figure.history({ short, long }, { scale: 'log', axes: { y: 'loss (m²)' }, title: 'The loss at each step' }),
  'race on a map': figure.race({ short, long }, { on: map, title: 'A race on the map' }),
  'race of losses': figure.race({ short, long }, { axes: { y: 'loss (m²)' }, title: 'A race down the loss curves' }),
  brackets: figure.brackets(thirds(14), { along, axes: { x: 'step length (m)', y: 'loss (m²)' }, title: 'Closing in on the minimum' }),
  'gradient field': figure.gradientField(loss, { ...ranges, axes: mapAxes, title: 'Downhill, everywhere' }).path(short, 'descent'),
  'gradient field of equal arrows': figure.gradientField(loss, {
    ...{ ...ranges, axes: mapAxes, scale: 'log', lengths: 'equal', equal: false },
    title: 'Directions',
  }),
  quiver: figure.quiver(stepParts, { axes: mapAxes, title: 'One step of Nesterov’s method' }),
  'quiver on a map': figure.quiver(stepParts, { on: map, title: 'One step on the map' }),
  histogram: figure.histogram(spread, { axes: { x: 'loss at the end (m²)' }, title: 'Where forty descents end' }),
  'histogram of several': figure.histogram(
    { momentum: spread, descent: spread.map((value) => value * 1.4) },
    { axes: { x: 'loss at the end (m²)' }, bins: 8, title: 'Two methods' },
  ),
  images: figure.images(shades, { labels: ['first', 'second', 'third', 'fourth', 'fifth'], title: 'Five pictures' }),
  'images in colour': figure.images(shades.reshape([1, 2, 10, 3]), { title: 'One picture in colour' }),
  table: figure.table({ method: ['descent', 'momentum'], steps: [240, 61], 'loss (m²)': [0.0169, 0.0168] }, { title: 'Two methods' }),
  'table with long words': figure.table(
    {
      'how often the line search asked for the loss': ['never', 'once for every step that it took', 'so often that nobody counted'],
      'steps until the gradient is short': [240, 61, 12],
      'loss at the end (m²)': [0.0169, 0.0168, 0.0167],
      'a word for it, and what to do next': ['slow', 'a little less slow than the one above, but with a rate to choose all the same', 'quick'],
    },
    { title: 'A table with long headings and cells' },
  ),
  explorable: explored,
  eigenvalues: figure.eigenvalues(curvatures, { axes: { y: 'critical point' }, title: 'Curvatures at three places' }),
  'eigenvalues, log': figure.eigenvalues({ 'of twelve weights': spectrum }, { scale: 'log', title: 'A wide spectrum' }),
  rates: figure.rates(fading, bent, { title: 'The rate of each parameter' }),
  'panels of a method': figure.panels(
    [
      figure.eigenvalues(curvatures, { axes: { y: 'place' }, title: 'Curvatures' }),
      figure.rates(fading, bent, { parameters: { flat: 0, steep: 1 }, title: 'Rates' }),
    ],
    { title: 'What the loss is like, and what the method makes of it' },
  ),
  parallel: figure.parallel(trials, { log: ['learning rate'], title: 'Twelve trials' }),
  panels: figure.panels([data, surface, map.path(short), fits], { title: 'Four views of one descent', rowHeight: 400 }),
  'panels with legends': figure.panels(
    [
      figure.history({ short, long }, { axes: { y: 'loss (m²)' }, title: 'Loss' }),
      data,
      figure.path({ short, long }, { axes: mapAxes, title: 'Paths' }),
    ],
    { columns: 3, title: 'Three in a row' },
  ),
}
