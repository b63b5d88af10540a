// `downhill build`: what `npm start` does before it starts, on its own.
import { buildStale } from '../build/index.ts'
import type { Command } from '../cli.ts'

export const build: Command = {
  usage: `downhill build [--force]
  builds the library, the kernel and the notebook's front end into dist/, as far as their sources have changed
  --force   build everything anew`,
  options: { force: { type: 'boolean' } },
  async run(values) {
    const built = await buildStale({ force: values['force'] === true, log: console.log })
    if (built.length === 0) console.log('Everything is up to date.')
    return 0
  },
}
