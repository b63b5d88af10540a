// The versions that a kernel tells of itself, read from the packages that are installed. A front end waits for them, so the files are opened
// where they lie in a checkout; only where a package lies elsewhere is it looked up as Node does, which takes many times as long.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Versions } from '../session/protocol/info.ts'
import { packageRoot } from './paths.ts'

export function installedVersions(): Versions {
  return { downhill: versionIn(`${packageRoot}package.json`), typescript: versionOf('@typescript/native') }
}

function versionOf(name: string): string {
  const file = `${name}/package.json`
  try {
    return versionIn(`${packageRoot}node_modules/${file}`)
  } catch {
    return versionIn(createRequire(`${packageRoot}package.json`).resolve(file))
  }
}

const versionIn = (file: string): string => (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
