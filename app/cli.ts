// The command line: finds the command that was asked for, reads its options and reports what went wrong in one line. Each command is
// loaded only when it is asked for, so that none pays for the others.
import { parseArgs, type ParseArgsConfig } from 'node:util'
import { NotebookError } from './notebook/format.ts'
import { UserError } from './user-error.ts'

type Options = NonNullable<ParseArgsConfig['options']>
/** The options as read from the command line: text, or true for a switch. */
export type Values = Record<string, string | boolean | undefined>

/** One word of the command line, e.g. `lab` in `downhill lab --no-open`. */
export interface Command {
  /** How it is called, and a line for each option. */
  usage: string
  options: Options
  /** Runs it; the result is the exit code. */
  run(values: Values, positionals: string[]): Promise<number>
}

const COMMANDS: Record<string, { summary: string; load(): Promise<Command> }> = {
  lab: { summary: 'open the course in the notebook (what `npm start` does)', load: async () => (await import('./commands/lab.ts')).lab },
  run: { summary: 'execute notebooks and write the executed copies', load: async () => (await import('./commands/run.ts')).run },
  check: { summary: 'type-check notebooks and list the claims no chapter covers', load: async () => (await import('./commands/check.ts')).check },
  kernel: { summary: 'make the kernel known to an installed Jupyter', load: async () => (await import('./commands/kernel.ts')).kernel },
  docs: { summary: 'make the reference of the library', load: async () => (await import('./commands/docs.ts')).docs },
  build: { summary: 'build what is stale (lab and run do it by themselves)', load: async () => (await import('./commands/build.ts')).build },
}

const HELP = `Downhill: the course on optimization that you can run, change and check.

downhill <command> [options]

${Object.entries(COMMANDS)
  .map(([name, { summary }]) => `  ${name.padEnd(7)} ${summary}`)
  .join('\n')}

\`downhill <command> --help\` tells a command's options.`

/** Runs the command line and returns the exit code: 0 done, 1 something failed, 2 the call itself was wrong. */
export async function main(args: string[]): Promise<number> {
  const [name, ...rest] = args
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    console.log(HELP)
    return 0
  }
  const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!entry) return complain(`unknown command: ${name}. The commands are ${Object.keys(COMMANDS).join(', ')}.`, 2)

  const command = await entry.load()
  let parsed: { values: Values; positionals: string[] }
  try {
    const help = { help: { type: 'boolean', short: 'h' } } as const
    const { values, positionals } = parseArgs({ args: rest, options: { ...command.options, ...help }, allowPositionals: true })
    parsed = { values: values as Values, positionals }
  } catch (error) {
    return complain(`${(error as Error).message}\n${command.usage}`, 2)
  }
  if (parsed.values['help']) {
    console.log(command.usage)
    return 0
  }
  try {
    return await command.run(parsed.values, parsed.positionals)
  } catch (error) {
    if (error instanceof UserError || error instanceof NotebookError) return complain(error.message, 1)
    return complain(process.env['DOWNHILL_DEBUG'] ? String((error as Error).stack) : `${(error as Error).message} (DOWNHILL_DEBUG=1 shows where)`, 1)
  }
}

function complain(message: string, code: number): number {
  console.error(`downhill: ${message}`)
  return code
}
