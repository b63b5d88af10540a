// Turns the list of JupyterLab packages into the module `lab:packages`, which the front end imports. The module exists only inside the
// bundler, so that no generated file has to be kept or committed; `web/lab-packages.d.ts` declares its type.
import type { Plugin } from 'esbuild'
import type { LabPackage } from './packages.ts'

const moduleName = 'lab:packages'

/** Answers `import … from 'lab:packages'` with the plugins, services, renderers and styles of these packages. */
export const packageList = (packages: LabPackage[], root: string): Plugin => ({
  name: 'package-list',
  setup(build) {
    build.onResolve({ filter: new RegExp(`^${moduleName}$`) }, () => ({ path: moduleName, namespace: 'package-list' }))
    build.onLoad({ filter: /.*/, namespace: 'package-list' }, () => ({ contents: source(packages), resolveDir: root }))
  },
})

function source(packages: LabPackage[]): string {
  const imports = packages.flatMap(({ name, role }, i) => (role === 'later' ? [] : [`import p${i} from '${name}'`]))
  const later = packages.filter(({ role }) => role === 'later').map(({ name }) => `() => import('${name}')`)
  const styles = packages.flatMap(({ style }) => (style ? [`import '${style}'`] : []))
  const names = (role: LabPackage['role']): string => packages.flatMap((found, i) => (found.role === role ? [`p${i}`] : [])).join(', ')
  return [
    ...imports,
    ...styles,
    `export const plugins = [${names('plugins')}].flat()`,
    `export const later = [${later.join(', ')}]`,
    `export const services = [${names('services')}].flat()`,
    // JupyterLab takes these as whole modules, and knows a module by this mark, which a bundled one has lost.
    `export const renderers = [${names('renderers')}].map((found) => ({ __esModule: true, default: found }))`,
  ].join('\n')
}
