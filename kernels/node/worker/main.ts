// The thread that runs cells. It knows nothing of Jupyter: compiled cells come in, output and outcomes go out.
import { parentPort, workerData } from 'node:worker_threads'
import { installConsole } from './console.ts'
import { installDisplay } from './display.ts'
import { CellEvaluator } from './evaluate.ts'
import { installFiles } from './files.ts'
import { NotebookModules } from './modules.ts'
import type { FromWorker, ToWorker, WorkerSettings } from './protocol.ts'
import { Outlet } from './outlet.ts'
import { hideHostFrames, watchUncaught } from './thrown.ts'

const port = parentPort!
const settings = workerData as WorkerSettings
const post = (message: FromWorker) => port.postMessage(message)
const outlet = new Outlet((output) => post({ type: 'output', output }))
const evaluator = new CellEvaluator(new NotebookModules(settings), outlet, settings.calledOff)

hideHostFrames()
watchUncaught(outlet)
installConsole(outlet)
installDisplay(outlet)
installFiles(settings.folder)

port.on('message', (message: ToWorker) => {
  switch (message.type) {
    case 'run':
      void evaluator.run(message.run).then((outcome) => {
        // One turn later: what the cell's last step sets off at once, an unhandled rejection for instance, is shown with the cell.
        setImmediate(() => post({ type: 'done', id: message.run.id, outcome }))
      })
      break
    case 'interrupt':
      evaluator.interrupt(message.firmly)
      post({ type: 'interrupted', ticket: message.ticket })
      break
    case 'unset':
      post({ type: 'unset', ticket: message.ticket, names: evaluator.unset(message.declared) })
      break
  }
})
post({ type: 'ready' })
