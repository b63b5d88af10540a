// tslab, started so that the course's notebooks run on it: they find the package `downhill`, and what shows itself in our kernel shows itself
// here, through tslab's own display.
import { join } from 'node:path'
import { bundleOf } from '../node/worker/bundle.ts'
import { installFiles } from '../node/worker/files.ts'
import { loadTslab, type CellConsole } from './internals.ts'
import { mountFolder, provideModule } from './package-files.ts'

const connectionFile = process.argv[2]
if (connectionFile === undefined) {
  console.error('This program is started by Jupyter, which gives it a connection file. `downhill kernel install --tslab` tells Jupyter how.')
  process.exit(2)
}

// This program is built to dist/tslab/main.cjs.
const root = join(__dirname, '../..')
const packages = join(root, 'kernels/tslab/node_modules')
const { tslab, jupyter, executor, files } = loadTslab(root)
const folder = process.cwd()

mountFolder(files, join(folder, 'node_modules/downhill'), join(__dirname, 'types'))
// tslab looks for Node's types in a folder of its own, from which npm has moved them.
mountFolder(files, join(packages, 'tslab/node_modules/@types'), join(packages, '@types'))
provideModule('downhill', join(__dirname, 'downhill.cjs'))
installFiles(folder)
Object.assign(globalThis, { display: show })
showValues()
tslab.startKernel({ configPath: connectionFile, enableFindLocal: false })

function show(value: unknown): void {
  const bundle = bundleOf(value)
  const write = (data: Awaited<typeof bundle>) => jupyter.lastWriteDisplayData?.({ data, metadata: {}, transient: {} }, false)
  if (bundle instanceof Promise) void bundle.then(write)
  else write(bundle)
}

/** tslab prints the value of a cell; what can show itself is shown instead. */
function showValues(): void {
  const { createExecutor } = executor
  executor.createExecutor = (root, converters, console) => createExecutor(root, converters, showing(console))
}

function showing(console: CellConsole): CellConsole {
  return {
    error: console.error,
    log: (...values) => (values.length === 1 && canShowItself(values[0]) ? show(values[0]) : console.log(...values)),
  }
}

function canShowItself(value: unknown): boolean {
  return typeof (value as Record<symbol, unknown> | null | undefined)?.[Symbol.for('Jupyter.display')] === 'function'
}
