// The thread that runs cells. It knows nothing of Jupyter: compiled cells come in, output and outcomes go out.
import { parentPort, workerData } from 'node:worker_threads'
import { Housekeeping } from '../housekeeping.ts'
import { Awaits } from './awaits.ts'
import { installConsole } from './console.ts'
import { installDisplay } from './display.ts'
import { CellEvaluator } from './evaluate.ts'
import { installExplorer } from './explorer.ts'
import { installFiles } from './files.ts'
import { installInput } from './input.ts'
import { Listeners } from './listeners.ts'
import { NotebookModules } from './modules.ts'
import type { FromWorker, ToWorker, WorkerSettings } from './protocol.ts'
import { Outlet } from './outlet.ts'
import { hideHostFrames, noteAwait, watchUncaught } from './thrown.ts'
import { installTimers } from './timers.ts'
import { installWidgets } from './widgets.ts'

const port = parentPort!
const settings = workerData as WorkerSettings
const post = (message: FromWorker) => port.postMessage(message)
const outlet = new Outlet((output) => post({ type: 'output', output }))
const awaits = new Awaits(outlet, noteAwait)
const evaluator = new CellEvaluator(new NotebookModules(settings), outlet, awaits, settings.calledOff)
const listeners = new Listeners(outlet, () => awaits.allow())

hideHostFrames()
watchUncaught(outlet)
installConsole(outlet)
installDisplay(outlet, settings.folder)
installFiles(settings.folder)
installExplorer(awaits)
const input = installInput(post, settings.input)
const widgets = installWidgets(outlet, listeners, post)
const housekeeping = new Housekeeping()
const soon = setImmediate
installTimers(outlet)

port.on('message', (message: ToWorker) => {
  switch (message.type) {
    case 'run':
      widgets.begin(message.run)
      void evaluator.run(message.run).then((outcome) => {
        // One turn later: what the cell's last step sets off at once, an unhandled rejection for instance, is shown with the cell.
        soon(() => {
          post({ type: 'done', id: message.run.id, outcome })
          housekeeping.afterCell()
        })
      })
      break
    case 'interrupt':
      evaluator.interrupt(message.firmly)
      listeners.interrupt()
      post({ type: 'interrupted', ticket: message.ticket })
      break
    case 'unset':
      post({ type: 'unset', ticket: message.ticket, names: evaluator.unset(message.declared) })
      break
    case 'answer':
      input.hear(message)
      break
    case 'comm':
      void widgets.hear(message.message, message.ticket).then(() => post({ type: 'heard', ticket: message.ticket }))
      break
  }
})
post({ type: 'ready' })
