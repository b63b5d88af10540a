// The committed results: one section for each benchmark, so that a new run of one replaces its own section and leaves the others.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../app/paths.ts'
import { markdownOf, type Report } from './table.ts'

const FILE = join(ROOT, 'bench/RESULTS.md')
const HEAD = `# Results

Written by \`npm run bench -- NAME\`, a section for each. Medians, with the range of all rounds in brackets, unless a table says otherwise; the rounds of what
is compared take turns, so that what else the machine does is shared by all.
`

/** Puts a report in place of the section that bears its name. */
export function writeSection(name: string, summary: string, machine: string, { tables, notes }: Report): void {
  const text = [`## ${name}`, `${summary}. ${machine}`, ...tables.map(markdownOf), ...notes].join('\n\n')
  writeFileSync(FILE, replaceSection(existsSync(FILE) ? readFileSync(FILE, 'utf8') : HEAD, name, text))
}

/** @returns the file with the section replaced, or added in the order of the alphabet */
export function replaceSection(file: string, name: string, text: string): string {
  const [head = '', ...sections] = file.split(/^(?=## )/m).map((part) => part.trim())
  const nameOf = (section: string): string => /^## (.*)/.exec(section)?.[1] ?? ''
  const all = [...sections.filter((section) => nameOf(section) !== name), text].sort((a, b) => nameOf(a).localeCompare(nameOf(b)))
  return `${[head, ...all].join('\n\n')}\n`
}
