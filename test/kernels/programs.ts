// Random notebooks and what they must compute. A notebook is written twice: as cells, and as one function in which every name is a property
// of one object, which is what the names of a notebook mean: functions see what later cells make of a name, any declaration may take the
// place of another, and a cell that throws keeps what it has done. What a module leaves undefined is not written: a name is not declared
// twice in one cell, nor used in a cell before the declaration there.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSession, type NodeSession, type OutputEvent } from '../../kernels/node/index.ts'

/** What a statement is made of: choices by number, which are read modulo what there is to choose from; the flag ends a cell behind it. */
type Choice = [kind: number, first: number, second: number, number: number, ends: boolean]

export const choices: fc.Arbitrary<Choice[]> = fc.array(
  fc.tuple(fc.nat(99), fc.nat(20), fc.nat(20), fc.integer({ min: 1, max: 9 }), fc.boolean()),
  { minLength: 2, maxLength: 25 },
)

export interface Program {
  cells: string[]
  /** The body of a function that gives the values of the names and the errors of the cells, as JSON. */
  oracle: string
  names: string[]
}

const modules = { one: 1, two: 2, three: 3 }

/** Writes a notebook; `$x` in its texts is the name x of the notebook. */
class Writer {
  readonly #prefix: string
  /** Each name that holds a number, with whether it may be assigned. */
  readonly #variables = new Map<string, boolean>()
  readonly #functions: string[] = []
  /** Names that some function assigns. */
  readonly #assigned = new Set<string>()
  #cell = { text: [] as string[], hoisted: [] as string[], oracle: [] as string[], taken: new Set<string>() }
  readonly #cells = [this.#cell]

  constructor(prefix: string) {
    this.#prefix = prefix
    this.#declare('let', `${prefix}0`, '1')
  }

  /** A statement, or nothing where there is nothing to choose from. */
  add([kind, first, second, number, ends]: Choice): void {
    const all = [...this.#variables.keys()]
    const assignable = all.filter((name) => this.#variables.get(name))
    const [a, b] = [assignable[first % assignable.length]!, all[second % all.length]!]
    const f = this.#functions[first % (this.#functions.length || 1)]
    this.#statement(kind % 20, a, b, f, number, first)
    if (ends) this.#next()
  }

  #statement(kind: number, a: string, b: string, f: string | undefined, number: number, choice: number): void {
    switch (kind) {
      case 0: return this.#declare('let', this.#nameFor(choice, true), `($${b} + ${number}) % 1000`, b)
      case 1: return this.#declare('var', this.#nameFor(choice, true), `$${b} * 2 % 1000`, b)
      case 2: return this.#declare('const', this.#nameFor(choice, false), `$${b} - ${number}`, b)
      case 3: return this.#import(this.#nameFor(choice, false), Object.keys(modules)[number % 3]!)
      case 4: return this.#function('const', choice, `return $${b} + ${number}`)
      case 5: return this.#function('function', choice, `$${a} = ($${a} + $${b}) % 1000; return $${a}`, a)
      case 6: return this.#function('let', choice, `$${a}++; return $${b}`, a)
      case 7: return this.#function('function', choice, f ? `return $${f}() + $${b}` : `return ${number}`, undefined, f)
      case 8: return this.#run(`for (let i = 0; i < ${number}; i++) $${a} = ($${a} + i) % 1000`, a)
      case 9: return this.#run(`for (let i = 0; i < ${number}; i++) { ${f ? `$${f}()` : 'i'}; $${a}++ }`, a, f)
      case 10: return this.#run(`;[$${a}, $${a}] = [$${b}, $${a}]`, a, b)
      case 11: return this.#run(`$${a} = (${f ? `$${f}()` : number} + $${b}) % 1000`, a, b, f)
      case 12: return this.#run(`try { $${a}++; throw ${number} } catch (error) { $${a} += error } finally { $${a}-- }`, a)
      case 13: return this.#run(`await null; $${a} += ${number}`, a)
      case 14: return this.#run(`{ const twice = (x) => 2 * x; $${a} = twice($${b}) % 1000 }`, a, b)
      case 15: {
        // A local name that hides one of the notebook.
        const local = b === a ? 'local' : b
        return this.#run(`if ($${b} % 2) $${a} -= ${number}; else { let ${local} = ${number}; $${a} += ${local} }`, a, b)
      }
      case 16: return this.#run(`while ($${a} % 7) { $${a}++; if ($${b} % 3 === 0) break }`, a, b)
      case 17: return this.#run(`await Promise.all([1, 2].map(async (x) => { await null; $${a} += x }))`, a)
      case 18: return this.#throw(`throw new RangeError('stop ' + $${b})`, b)
      default: return this.#throw(`{ const broken = null; $${a}++; broken.x; }`, a)
    }
  }

  /** A new name, or one to be declared again. */
  #nameFor(choice: number, assignable: boolean): string {
    const again = [...this.#variables.keys()].filter((name) => name !== `${this.#prefix}0` && (assignable || !this.#assigned.has(name)))
    const old = again[choice % (again.length || 1)]
    return choice % 3 === 0 && old !== undefined && !this.#cell.taken.has(old) ? old : `${this.#prefix}${this.#count++}`
  }
  #count = 1

  #declare(kind: 'let' | 'var' | 'const', name: string, value: string, ...used: string[]): void {
    if (used.includes(name)) return
    this.#take(name, ...used)
    this.#variables.set(name, kind !== 'const')
    this.#cell.text.push(`${kind} ${name} = ${inCell(value)}`)
    this.#cell.oracle.push(`N.${name} = ${inOracle(value)}`)
  }

  /** Imports come first in their cell, wherever they stand. */
  #import(name: string, exported: string): void {
    this.#take(name)
    this.#variables.set(name, false)
    this.#cell.text.push(`import { ${exported} as ${name} } from './numbers.ts'`)
    this.#cell.hoisted.push(`N.${name} = ${modules[exported as keyof typeof modules]}`)
  }

  /** Functions call only functions before them, so that no call goes round in circles. */
  #function(kind: 'const' | 'let' | 'function', choice: number, body: string, assigned?: string, called?: string): void {
    const old = this.#functions[choice % (this.#functions.length || 1)]
    const isAgain = choice % 3 === 0 && old !== undefined && !this.#cell.taken.has(old) && called === undefined
    const name = isAgain ? old : `${this.#prefix}f${this.#functions.length}`
    this.#take(name)
    if (!isAgain) this.#functions.push(name)
    if (assigned) this.#assigned.add(assigned)
    this.#cell.text.push(kind === 'function' ? `function ${name}() { ${inCell(body)} }` : `${kind} ${name} = () => { ${inCell(body)} }`)
    const made = `N.${name} = function () { ${inOracle(body)} }`
    this.#cell[kind === 'function' ? 'hoisted' : 'oracle'].push(made)
  }

  #run(text: string, ...used: (string | undefined)[]): void {
    this.#take(...used)
    this.#cell.text.push(inCell(text))
    this.#cell.oracle.push(inOracle(text))
  }

  /** What throws ends its cell. */
  #throw(text: string, ...used: string[]): void {
    this.#run(text, ...used)
    this.#next()
  }

  #take(...names: (string | undefined)[]): void {
    for (const name of names) if (name !== undefined) this.#cell.taken.add(name)
  }

  #next(): void {
    this.#cell = { text: [], hoisted: [], oracle: [], taken: new Set() }
    this.#cells.push(this.#cell)
  }

  finish(): Program {
    const names = [...this.#variables.keys()]
    const bodies = this.#cells.map(({ hoisted, oracle }) => {
      const body = [...hoisted, ...oracle].join('\n')
      return `try { ${body} } catch (e) { errors.push(e.message) }`
    })
    const values = ['errors', ...names.map((name) => `N.${name}`)]
    return {
      cells: this.#cells.map(({ text }) => text.join('\n')),
      oracle: `"use strict"; const N = {}, errors = []\n${bodies.join('\n')}\nreturn JSON.stringify([${values.join()}])`,
      names,
    }
  }
}

const inCell = (text: string): string => text.replaceAll('$', '')
const inOracle = (text: string): string => text.replaceAll('$', 'N.')

/** @param prefix begins every name, so that the notebooks of one session do not meet */
export function write(chosen: readonly Choice[], prefix: string): Program {
  const writer = new Writer(prefix)
  for (const choice of chosen) writer.add(choice)
  return writer.finish()
}

/** A session in a folder with the module that the notebooks import. */
export async function openNotebooks(): Promise<NodeSession> {
  const folder = await mkdtemp(join(tmpdir(), 'downhill-programs-'))
  const exported = Object.entries(modules).map(([name, value]) => `export const ${name}: number = ${value}\n`)
  await writeFile(join(folder, 'numbers.ts'), exported.join(''))
  return openSession({ cwd: folder })
}

/** Runs a notebook both ways. @throws AssertionError with the cells, if they do not compute the same */
export async function compare({ cells, oracle, names }: Program, session: NodeSession): Promise<void> {
  const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor as new (code: string) => () => Promise<string>
  const errors: string[] = []
  let shown = ''
  const onOutput = (output: OutputEvent): void => {
    if (output.output_type === 'execute_result') shown = String(output.data['text/plain'])
    if (output.output_type === 'error') errors.push(output.evalue)
  }
  for (const cell of cells) await session.execute(`${cell}\nundefined`, { onOutput })
  await session.execute(`JSON.stringify([${names.join()}])`, { onOutput })
  const values = JSON.parse(shown.slice(1, -1) || '[]') as unknown[]
  assert.deepEqual([errors, ...values], JSON.parse(await new AsyncFunction(oracle)()), cells.join('\n// %%\n'))
}
