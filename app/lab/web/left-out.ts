// Which of JupyterLab's own plugins the lab does without, and why. A name without a colon means the whole package. Plugins of ours that bear
// the id of a stock plugin stand in its place, and are not listed here.

const LEFT_OUT = new Map([
  // They ask servers outside this machine, or endpoints that only Jupyter's own server has.
  ['@jupyterlab/apputils-extension:announcements', 'news from jupyter.org'],
  ['@jupyterlab/apputils-extension:licenses-client', 'a list that only a Python installation has'],
  ['@jupyterlab/apputils-extension:licenses-plugin', 'as above'],
  ['@jupyterlab/help-extension:licenses-commands', 'as above'],
  ['@jupyterlab/help-extension:jupyter-forum', 'opens a site outside'],
  ['@jupyterlab/help-extension:resources', 'opens sites outside, in frames that our page forbids'],
  ['@jupyterlab/filebrowser-extension:open-url', 'fetches an address outside'],
  // A course has one kind of document that runs code: the chapter.
  ['@jupyterlab/console-extension', 'consoles beside notebooks'],
  ['@jupyterlab/notebook-extension:code-console', 'as above'],
  ['@jupyterlab/tooltip-extension:consoles', 'as above'],
  ['@jupyterlab/inspector-extension:consoles', 'as above'],
  ['@jupyterlab/debugger-extension:consoles', 'as above'],
  ['@jupyterlab/debugger-extension:files', 'only chapters have a kernel'],
  ['@jupyterlab/apputils-extension:splash', 'a chapter is on screen sooner than the animation ends'],
])

/** Whether the lab runs without this plugin. */
export const isLeftOut = (id: string): boolean => LEFT_OUT.has(id) || LEFT_OUT.has(id.split(':')[0] ?? id)
