// Builds what is stale. Each part names the files it is made from; a part is built again when their contents, or the installed packages,
// differ from those its stamp remembers. A part is built beside its old version and then put in its place, so that a build that fails or is
// stopped leaves the old one. Nothing of a builder is loaded while everything is fresh, so that a start costs a few milliseconds.
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DIST, ROOT } from '../paths.ts'

interface Part {
  name: string
  /** Files and folders it is made from, relative to the root. */
  inputs: string[]
  /** Built only where `only` names it: it needs packages that are not there unless somebody wants it. */
  onDemand?: boolean
  build(outdir: string): Promise<void>
}

const PARTS: Part[] = [
  { name: 'lib', inputs: ['lib', 'app/build/lib.ts'], build: async (out) => (await import('./lib.ts')).buildLib(out) },
  { name: 'kernels', inputs: ['kernels'], build: async (out) => (await import('../../kernels/node/build.ts')).buildKernels(out) },
  {
    name: 'jupyter',
    inputs: ['kernels'],
    onDemand: true,
    build: async (out) => (await import('../../kernels/jupyter/build.ts')).buildJupyter(out),
  },
  { name: 'server', inputs: ['app/server', 'app/notebook', 'kernels', 'app/build/server.ts'], build: async (out) => (await import('./server.ts')).buildServer(out) },
  {
    name: 'tslab',
    inputs: ['kernels/tslab', 'kernels/node/worker', 'lib'],
    onDemand: true,
    build: async (out) => (await import('../../kernels/tslab/build.ts')).buildTslab(out),
  },
  {
    name: 'figures',
    inputs: ['app/kernel/figures', 'app/lab/web/figure', 'app/lab/web/style', 'package.json'],
    onDemand: true,
    build: async (out) => (await import('../kernel/figures/build.ts')).buildFigures(out),
  },
  { name: 'lab', inputs: ['app/lab', 'package.json'], build: async (out) => (await import('../lab/build.ts')).buildLab(out) },
]

export interface BuildOptions {
  force?: boolean
  only?: string[]
  dist?: string
  log?: (line: string) => void
}

/**
 * Brings `dist/` up to date and returns the names of the parts that had to be built.
 *
 * @param options.force builds every part anew
 * @param options.only builds these parts at most; without it all but those that are built on demand
 * @param options.dist where the results go
 * @param options.log hears a line before and after something is built; nothing is said when all is fresh
 */
export async function buildStale(options: BuildOptions = {}): Promise<string[]> {
  const { force = false, only, dist = DIST, log = () => {} } = options
  const stampFile = (part: Part): string => join(dist, `${part.name}.stamp`)
  const stale: { part: Part; stamp: string }[] = []
  for (const part of PARTS.filter(({ name, onDemand }) => only?.includes(name) ?? !onDemand)) {
    const stamp = await stampOf(part)
    if (force || (await readFile(stampFile(part), 'utf8').catch(() => '')) !== stamp) stale.push({ part, stamp })
  }
  if (stale.length === 0) return []

  const names = stale.map(({ part }) => part.name)
  log(`Building ${names.join(', ')} …`)
  const start = performance.now()
  for (const { part, stamp } of stale) {
    const outdir = join(dist, part.name)
    const draft = join(dist, `.${part.name}-${process.pid}`)
    await mkdir(draft, { recursive: true })
    await part.build(draft)
    await rm(outdir, { recursive: true, force: true })
    await rename(draft, outdir)
    await writeFile(stampFile(part), stamp)
  }
  log(`Built in ${((performance.now() - start) / 1000).toFixed(1)} s.`)
  return names
}

async function stampOf(part: Part): Promise<string> {
  const hash = createHash('sha256')
  for (const input of ['package-lock.json', ...part.inputs]) {
    for (const file of await filesBelow(input)) hash.update(file).update('\0').update(await readFile(join(ROOT, file)))
  }
  return hash.digest('hex')
}

/** The files at or below a path but for installed packages, in an order that does not depend on the file system. */
async function filesBelow(path: string): Promise<string[]> {
  if (!existsSync(join(ROOT, path))) return []
  const entries = await readdir(join(ROOT, path), { withFileTypes: true }).catch(() => null)
  if (entries === null) return [path]
  const own = entries.filter(({ name }) => name !== 'node_modules')
  const nested = await Promise.all(
    own.map((entry) => (entry.isDirectory() ? filesBelow(`${path}/${entry.name}`) : [`${path}/${entry.name}`])),
  )
  return nested.flat().sort()
}
