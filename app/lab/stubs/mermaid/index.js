// Stands in for mermaid (228 MB installed), which JupyterLab's Markdown renderer can load but no chapter uses.
export default {
  initialize() {},
  registerLayoutLoaders() {},
  async render() {
    throw new Error('Mermaid diagrams are not part of Downhill; use a figure or a picture instead.')
  },
}
