// Makes figures of the MIME type `application/vnd.plotly.v1+json` appear in notebooks.
import type { JupyterFrontEndPlugin } from '@jupyterlab/application'
import { IThemeManager } from '@jupyterlab/apputils'
import { IRenderMimeRegistry } from '@jupyterlab/rendermime'
import { MIME_TYPE } from './read.ts'
import { RenderedFigure } from './widget.ts'

export const figures: JupyterFrontEndPlugin<void> = {
  id: 'downhill:figures',
  description: 'Draws Plotly figures with their caption and their description in words.',
  autoStart: true,
  requires: [IRenderMimeRegistry],
  optional: [IThemeManager],
  activate(_app, renderers: IRenderMimeRegistry, themes: IThemeManager | null) {
    // A figure is data and runs no script, so it is shown without asking whether the notebook is trusted. Rank 0: before any other form.
    const createRenderer = (): RenderedFigure => new RenderedFigure(MIME_TYPE, themes)
    renderers.addFactory({ safe: true, mimeTypes: [MIME_TYPE], createRenderer }, 0)
  },
}
