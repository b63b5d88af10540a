// The test command: type check, build, then every test file through Node's own runner. `npm test -- kernels browser` runs only the files
// whose path contains one of the words.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { buildStale } from '../app/build/index.ts'
import { ROOT } from '../app/paths.ts'

const words = process.argv.slice(2)
const files = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => join('test', file))
  .filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
  .sort()
if (files.length === 0) {
  console.error(`no test file's path contains ${words.join(' or ')}`)
  process.exit(2)
}

const run = (command: string, args: string[]): void => {
  const { status } = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', shell: false })
  if (status !== 0) process.exit(status ?? 1)
}

if (words.length === 0) run('npm', ['run', '--silent', 'typecheck'])
await buildStale({ log: console.log })
run(process.execPath, ['--import', './app/register.mjs', '--test', '--test-concurrency=2', '--test-reporter=spec', ...files])
