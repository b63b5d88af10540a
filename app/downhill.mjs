#!/usr/bin/env node
// The command `downhill`. Plain JavaScript that even an old Node can read, so that an old Node gets a sentence instead of a syntax error.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 12)) {
  console.error(`downhill: Node ${process.versions.node} is too old: version 20.12 or newer is needed (https://nodejs.org).`)
  process.exit(1)
}

// A reader of this output that has seen enough, such as `head`, is no error.
process.stdout.on('error', (error) => process.exit(error.code === 'EPIPE' ? 0 : 1))

await import('./register.mjs')
const { main } = await import('./cli.ts')
process.exitCode = await main(process.argv.slice(2))
