// Does a gradient tell the truth? Each of its elements is compared with a central difference. What the difference itself gets wrong is
// estimated and allowed for: round-off from the size of the loss (or 1, as terms of that size may have cancelled), truncation from a second
// difference with twice the step. Where the loss has a kink there is no derivative, and any slope between those on either side is accepted.
import { checkSameForm, leavesOf, namedLeaves, rng, showNumber, shownAs, dotTree, type Tree, withLeaves } from '../tensor/index.ts'
import { grad } from './grad.ts'
import type { Loss } from './loss.ts'
import { probes, type Probe, stepFor } from './numeric.ts'

/** Options of {@link gradcheck}. */
export interface GradcheckOptions<Params extends Tree> {
  /** The gradient to check, such as one derived by hand; `grad(loss)` unless said. */
  gradient?: (params: Params) => Params
  /** The relative error that passes; 1e-7 unless said. */
  tolerance?: number
  /** The step of the difference; 1e-5 unless said. */
  h?: number
}

/** One element of a gradient, checked. */
export interface CheckedElement {
  /** Its place: `W1[2, 3]`, or `[0]` when the parameters are one tensor. */
  name: string
  analytic: number
  numeric: number
  /** |analytic - numeric| / (|analytic| + |numeric|), with more below where both are so small that the difference is mostly noise. */
  relativeError: number
  passed: boolean
  /** Does the loss have different slopes on either side? */
  kink: boolean
}

/** What {@link gradcheck} found. */
export interface GradcheckReport {
  passed: boolean
  /** Those that did not pass. */
  failed: CheckedElement[]
  /** The element with the largest relative error; one at a kink only if it failed. */
  worst: CheckedElement
  elements: CheckedElement[]
}

/**
 * Compares a gradient, element by element, with central differences.
 *
 * What passes has a relative error of at most `tolerance`: 1e-7 is right, 1e-4 acceptable only with kinks, 1e-2 wrong. The difference's own
 * round-off and truncation are allowed for. Parameters are taken as float64.
 *
 * @param at where to check
 * @param options.gradient the gradient to check; `grad(loss)` unless said
 * @returns a report that shows itself: `passed`, the elements that failed, the worst one
 * @throws TypeError if the gradient is not like the parameters
 * @example
 * ```ts
 * const loss = (w: Tensor) => w.pow(3).sum()
 * gradcheck(loss, tensor([1, 2])).passed // → true
 * const wrong = (w: Tensor) => w.square().mul(tensor([3, 2]))
 * gradcheck(loss, tensor([1, 2]), { gradient: wrong }).failed[0]?.name // → '[1]'
 * ```
 */
export function gradcheck<Params extends Tree>(loss: Loss<Params>, at: Params, options: GradcheckOptions<Params> = {}): GradcheckReport {
  const { gradient = grad(loss), tolerance = 1e-7, h = 1e-5 } = options
  const point = withLeaves(at, leavesOf(at).map((leaf) => leaf.cast('float64')))
  const claimed = gradient(point)
  checkSameForm('gradcheck', point, claimed)
  const analytic = leavesOf(claimed).flatMap((leaf) => leaf.values())
  const names = namedLeaves(at).flatMap(([place, { shape }]) => elementNames(place, shape))
  const elements = probes(loss, point).map((probe, i) => checkElement(names[i]!, analytic[i]!, probe, h, tolerance))
  if (elements.length === 0) throw new TypeError('gradcheck: there are no parameters to check')

  const failed = elements.filter(({ passed }) => !passed)
  const errorOf = ({ relativeError, kink, passed }: CheckedElement): number => (kink && passed ? 0 : relativeError)
  const worst = elements.reduce((a, b) => (errorOf(b) > errorOf(a) ? b : a))
  const report = { passed: failed.length === 0, failed, worst, elements }
  return shownAs(report, () => describe(report))
}

/**
 * Checks second derivatives: {@link gradcheck} of the gradient's component along a random direction.
 *
 * @example gradgradcheck((w: Tensor) => w.sin().sum(), tensor([1, 2])).passed // → true
 */
export function gradgradcheck<Params extends Tree>(
  loss: Loss<Params>,
  at: Params,
  options: GradcheckOptions<Params> = {},
): GradcheckReport {
  const random = rng(1)
  const direction = withLeaves(at, leavesOf(at).map((leaf) => random.normal(leaf.shape)))
  return gradcheck((w: Params) => dotTree(grad(loss)(w), direction), at, options)
}

function checkElement(name: string, analytic: number, { x, lossAt }: Probe, h: number, tolerance: number): CheckedElement {
  const step = stepFor(x, h)
  const here = lossAt(0)
  const [right, left, farRight, farLeft] = [lossAt(step), lossAt(-step), lossAt(2 * step), lossAt(-2 * step)]
  const numeric = (right - left) / (2 * step)

  const roundOff = (10 * Number.EPSILON * Math.max(1, Math.abs(here), Math.abs(right), Math.abs(left))) / step
  const truncation = Math.abs((farRight - farLeft) / (4 * step) - numeric)
  const size = Math.abs(analytic) + Math.abs(numeric) + (roundOff + truncation) / tolerance
  const error = Math.abs(analytic - numeric)
  const relativeError = error === 0 ? 0 : Number.isFinite(error) ? error / size : Infinity

  // Slopes on either side differ by h L″ where the loss is smooth, so twice the step doubles the difference. At a kink it stays.
  const slopes = [(here - left) / step, (right - here) / step].sort((a, b) => a - b) as [number, number]
  const gap = slopes[1] - slopes[0]
  const wideGap = Math.abs(farRight - 2 * here + farLeft) / (2 * step)
  const kink = gap > 1e-4 * size && wideGap < 1.5 * gap

  const withinSlopes = kink && analytic >= slopes[0] - roundOff && analytic <= slopes[1] + roundOff
  const passed = withinSlopes || relativeError <= tolerance
  return { name, analytic, numeric, relativeError, passed, kink }
}

/** `W[0, 0]`, `W[0, 1]`, … */
function elementNames(place: string, shape: readonly number[]): string[] {
  const indices = shape.reduce<number[][]>((lists, length) => lists.flatMap((list) => Array.from({ length }, (_, i) => [...list, i])), [[]])
  return indices.map((index) => (index.length === 0 ? place || 'the parameter' : `${place}[${index.join(', ')}]`))
}

const SHOWN_FAILURES = 5

function describe({ passed, failed, worst, elements }: GradcheckReport): string {
  const kinks = elements.filter(({ kink }) => kink).map(({ name }) => name)
  const note = kinks.length === 0 ? [] : [`  kinks, where any slope between those on either side will do: ${kinks.join(', ')}`]
  if (passed) {
    const largest = `${showNumber(worst.relativeError)} at ${worst.name}`
    return [`gradcheck passed: ${elements.length} elements, largest relative error ${largest}`, ...note].join('\n')
  }
  const lines = failed.slice(0, SHOWN_FAILURES).map(describeFailure)
  if (failed.length > SHOWN_FAILURES) lines.push(`  … and ${failed.length - SHOWN_FAILURES} more`)
  return [`gradcheck failed: ${failed.length} of ${elements.length} elements`, ...lines, ...note].join('\n')
}

function describeFailure({ name, analytic, numeric, relativeError }: CheckedElement): string {
  const numbers = `analytic ${showNumber(analytic)}, numeric ${showNumber(numeric)}, relative error ${showNumber(relativeError)}`
  return `  ${name}: ${numbers}: ${judge(relativeError)}`
}

/** Rules of thumb from CS231n. */
function judge(relativeError: number): string {
  if (relativeError > 1e-2) return 'wrong'
  if (relativeError > 1e-4) return 'probably wrong'
  return 'right only if the loss has kinks or is very steep here'
}
