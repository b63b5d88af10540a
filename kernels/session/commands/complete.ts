// What may be typed in the lines of commands: the commands themselves, and what they take.
import type { Completions } from '../types/service.ts'
import { commandBefore } from './read.ts'
import { callOf, commandTable } from './table.ts'

/** The completions at an offset into a cell; nothing where no command is being typed. */
export function completeCommand(source: string, offset: number): Completions | undefined {
  const command = commandBefore(source, offset)
  if (!command) return undefined
  const { name, argument } = command
  if (argument === undefined) {
    const fitting = commandTable.filter((entry) => entry.name.startsWith(name))
    const items = fitting.map((entry) => ({ text: entry.name, type: 'keyword', signature: callOf(entry) }))
    return { items, start: offset - name.length, end: offset }
  }
  if (name !== 'strict') return undefined
  const items = ['on', 'off'].filter((word) => word.startsWith(argument)).map((text) => ({ text, type: 'keyword' }))
  return { items, start: offset - argument.length, end: offset }
}
