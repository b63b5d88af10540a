// The controls: what each is called among ipywidgets' models, how its value stands in the model's state, and how a change there is read.
import type { JsonObject } from '../message.ts'
import { checkDropdown, checkPlay, checkSlider } from './check.ts'
import type { PlayOptions, SliderOptions } from './host.ts'
import { controlKind, layoutKind, styleKind } from './kinds.ts'
import { LabelRoom } from './label-room.ts'
import type { Call } from './latest.ts'
import type { WidgetModel, WidgetModels } from './model.ts'
import { ControlWidget } from './widget.ts'

/** A model, and the room for its label if that stands at its left. */
interface Labelled {
  model: WidgetModel
  room?: LabelRoom
}

export class Controls {
  readonly #models: WidgetModels
  readonly #inThisCell: () => Call

  constructor(models: WidgetModels, inThisCell: () => Call) {
    this.#models = models
    this.#inThisCell = inThisCell
  }

  slider(options: SliderOptions): ControlWidget<number> {
    checkSlider(options)
    const { label, min, max, step, value, log = false } = options
    const range = log
      ? { value, base: 10, min: Math.log10(min), max: Math.log10(max), step, readout_format: '.3~g' }
      : { value, min, max, step, readout_format: formatOf(min, step, value) }
    const labelled = this.#add(log ? 'FloatLogSlider' : 'FloatSlider', 'SliderStyle', label, { ...range, behavior: 'drag-tap' })
    return this.#control(labelled, label, value, ({ value: next }) => (typeof next === 'number' ? tidy(next) : undefined))
  }

  dropdown<V extends string | number>(options: { label: string; options: readonly V[]; value: V }): ControlWidget<V> {
    checkDropdown(options)
    const { label, value } = options
    const choices = [...options.options]
    const state = { _options_labels: choices.map(String), index: choices.indexOf(value) }
    const labelled = this.#add('Dropdown', 'DescriptionStyle', label, state)
    return this.#control(labelled, label, value, ({ index }) => (typeof index === 'number' ? choices[index] : undefined))
  }

  checkbox({ label, value }: { label: string; value: boolean }): ControlWidget<boolean> {
    const labelled = this.#add('Checkbox', 'CheckboxStyle', label, { value, indent: true })
    return this.#control(labelled, label, value, ({ value: next }) => (typeof next === 'boolean' ? next : undefined))
  }

  button({ label }: { label: string }): ControlWidget<number> {
    const model = this.#models.add(controlKind('Button'), {
      description: label,
      layout: this.#models.add(layoutKind, { width: 'max-content' }).reference,
      style: this.#models.add(styleKind('ButtonStyle'), {}).reference,
    })
    const control = new ControlWidget(model, label, 0, this.#inThisCell)
    model.onEvent = (content) => {
      if ((content as JsonObject | undefined)?.['event'] === 'click') return control.take(control.value + 1)
    }
    return control
  }

  play({ min, max, step = 1, value = min, interval = 100 }: PlayOptions): ControlWidget<number> {
    checkPlay({ min, max, step, value, interval })
    const model = this.#models.add(controlKind('Play'), {
      ...{ min, max, step, value, interval, playing: false, repeat: false, show_repeat: true },
      layout: this.#models.add(layoutKind, { width: '9em' }).reference,
      style: this.#models.add(styleKind('DescriptionStyle'), {}).reference,
    })
    return this.#control({ model }, 'play', value, ({ value: next }) => (typeof next === 'number' ? next : undefined))
  }

  #add(name: string, style: string, label: string, state: JsonObject): Labelled {
    const room = name === 'Checkbox' ? new LabelRoom(this.#models, style, '', label) : new LabelRoom(this.#models, style, label, '')
    return { model: this.#models.add(controlKind(name), { description: label, ...room.state, ...state }), room }
  }

  /** @param read the value in what the front end has changed, if it is among it */
  #control<V>({ model, room }: Labelled, label: string, value: V, read: (changes: JsonObject) => V | undefined): ControlWidget<V> {
    const control = new ControlWidget(model, label, value, this.#inThisCell, room)
    model.onUpdate = (changes) => {
      const next = read(changes)
      return next === undefined ? undefined : control.take(next)
    }
    return control
  }
}

/** What a slider adds up of its steps, 0.30000000000000004, is told as what is meant by it. */
const tidy = (value: number): number => Number(value.toPrecision(12))

/** As many decimals as the values of a slider have (a format of d3). */
function formatOf(...numbers: number[]): string {
  const digits = Math.max(...numbers.map((number) => (/\.(\d+)$/.exec(String(tidy(number)))?.[1] ?? '').length))
  return numbers.some((number) => /e/.test(String(number))) || digits > 6 ? '.3~g' : `.${digits}f`
}
