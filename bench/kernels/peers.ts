// The kernels that are measured: how each is started, and the cells that mean the same in each one's language.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DIST, ROOT } from '../../app/paths.ts'
import { kernelFlags } from '../../kernels/node/housekeeping.ts'
import { javaScript, python, type Cells } from './cells.ts'

export interface Peer {
  name: string
  version: string
  command(connectionFile: string): string[]
  /** As its kernelspec says. */
  interrupt: 'message' | 'signal'
  /** Whether it checks types. */
  typed: boolean
  cells: Cells
  /** A program and its arguments before a file, for the plain module that a cell is compared with. */
  plain: string[]
}

const own = join(ROOT, 'bench/kernels/node_modules')
const tslab = join(ROOT, 'kernels/tslab/node_modules/tslab')
const deno = join(own, '@deno/linux-x64-glibc')
const debianPython = '/usr/bin/python3'
const versionIn = (folder: string): string => (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version

const ipykernel = (): string => spawnSync(debianPython, ['-c', 'import ipykernel; print(ipykernel.__version__)'], { encoding: 'utf8' }).stdout?.trim() ?? ''

/** Ours first, then those of the others that are here; the names of those that are not, with why. */
export function findPeers(): { peers: Peer[]; missing: string[] } {
  const all: (Peer | string)[] = [
    {
      name: 'Downhill',
      version: versionIn(ROOT),
      command: (file) => [process.execPath, ...kernelFlags, join(DIST, 'jupyter/main.js'), file],
      interrupt: 'message',
      typed: true,
      cells: javaScript({ display: (bundle) => `display(${bundle})`, clear: 'display.clear(true)' }),
      plain: [process.execPath],
    },
    {
      name: 'tslab',
      version: versionIn(tslab),
      // By our adapter: as npm installs it, tslab does not find the types of Node, and would refuse every `console`.
      command: (file) => [process.execPath, join(DIST, 'tslab/main.cjs'), file],
      interrupt: 'signal',
      typed: true,
      cells: javaScript({ display: (bundle) => `import * as tslab from 'tslab'\ntslab.display.raw('text/markdown', (${bundle})['text/markdown'])` }),
      plain: [process.execPath],
    },
    existsSync(deno)
      ? {
          name: 'Deno',
          version: versionIn(deno),
          command: (file) => [join(deno, 'deno'), 'jupyter', '--kernel', '--conn', file],
          interrupt: 'message',
          typed: false,
          cells: javaScript({ display: (bundle) => `await Deno.jupyter.display(${bundle}, { raw: true })`, clear: "await Deno.jupyter.broadcast('clear_output', { wait: true })" }),
          plain: [join(deno, 'deno'), 'run'],
        }
      : 'Deno is published to npm for Linux on x64 alone here',
    {
      name: 'ijavascript',
      version: versionIn(join(own, 'ijavascript')),
      command: (file) => [process.execPath, join(own, 'ijavascript/lib/kernel.js'), '--protocol=5.1', file],
      interrupt: 'signal',
      typed: false,
      cells: javaScript({ display: (bundle) => `$$.display('shown').mime(${bundle})`, ask: "$$.async(); $$.input({ prompt: 'slope?' }, (error, reply) => $$.done(reply))", types: false }),
      plain: [process.execPath],
    },
    ipykernel() !== ''
      ? { name: 'ipykernel', version: ipykernel(), command: (file) => [debianPython, '-m', 'ipykernel_launcher', '-f', file], interrupt: 'signal', typed: false, cells: python, plain: [debianPython] }
      : "ipykernel is not installed (Debian's python3-ipykernel)",
  ]
  return { peers: all.filter((one) => typeof one !== 'string'), missing: all.filter((one) => typeof one === 'string') }
}
