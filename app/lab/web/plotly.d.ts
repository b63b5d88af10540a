// Plotly's own types are published for its development package; the ready-made bundle we load has the same interface as its default export.
declare module 'plotly.js-dist-min' {
  import type * as Plotly from 'plotly.js'
  const plotly: typeof Plotly
  export default plotly
}
