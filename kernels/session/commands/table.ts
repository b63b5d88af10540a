// The commands of the kernel itself, which no cell of TypeScript could express. A line at the top of a cell begins with `%` and the name;
// TypeScript cannot begin a cell so, and therefore nothing that could have been meant otherwise is taken.

export interface CommandEntry {
  name: string
  /** What may follow the name. */
  usage: string
  does: string
}

export const commandTable: readonly CommandEntry[] = [
  { name: 'help', usage: '[name]', does: 'tells what commands there are, or what a name is, as `name?` in a cell of its own does' },
  { name: 'reset', usage: '', does: 'forgets all names and everything that cells have begun' },
  { name: 'strict', usage: '[on|off]', does: 'lets type errors stop a cell before it runs, until it is turned off' },
  { name: 'time', usage: '[code]', does: 'tells how long the cell took' },
  { name: 'who', usage: '', does: 'lists the names that cells have declared' },
]

/** A command as it is typed. */
export const callOf = ({ name, usage }: CommandEntry): string => `%${name}${usage && ` ${usage}`}`

/** The page that `%help` shows. */
export function helpPage(): { 'text/plain': string; 'text/markdown': string } {
  const rows = commandTable.map((entry) => [callOf(entry), entry.does] as const)
  const width = Math.max(...rows.map(([call]) => call.length))
  const intro = 'A cell is TypeScript. Lines at its top that begin with % are commands of the kernel:'
  return {
    'text/plain': [intro, ...rows.map(([call, does]) => `  ${call.padEnd(width)}  ${does}`)].join('\n'),
    'text/markdown': [intro, '', ...rows.map(([call, does]) => `- \`${call}\`: ${does}`)].join('\n'),
  }
}
