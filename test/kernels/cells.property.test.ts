// Cutting a program into cells must not change what it computes. Random programs of declarations, assignments, loops, closures and failing blocks
// are run twice: as one function, which is the oracle, and cut at random places into the cells of a session.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { after, before, test } from 'node:test'
import { openSession, type NodeSession, type OutputEvent } from '../../kernels/node/index.ts'
import { builtKernels } from './built.ts'

let session: NodeSession

before(async () => {
  await builtKernels()
  session = openSession({ cwd: '.' })
})
after(() => session.close())

/** What a statement is made of: choices by number, which are read modulo what there is to choose from. */
const statement = fc.tuple(fc.nat(12), fc.nat(20), fc.nat(20), fc.integer({ min: 1, max: 9 }), fc.boolean())
const programs = fc.array(statement, { minLength: 2, maxLength: 14 })

/** Writes a program of the chosen statements; the flag of each says whether a cell ends behind it. */
function write(choices: [number, number, number, number, boolean][], prefix: string): { cells: string[]; names: string[] } {
  const variables = [`${prefix}0`]
  const functions: string[] = []
  const cells = [`let ${prefix}0 = 1`]
  for (const [kind, first, second, number, ends] of choices) {
    const fresh = `${prefix}${variables.length + functions.length}`
    const a = variables[first % variables.length]!
    const b = variables[second % variables.length]!
    const f = functions[first % functions.length]
    const text = statementText(kind, { fresh, a, b, f, number })
    if (/^(let|var) /.test(text)) variables.push(fresh)
    if (/^(const|function) /.test(text)) functions.push(fresh)
    cells[cells.length - 1] += `\n${text}`
    if (ends) cells.push('')
  }
  return { cells, names: variables }
}

function statementText(kind: number, { fresh, a, b, f, number }: { fresh: string; a: string; b: string; f?: string; number: number }): string {
  switch (kind) {
    case 0: return `let ${fresh} = ${a} + ${number}`
    case 1: return `var ${fresh} = ${a} * 2 % 1000`
    case 2: return `const ${fresh} = () => ${a} + ${number}`
    case 3: return `const ${fresh} = () => { ${a} = (${a} + ${b}) % 1000; return ${a} }`
    case 4: return `function ${fresh}() { ${a}++; return ${b} }`
    case 5: return `for (let i = 0; i < ${number}; i++) ${a} += i`
    case 6: return `for (let i = 0; i < ${number}; i++) { ${f ? `${f}()` : 'i'}; ${a}++ }`
    case 7: return `;[${a}, ${b}] = [${b}, ${a}]`
    case 8: return `${a} = ${f ? `${f}()` : number} + ${b}`
    case 9: return `try { ${a}++; throw ${number} } catch (error) { ${b} += error } finally { ${a}-- }`
    case 10: return `await null; ${a} += ${number}`
    case 11: return `let ${fresh} = 0; { let ${a} = ${number}; ${fresh} += ${a} }`
    default: return `{ const twice = (x) => 2 * x; ${a} = twice(${b}) % 1000 }`
  }
}

async function asOneFunction(program: string, names: string[]): Promise<unknown> {
  const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor as new (code: string) => () => Promise<unknown>
  return new AsyncFunction(`"use strict"; ${program}\nreturn JSON.stringify([${names.join()}])`)()
}

async function asCells(cells: string[], names: string[]): Promise<unknown> {
  let shown: unknown
  const onOutput = (output: OutputEvent) => {
    if (output.output_type === 'execute_result') shown = output.data['text/plain']
    if (output.output_type === 'error') shown = output.traceback.join('\n')
  }
  for (const cell of [...cells, `JSON.stringify([${names.join()}])`]) await session.execute(cell, { onOutput })
  return shown
}

test('a program cut into cells computes what it computes in one piece', async () => {
  let programCount = 0
  await fc.assert(
    fc.asyncProperty(programs, async (choices) => {
      const { cells, names } = write(choices, `p${programCount++}_`)
      const whole = await asOneFunction(cells.join('\n'), names)
      assert.equal(await asCells(cells, names), `'${String(whole)}'`, cells.join('\n// %%\n'))
    }),
    { numRuns: 150 },
  )
})
