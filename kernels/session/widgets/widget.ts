// What widgets have in common: each stands for a model, and shows itself as a view of it, with a few words for places that know no widgets.
import type { JsonObject } from '../message.ts'
import type { LabelRoom } from './label-room.ts'
import { LatestListener, type Call } from './latest.ts'
import type { Control } from './host.ts'
import type { WidgetModel } from './model.ts'

const displaySymbol = Symbol.for('Jupyter.display')
const inspectSymbol = Symbol.for('nodejs.util.inspect.custom')
const viewType = 'application/vnd.jupyter.widget-view+json'

/** Anything that can stand in a box. */
export class Widget {
  readonly model: WidgetModel
  /** The room for a label at its left, if it has one. */
  readonly room: LabelRoom | undefined
  readonly #words: () => string

  /** @param words says in a few words what it is, for places that cannot show it */
  constructor(model: WidgetModel, words: () => string, room?: LabelRoom) {
    this.model = model
    this.#words = words
    this.room = room
  }

  [displaySymbol](): JsonObject {
    return { [viewType]: { model_id: this.model.id, version_major: 2, version_minor: 0 }, 'text/plain': this.#words() }
  }

  /** What a console prints of it. */
  [inspectSymbol](): string {
    return this.#words()
  }
}

/** A widget with a value that the reader sets. */
export class ControlWidget<V> extends Widget implements Control<V> {
  #value: V
  readonly #listeners: LatestListener<V>[] = []
  readonly #inThisCell: () => Call

  /**
   * @param label what the reader sets
   * @param inThisCell remembers the cell that adds a listener
   */
  constructor(model: WidgetModel, label: string, value: V, inThisCell: () => Call, room?: LabelRoom) {
    super(model, () => `${label}: ${String(this.#value)}`, room)
    this.#value = value
    this.#inThisCell = inThisCell
  }

  get value(): V {
    return this.#value
  }

  onChange(listener: (value: V) => unknown): void {
    if (typeof listener !== 'function') throw new TypeError(`onChange needs a function that takes the value, not ${typeof listener}.`)
    this.#listeners.push(new LatestListener(listener, this.#inThisCell()))
  }

  /** Takes the reader's value. Resolves when all listeners are done. */
  async take(value: V): Promise<void> {
    if (Object.is(value, this.#value)) return
    this.#value = value
    await Promise.all(this.#listeners.map((listener) => listener.notify(value)))
  }
}
