// The documents that make a folder of virtual modules a TypeScript project: its compiler options, and the globals that the kernel gives to
// cells.
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { widgetGlobals } from '../../session/widgets/host.ts'
import { packageRoot } from '../paths.ts'

/**
 * The text of `tsconfig.json` for notebooks in a folder: strict, as ES modules, with Node's globals and nothing of a browser.
 *
 * @param folder the notebook's folder; where it has no `downhill` of its own, that name means this package
 */
export function projectConfig(folder: string): string {
  const fromPackage = createRequire(join(packageRoot, 'package.json'))
  const typeRoot = dirname(dirname(fromPackage.resolve('@types/node/package.json')))
  return JSON.stringify({
    compilerOptions: {
      target: 'es2022',
      lib: ['es2023', 'esnext.disposable'],
      module: 'esnext',
      moduleResolution: 'bundler',
      moduleDetection: 'force',
      types: ['node'],
      typeRoots: [typeRoot],
      strict: true,
      skipLibCheck: true,
      noEmit: true,
      allowImportingTsExtensions: true,
      resolveJsonModule: true,
      jsx: 'preserve',
      ...(!hasOwnDownhill(folder) && { paths: { downhill: [join(packageRoot, 'lib/index.ts')] } }),
    },
    include: ['__nb_*.ts', '__nb_*.tsx'],
  })
}

function hasOwnDownhill(folder: string): boolean {
  try {
    createRequire(join(folder, 'notebook.ts')).resolve('downhill/package.json')
    return true
  } catch {
    return false
  }
}

export const globalsFile = '__nb_globals.d.ts'

/** What `worker/display.ts` puts into the global scope, and what elements are (`worker/elements.ts`). */
export const globals = `
interface DisplayOptions {
  /** Names the display, so that it can be updated later. */
  id?: string
  /** Replaces what the display with this id shows. */
  update?: boolean
  /** Jupyter's metadata by MIME type. */
  metadata?: Record<string, unknown>
}

interface DisplayHandle {
  readonly id: string
  /** Shows another value in the same place. */
  update(value: unknown): void
}

/** Shows a value in the midst of a cell: its own representations if it has some, a MIME bundle as it is, anything else as text. */
declare function display(value: unknown, options?: DisplayOptions): DisplayHandle
declare namespace display {
  /** Clears what the cell has shown; with \`wait\`, not before something new comes. */
  function clear(wait?: boolean): void
}

/** Markup, written as elements: \`<p class="note">{text}</p>\`. Its text is its HTML. */
declare namespace JSX {
  interface Element {
    toString(): string
  }
  interface ElementChildrenAttribute {
    children: unknown
  }
  interface IntrinsicAttributes {
    key?: unknown
  }
  interface IntrinsicElements {
    [tag: string]: Record<string, unknown>
  }
}
` + widgetGlobals
