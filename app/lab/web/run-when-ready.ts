// A cell that is run before its kernel is there waits for it. JupyterLab's own executor drops it without a word, which is what happens to the
// reader who presses "Run All Cells" as soon as the chapter is on screen.
import type { JupyterFrontEndPlugin } from '@jupyterlab/application'
import type { ISessionContext } from '@jupyterlab/apputils'
import type { Cell, ICodeCellModel } from '@jupyterlab/cells'
import { INotebookCellExecutor, runCell } from '@jupyterlab/notebook'

export const runWhenReady: JupyterFrontEndPlugin<INotebookCellExecutor> = {
  id: '@jupyterlab/notebook-extension:cell-executor',
  description: 'Runs cells, as soon as there is a kernel.',
  autoStart: true,
  provides: INotebookCellExecutor,
  activate: () => ({
    async runCell(options) {
      await kernelFor(options.cell, options.sessionContext)
      return runCell(options)
    },
  }),
}

/** Resolves when the session has its kernel, or has found that it can have none; meanwhile the cell shows that it waits. */
async function kernelFor(cell: Cell, session: ISessionContext | undefined): Promise<void> {
  if (!session || session.isReady || !isCode(cell.model) || cell.model.sharedModel.getSource().trim() === '') return
  cell.model.executionState = 'running'
  await session.initialize()
  if (!session.session?.kernel) cell.model.executionState = 'idle'
}

const isCode = (model: Cell['model']): model is ICodeCellModel => model.type === 'code'
