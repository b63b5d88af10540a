// What a reader may set in an explorable figure: a number between two ends, one of a few things, or yes and no. A control is only its
// description; what turns it into something to drag or click is the page that shows it.
import { formatNumber } from '../../format.ts'
import { FigureError } from '../error.ts'

/** Something that a reader may set, with what it is set to at first. */
export type Control = SliderControl | ChoiceControl<string | number> | ToggleControl

/** A number that a reader drags between two ends. */
export interface SliderControl {
  readonly kind: 'slider'
  readonly label: string
  readonly value: number
  readonly min: number
  readonly max: number
  /** the distance between two values; on a log scale, between their decimal logarithms */
  readonly step: number
  readonly scale: 'linear' | 'log'
}

/** One of several things. */
export interface ChoiceControl<V> {
  readonly kind: 'choice'
  readonly label: string
  readonly value: V
  readonly options: readonly V[]
}

/** Yes or no. */
export interface ToggleControl {
  readonly kind: 'toggle'
  readonly label: string
  readonly value: boolean
}

/** How a slider is asked for. */
export interface SliderOptions {
  /** what is set, with its unit and its symbol: `learning rate α` */
  label: string
  min: number
  max: number
  /** the distance between two values, and on a log scale between their decimal logarithms (a twentieth of the whole unless told) */
  step?: number
  /** what it is set to at first */
  value: number
  /** `log` for what is compared in powers of ten, such as a learning rate from 0.001 to 1 (`linear` unless told) */
  scale?: 'linear' | 'log'
}

/**
 * A number between two ends, for an explorable figure.
 *
 * @throws FigureError if the ends do not rise, the step is not positive, the value is not between the ends, or a log scale starts at 0
 * @example
 * ```ts
 * const rate = slider({ label: 'learning rate α', min: 0.1, max: 0.9, step: 0.2, value: 0.3 })
 * rate.value // → 0.3
 * slider({ label: 'steps', min: 1, max: 9, step: 1, value: 10 }) // → FigureError: slider “steps”: value 10 is not between 1 and 9.
 * ```
 */
export function slider({ label, min, max, value, scale = 'linear', ...options }: SliderOptions): SliderControl {
  const refuse = (why: string) => new FigureError(`slider “${label}”: ${why}`)
  if (!(min < max)) throw refuse(`min ${min} and max ${max} do not rise. Give the lowest value first.`)
  if (scale === 'log' && min <= 0) throw refuse(`a log scale cannot start at ${min}. Begin above zero, or use scale: 'linear'.`)
  if (!(value >= min && value <= max)) throw refuse(`value ${value} is not between ${min} and ${max}.`)
  const step = options.step ?? (scale === 'log' ? Math.log10(max / min) : max - min) / 20
  if (!(step > 0)) throw refuse(`step ${step} leads nowhere. Give a positive distance between two values.`)
  return { kind: 'slider', label, value, min, max, step, scale }
}

/**
 * One of several texts or numbers, for an explorable figure.
 *
 * @throws FigureError if there are no options, or the value is none of them
 * @example
 * ```ts
 * choice({ label: 'start', options: ['left', 'right'], value: 'left' }).options // → [ 'left', 'right' ]
 * choice({ label: 'batch', options: [1, 8], value: 4 }) // → FigureError: choice “batch”: 4 is none of 1, 8.
 * ```
 */
export function choice<const V extends string | number, Chosen extends V>(control: {
  label: string
  options: readonly V[]
  // A type of its own, so that it is checked against the options and not taken for one of them.
  value: Chosen
}): ChoiceControl<V> {
  const { label, options, value } = control
  if (!options.includes(value)) throw new FigureError(`choice “${label}”: ${value} is none of ${options.join(', ') || 'nothing'}.`)
  return { kind: 'choice', ...control }
}

/**
 * Yes or no, for an explorable figure.
 *
 * @example
 * ```ts
 * toggle({ label: 'look ahead', value: false }).value // → false
 * ```
 */
export const toggle = (options: { label: string; value: boolean }): ToggleControl => ({ kind: 'toggle', ...options })

/** A value of a control as its label shows it. */
export const inWords = (value: unknown): string =>
  typeof value === 'number' ? formatNumber(value) : typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value)
