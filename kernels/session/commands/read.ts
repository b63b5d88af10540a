// The commands at the top of a cell are read and blanked out, character by character, so that every offset into the cell stays what it was
// for the compiler, the type check and the traceback.
import { CellSyntaxError } from '../cell/syntax-error.ts'
import { commandTable } from './table.ts'

export interface Command {
  name: string
  /** What follows the name on the line. */
  argument: string
}

export interface CellWithCommands {
  commands: Command[]
  /** The cell with spaces where the commands stood. */
  code: string
}

const commandLine = /^([ \t]*)(%{1,2})([\w-]*)[ \t]*(.*)$/
const question = /^\s*([\p{ID_Start}$_][\p{ID_Continue}$.]*)\?{1,2}\s*$/u

/** @throws CellSyntaxError for a command that there is not, or an argument that it does not take */
export function readCommands(source: string): CellWithCommands {
  const asked = question.exec(source)
  if (asked) return { commands: [{ name: 'help', argument: asked[1]! }], code: blanked(source) }
  const commands: Command[] = []
  const lines = source.split('\n')
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue
    const found = commandLine.exec(line)
    if (!found) break
    const [, indent = '', signs = '', name = '', argument = ''] = found
    check(name, argument, index + 1, indent.length + 1)
    commands.push({ name, argument: argument.trim() })
    // What is timed stays where it is.
    const kept = name === 'time' ? argument : ''
    lines[index] = `${blanked(line.slice(0, line.length - kept.length))}${kept}`
    if (signs === '%%' || kept) break
  }
  return { commands, code: lines.join('\n') }
}

/** The cell without its commands, whether they can be carried out or not. */
export function withoutCommands(source: string): string {
  try {
    return readCommands(source).code
  } catch {
    return source
  }
}

/** The command line of a cell in which an offset lies, up to the offset. */
export function commandBefore(source: string, offset: number): { name: string; argument: string | undefined } | undefined {
  const before = source.slice(0, offset).split('\n')
  if (before.slice(0, -1).some((line) => line.trim() !== '' && !commandLine.test(line))) return undefined
  const found = /^[ \t]*%{1,2}([\w-]*)(?:[ \t]+(.*))?$/.exec(before.at(-1)!)
  return found ? { name: found[1]!, argument: found[2] } : undefined
}

const blanked = (text: string): string => text.replace(/[^\n]/g, ' ')

function check(name: string, argument: string, line: number, column: number): void {
  const entry = commandTable.find((each) => each.name === name)
  const all = commandTable.map((each) => `%${each.name}`).join(', ')
  if (!entry) throw new CellSyntaxError(`There is no command %${name}. There are ${all}.`, line, column)
  const isWrong = (name === 'strict' && !/^(on|off)?$/.test(argument.trim())) || (entry.usage === '' && argument.trim() !== '')
  if (!isWrong) return
  const way = entry.usage === '' ? `%${name} takes nothing behind it` : `%${name} takes ${entry.usage}`
  throw new CellSyntaxError(`${way}, not \`${argument.trim()}\`.`, line, column)
}
