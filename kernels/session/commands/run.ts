// Carries the commands of a cell out, before its code runs. What they need of the session they are given.
import type { DeclarationKind } from '../cell/scope.ts'
import type { MimeBundle } from '../output.ts'
import type { Command } from './read.ts'
import { helpPage } from './table.ts'

export interface CommandHost {
  /** The names of the notebook, with how each was declared. */
  names(): readonly (readonly [string, DeclarationKind])[]
  describe(name: string): Promise<MimeBundle | undefined>
  reset(): Promise<void>
  /** Whether type errors stop a cell. */
  setStrict(strict: boolean): void
  print(text: string): void
  /** Shows a bundle in the front end's pager. */
  page(data: MimeBundle): void
}

export async function runCommand({ name, argument }: Command, host: CommandHost): Promise<void> {
  switch (name) {
    case 'help': return host.page(argument ? await described(argument, host) : helpPage())
    case 'reset': return host.reset()
    case 'strict': return host.setStrict(argument !== 'off')
    case 'who': return host.print(listOf(host.names()))
  }
}

async function described(name: string, host: CommandHost): Promise<MimeBundle> {
  return (await host.describe(name)) ?? { 'text/plain': `${name} is not the name of anything here. %who lists what there is.` }
}

function listOf(names: readonly (readonly [string, DeclarationKind])[]): string {
  if (names.length === 0) return 'No cell has declared a name yet.\n'
  const width = Math.max(...names.map(([, kind]) => kind.length))
  return names.map(([name, kind]) => `${kind.padEnd(width)}  ${name}\n`).join('')
}

/** A duration as people read it, to three digits: `850 µs`, `12.3 ms`, `1.50 s`. */
export function durationText(milliseconds: number): string {
  if (milliseconds < 1) return `${(1000 * milliseconds).toPrecision(3)} µs`
  return milliseconds < 1000 ? `${milliseconds.toPrecision(3)} ms` : `${(milliseconds / 1000).toPrecision(3)} s`
}
