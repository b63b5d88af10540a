// One cell of TypeScript becomes one async function of JavaScript that shares its names with the other cells: types out, tree, uses of
// names, plan, edits. Each step has its file and its reasons there. A cell that does not compile leaves the notebook's scope as it was.
import { parse, type Program } from 'acorn'
import { declarationsOf, mergedNames } from './declarations.ts'
import { emit } from './emit.ts'
import type { Lower } from './lowering.ts'
import { planOf, type Plan } from './plan.ts'
import { CellPositions, type Position } from './positions.ts'
import { referencesOf, type References } from './references.ts'
import type { DeclarationKind, NotebookScope } from './scope.ts'
import { toJavaScript } from './strip.ts'
import { CellSyntaxError } from './syntax-error.ts'

/** A cell that is ready to run. */
export interface CompiledCell {
  /** An expression: an async function that takes the text of `flush` and the cell's runtime. */
  code: string
  /** How long the text is that stands before the cell on its first line. */
  headLength: number
  /** Statements that write the cell's variables back to the shared objects. */
  flush: string
  /** How many shared objects must exist before the cell runs. */
  objects: number
  imports: { source: string; position: Position }[]
  /** The names it declares, with the kind of each. */
  declared: Map<string, DeclarationKind>
  /** Whether it has elements, which TypeScript must be told. */
  jsx: boolean
  /** The shared object of each name that it declares. */
  objectOf: Map<string, string>
  /** Where each name lives while the cell runs. */
  plan: Plan
  positions: CellPositions
}

/**
 * Compiles a cell and records what it declares in the scope.
 *
 * @param source the cell as it was written
 * @param scope the names of the notebook
 * @param name the name of the function, which a stack shows: `cell_3`
 * @param lower compiles constructs that are more than types, where the host can
 * @throws CellSyntaxError with the place in the cell
 */
export function compileCell(source: string, scope: NotebookScope, name: string, lower?: Lower): CompiledCell {
  try {
    return compiled(source, scope, name, lower)
  } catch (error) {
    // Trees are walked by functions that call themselves; JavaScript engines refuse such code as well, a little further down.
    if (!(error instanceof RangeError) || !error.message.includes('call stack')) throw error
    throw new CellSyntaxError('The cell is nested too deeply to be compiled; give parts of its expressions names of their own', 1, 1)
  }
}

function compiled(source: string, scope: NotebookScope, name: string, lower?: Lower): CompiledCell {
  const { code: javascript, mappings, jsx, usings } = toJavaScript(source, lower)
  const positions = new CellPositions(source, javascript, mappings)
  const program = parseJavaScript(javascript, positions)
  const declared = declarationsOf(program, mappings === undefined ? undefined : source)
  const found = referencesOf(program)
  const plan = planOf(program, declared, found.references, scope)
  for (const [declaredName, kind] of declared) scope.declare(declaredName, kind)
  const { text, headLength, flush, imports } = emit({
    javascript, program, functionName: name, declared, found, plan, scope, usings, merged: mergedNames(source, declared),
  })
  positions.rewrittenAs(text, headLength)
  rememberFunctions(found, scope)
  return {
    code: text.toString(),
    headLength,
    flush,
    objects: scope.objects,
    imports: imports.map(({ source: module, start }) => ({ source: module, position: positions.ofOffset(start) })),
    declared,
    jsx,
    objectOf: new Map([...declared.keys()].map((key) => [key, scope.objectOf(key)])),
    plan,
    positions,
  }
}

function parseJavaScript(javascript: string, positions: CellPositions): Program {
  try {
    return parse(javascript, { ecmaVersion: 'latest', sourceType: 'module', allowAwaitOutsideFunction: true })
  } catch (error) {
    const { pos } = error as { pos?: number }
    if (!(error instanceof SyntaxError) || pos === undefined) throw error
    const { line, column } = positions.ofOffset(pos)
    throw new CellSyntaxError(error.message.replace(/ \(\d+:\d+\)$/, ''), line, column, javascript.slice(pos).trim() === '')
  }
}

/** Later cells must know which names the functions of this one use and assign, declared or not. */
function rememberFunctions({ references }: References, scope: NotebookScope): void {
  for (const { name, use, inFunction } of references) {
    if (!inFunction) continue
    scope.captured.add(name)
    if (use === 'write') scope.assignedByFunctions.add(name)
    if (scope.kind(name) === undefined) scope.awaited.add(name)
  }
}
