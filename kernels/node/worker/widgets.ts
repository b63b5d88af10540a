// Gives cells and the library the controls that a reader can move: `widgets`, and the same under the symbol by which the library knows it.
// A cell that uses none opens no comm. Where a program executes the notebook there is nobody who could move anything: the library does not find
// the host then, and shows what can be explored without one.
//
// A page lives longer than kernels: a model of a kernel that is gone and one of its successor must never have the same name, hence a random
// one. A program keeps a notebook for one kernel only, and should get the same bytes each time: there models are named by run and number.
import { Comms, type CommMessage } from '../../session/comms/index.ts'
import type { CellRun } from '../../session/runner.ts'
import { makeWidgetHost } from '../../session/widgets/index.ts'
import { bundleOf } from './bundle.ts'
import type { Listeners } from './listeners.ts'
import type { Outlet } from './outlet.ts'
import type { FromWorker } from './protocol.ts'
import { describeThrown } from './thrown.ts'

const hostSymbol = Symbol.for('downhill.widgets')

export interface InstalledWidgets {
  /** Takes what the front end says; resolves when its listeners are done. */
  hear(message: CommMessage, ticket: number): Promise<void>
  /** A cell begins, which may have a reader. */
  begin(run: Pick<CellRun, 'id' | 'attended'>): void
}

/**
 * Installs the host of widgets.
 *
 * @param post sends to the front end
 */
export function installWidgets(outlet: Outlet, listeners: Listeners, post: (message: FromWorker) => void): InstalledWidgets {
  const tickets = new WeakMap<CommMessage, number>()
  let current = { id: 0, attended: true }
  let named = 0
  // Runs are counted on when a fresh thread takes this one's place, which begins with the number 1 again.
  const newId = () => (current.attended ? crypto.randomUUID() : `run-${current.id}-model-${++named}`)
  const send = (message: CommMessage, answered?: CommMessage) => post({ type: 'comm', message, answered: answered && tickets.get(answered) })
  const comms = new Comms(send, newId)
  const failed = (error: unknown) => outlet.put({ type: 'uncaught', error: describeThrown(error), inPromise: false })
  const widgets = makeWidgetHost({ comms, bundleOf, inThisCell: () => listeners.inThisCell(), failed })
  Object.assign(globalThis, { widgets })
  return {
    hear(message, ticket) {
      tickets.set(message, ticket)
      return comms.receive(message).catch(failed)
    },
    begin(run) {
      current = run
      Object.assign(globalThis, { [hostSymbol]: run.attended ? widgets : undefined })
    },
  }
}
