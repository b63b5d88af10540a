// Gives cells and the library the controls that a reader can move: `widgets`, and the same under the symbol by which the library knows it.
// A cell that uses none opens no comm. Where a program executes the notebook there is nobody who could move anything: the library does not find
// the host then, and shows what can be explored without one.
import { Comms, type CommMessage } from '../../session/comms/index.ts'
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
  /** Tells whether the cell that begins has a reader. */
  begin(attended: boolean): void
}

/**
 * Installs the host of widgets.
 *
 * @param post sends to the front end
 */
export function installWidgets(outlet: Outlet, listeners: Listeners, post: (message: FromWorker) => void): InstalledWidgets {
  const tickets = new WeakMap<CommMessage, number>()
  const comms = new Comms((message, answered) => post({ type: 'comm', message, answered: answered && tickets.get(answered) }))
  const failed = (error: unknown) => outlet.put({ type: 'uncaught', error: describeThrown(error), inPromise: false })
  const widgets = makeWidgetHost({ comms, bundleOf, inThisCell: () => listeners.inThisCell(), failed })
  Object.assign(globalThis, { widgets })
  return {
    hear(message, ticket) {
      tickets.set(message, ticket)
      return comms.receive(message).catch(failed)
    },
    begin(attended) {
      Object.assign(globalThis, { [hostSymbol]: attended ? widgets : undefined })
    },
  }
}
