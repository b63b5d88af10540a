// JupyterLab's debugger comes when the chapter is on screen: nobody sets a breakpoint in the first second, and everybody waits for the page.
// Its plugins then join the application as if they had been there from the start.
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application'
import { later } from 'lab:packages'

export const debugging: JupyterFrontEndPlugin<void> = {
  id: 'downhill:debugging',
  autoStart: true,
  activate(app: JupyterFrontEnd) {
    void app.restored.then(() => load(app)).catch((error: unknown) => console.error(error))
  },
}

async function load(app: JupyterFrontEnd): Promise<void> {
  const [{ join }, ...loaded] = await Promise.all([import('./join.ts'), ...later.map((plugins) => plugins())])
  await join(app, loaded.flatMap((module) => module.default))
}
