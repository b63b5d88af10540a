// File → Print prints the page as it stands, figures and all (style/print.css lays it out). JupyterLab's own command would print what a
// Python program makes of the file on disk.
import type { JupyterFrontEndPlugin } from '@jupyterlab/application'
import { ICommandPalette } from '@jupyterlab/apputils'

export const printing: JupyterFrontEndPlugin<void> = {
  id: '@jupyterlab/apputils-extension:print',
  description: 'Prints the open document.',
  autoStart: true,
  optional: [ICommandPalette],
  activate({ commands }, palette: ICommandPalette | null) {
    commands.addCommand('apputils:print', { label: 'Print…', execute: () => print() })
    palette?.addItem({ command: 'apputils:print', category: 'Main Area' })
  },
}
