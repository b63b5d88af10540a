// Opens the notebook that the address names as soon as the window is laid out. JupyterLab does so too, but only after it has saved the state of
// the window, for which it waits three quarters of a second; when it comes to it, the notebook is already there.
import type { JupyterFrontEndPlugin } from '@jupyterlab/application'
import { PageConfig } from '@jupyterlab/coreutils'

export const openAtOnce: JupyterFrontEndPlugin<void> = {
  id: 'downhill:open-at-once',
  description: 'Opens the notebook of the address without delay.',
  autoStart: true,
  activate({ commands, restored, serviceManager }) {
    const path = PageConfig.getOption('treePath')
    // Of folders, other files and what does not exist JupyterLab itself has more to say.
    if (!path.endsWith('.ipynb')) return
    const exists = serviceManager.contents.get(path, { content: false }).then(() => true, () => false)
    void restored.then(async () => {
      if (await exists) await commands.execute('docmanager:open', { path })
    })
  },
}
