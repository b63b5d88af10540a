// The room for the label beside a control. The front end cuts off a label that is longer than its room, and cannot make the room fit
// and the labels of a column end at one place as well; so it is reckoned here, from the letters.
import type { JsonObject } from '../message.ts'
import { layoutKind, styleKind } from './kinds.ts'
import type { WidgetModel, WidgetModels } from './model.ts'

/** Widths in em: what a label of a few words gets at least, what a letter takes at most on average, and the rest of a control and its box. */
const least = 10
const letter = 0.6
const control = 20
const box = 3

export class LabelRoom {
  readonly #style: WidgetModel
  readonly #layout: WidgetModel
  readonly #rest: number
  #width: number

  /**
   * @param style the name of the control's style among ipywidgets' models
   * @param label stands at the left
   * @param words stand at the right of a box to tick
   */
  constructor(models: WidgetModels, style: string, label: string, words: string) {
    this.#width = Math.max(least, widthOf(label))
    this.#rest = Math.max(control, box + widthOf(words))
    this.#style = models.add(styleKind(style), this.#styleState)
    this.#layout = models.add(layoutKind, this.#layoutState)
  }

  /** What a control says of itself to have this room. */
  get state(): JsonObject {
    return { style: this.#style.reference, layout: this.#layout.reference }
  }

  /** Makes the room at the left of each of these as wide as the widest, so that labels below each other end at one place. */
  static align(rooms: readonly LabelRoom[]): void {
    const widest = Math.max(...rooms.map((room) => room.#width))
    for (const room of rooms.filter((room) => room.#width < widest)) {
      room.#width = widest
      room.#style.set(room.#styleState)
      room.#layout.set(room.#layoutState)
    }
  }

  get #styleState(): JsonObject {
    return { description_width: `${this.#width}em` }
  }

  get #layoutState(): JsonObject {
    return { width: `${this.#width + this.#rest}em`, max_width: '100%' }
  }
}

const widthOf = (words: string): number => Math.ceil(letter * [...words].length)
