// The models of ipywidgets, version 2 of their protocol: a widget is a record of named values that is the same here and in the front end.
// Each has a comm; a change at either end is an `update` to the other. (jupyter-widgets, packages/schema/messages.md)
import { type Comms, type Comm } from '../comms/index.ts'
import type { Json, JsonObject } from '../message.ts'

const target = 'jupyter.widget'
const controlTarget = 'jupyter.widget.control'
const protocolVersion = '2.1.0'

/** Which class of which JavaScript package draws a widget. */
export interface WidgetKind {
  name: string
  module: '@jupyter-widgets/base' | '@jupyter-widgets/controls' | '@jupyter-widgets/output'
  version: string
  /** The class of its view, where it is not named like the model. */
  view?: { name: string; module: WidgetKind['module']; version: string }
}

/** Where a model is referred to in the state of another. */
const referencePrefix = 'IPY_MODEL_'

export class WidgetModel {
  readonly #comm: Comm
  readonly #state: JsonObject
  /** Hears what the front end has changed. */
  onUpdate: (changes: JsonObject) => void | Promise<void> = () => {}
  /** Hears of events that change nothing, such as a click. */
  onEvent: (content: Json | undefined) => void | Promise<void> = () => {}

  constructor(comms: Comms, { name, module, version, view }: WidgetKind, state: JsonObject) {
    this.#state = {
      _model_name: `${name}Model`,
      _model_module: module,
      _model_module_version: version,
      _view_name: `${view?.name ?? name}View`,
      _view_module: view?.module ?? module,
      _view_module_version: view?.version ?? version,
      ...state,
    }
    this.#comm = comms.open(target, { state: this.#state, buffer_paths: [] }, { version: protocolVersion })
    this.#comm.onMessage = (data) => this.#receive(data)
  }

  get id(): string {
    return this.#comm.id
  }

  /** How the state of another model names this one. */
  get reference(): string {
    return referencePrefix + this.id
  }

  get state(): JsonObject {
    return this.#state
  }

  /** Changes values here and in the front end. */
  set(changes: JsonObject): void {
    Object.assign(this.#state, changes)
    this.#comm.send({ method: 'update', state: changes, buffer_paths: [] })
  }

  whenClosed(closed: () => void): void {
    this.#comm.onClose = closed
  }

  #receive(data: JsonObject): void | Promise<void> {
    switch (data['method']) {
      case 'update': {
        const changes = (data['state'] ?? {}) as JsonObject
        Object.assign(this.#state, changes)
        // Another window on the same notebook follows; the one that made the change knows its own.
        this.#comm.send({ method: 'echo_update', state: changes, buffer_paths: [] })
        return this.onUpdate(changes)
      }
      case 'request_state': return this.#comm.send({ method: 'update', state: this.#state, buffer_paths: [] })
      case 'custom': return this.onEvent(data['content'])
    }
  }
}

/** All models of a notebook. A page that is loaded anew asks for their states. */
export class WidgetModels {
  readonly #comms: Comms
  readonly #models = new Map<string, WidgetModel>()

  constructor(comms: Comms) {
    this.#comms = comms
    comms.register(controlTarget, (comm) => {
      comm.onMessage = (data) => {
        if (data['method'] === 'request_states') comm.send({ method: 'update_states', states: this.#states(), buffer_paths: [] })
      }
    })
  }

  add(kind: WidgetKind, state: JsonObject): WidgetModel {
    const model = new WidgetModel(this.#comms, kind, state)
    this.#models.set(model.id, model)
    model.whenClosed(() => this.#models.delete(model.id))
    return model
  }

  #states(): JsonObject {
    const described = [...this.#models].map(([id, { state }]) => {
      const { _model_name: name, _model_module: module, _model_module_version: version } = state
      return [id, { state, model_name: name, model_module: module, model_module_version: version }]
    })
    return Object.fromEntries(described) as JsonObject
  }
}
