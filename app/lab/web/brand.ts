// What says "Downhill" in the lab: the logo at the top left, and the words behind Help → About.
import { ILabShell, type JupyterFrontEndPlugin } from '@jupyterlab/application'
import { Dialog, ICommandPalette, showDialog } from '@jupyterlab/apputils'
import { Widget } from '@lumino/widgets'
import { LOGO } from '../../server/core/kernelspec.ts'

export const logo: JupyterFrontEndPlugin<void> = {
  id: '@jupyterlab/application-extension:logo',
  description: 'The logo at the top left.',
  autoStart: true,
  requires: [ILabShell],
  activate({ name }, shell: ILabShell) {
    const corner = new Widget()
    corner.id = 'jp-MainLogo'
    corner.node.append(Object.assign(new Image(), { src: LOGO, alt: name }))
    shell.add(corner, 'top', { rank: 0 })
  },
}

export const about: JupyterFrontEndPlugin<void> = {
  id: '@jupyterlab/help-extension:about',
  description: 'Says what this is and what it is made of.',
  autoStart: true,
  optional: [ICommandPalette],
  activate({ commands, name, version }, palette: ICommandPalette | null) {
    const show = (): Promise<unknown> => showDialog({ title: name, body: words(version), buttons: [Dialog.okButton()] })
    commands.addCommand('help:about', { label: `About ${name}`, execute: show })
    palette?.addItem({ command: 'help:about', category: 'Help' })
  },
}

function words(version: string): Widget {
  const body = new Widget()
  body.addClass('downhill-about')
  const paragraphs = [
    `Version ${version}. The course on optimization that you can run, change and check.`,
    'The notebook is JupyterLab’s own front end, © Project Jupyter Contributors, under the BSD 3-Clause License.',
    'Figures are drawn by Plotly, under the MIT License.',
  ]
  body.node.append(...paragraphs.map((text) => Object.assign(document.createElement('p'), { textContent: text })))
  return body
}
