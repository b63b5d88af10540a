// The versions that a kernel tells of itself, read from the packages that are installed.
import { createRequire } from 'node:module'
import type { Versions } from '../session/protocol/info.ts'
import { packageRoot } from './paths.ts'

export function installedVersions(): Versions {
  const require = createRequire(`${packageRoot}package.json`)
  const versionOf = (path: string): string => (require(path) as { version: string }).version
  return { downhill: versionOf('./package.json'), typescript: versionOf('@typescript/native/package.json') }
}
