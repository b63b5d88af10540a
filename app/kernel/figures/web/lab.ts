// The extension for JupyterLab: the lab's own plugin for figures, with its style.
import { addStyle } from './add-style.ts'
import { borrow, type ShareScope } from './shared.ts'

/** The plugin, made with JupyterLab's own modules. @param names of the modules that it needs of them */
export async function load(scope: ShareScope, names: readonly string[]): Promise<object> {
  await borrow(scope, names)
  const { figures } = await import('../../../lab/web/figure/index.ts')
  addStyle()
  return figures
}
