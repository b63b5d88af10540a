// ZeroMQ is C++ and comes compiled for many systems. Its own loader tries them one after another at every start, with a warning for each that
// does not fit; here the one that fits is found once, when the kernel is built.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

interface Variant {
  os: string
  arch: string
  /** The number of Node's binary interface it was made with; a newer Node runs it too. */
  abi: number
}

/**
 * The file of the ZeroMQ addon that this Node can load.
 *
 * @param folder where the package `zeromq` is installed
 * @throws Error if none of them can be loaded
 */
export function findAddon(folder: string): string {
  const require = createRequire(import.meta.url)
  const manifest = JSON.parse(readFileSync(join(folder, 'build/manifest.json'), 'utf8')) as Record<string, string>
  const failures: string[] = []
  for (const path of variantsHere(manifest)) {
    const file = join(folder, 'build', path)
    try {
      require(file)
      return file
    } catch (error) {
      failures.push((error as Error).message)
    }
  }
  throw new Error(`ZeroMQ is not made for this system (${process.platform} ${process.arch}, Node ${process.version}). ${failures.join(' ')}`)
}

/** The oldest first, because it asks least of the system. */
const variantsHere = (manifest: Record<string, string>): string[] =>
  Object.entries(manifest)
    .map(([variant, path]) => ({ ...(JSON.parse(variant) as Variant), path }))
    .filter(({ os, arch }) => os === process.platform && arch === process.arch)
    .sort((a, b) => a.abi - b.abi)
    .map(({ path }) => path)
