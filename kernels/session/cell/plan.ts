// Where each name of a cell lives while the cell runs, so that loops at the top level are as fast as in a module and functions still see
// what later cells do. Functions always use the shared objects (see scope.ts); the question is only how top-level code does.
//
//   local       a variable of the cell, set once, copied to the shared object right after: constants, classes, functions
//   writeBack   a variable of the cell, copied to the shared object when the cell ends or is interrupted: a counter of a top-level loop
//   preload     a constant of the cell, read from the shared object at its start: what a top-level loop reads and nobody assigns
//   shared      no variable at all, only the shared object: whatever both functions and top-level code may assign
//   constant    a constant of an earlier cell or an import, assigned here: throws when the assignment is reached
//
// A variable of the cell is a copy, and a copy is right only as long as no function can read it before it is written back, or assign the
// original behind its back. That is why it matters which names functions have captured, in this cell or in one before it.
import type { Program } from 'acorn'
import { withoutExport } from './declarations.ts'
import type { Reference } from './references.ts'
import type { DeclarationKind, NotebookScope } from './scope.ts'
import { boundNames } from './syntax.ts'

export type Home = 'local' | 'writeBack' | 'preload' | 'shared' | 'constant'

/** Where each name that the notebook has a place for lives in this cell. */
export type Plan = Map<string, Home>

export function planOf(
  program: Program,
  declared: ReadonlyMap<string, DeclarationKind>,
  references: readonly Reference[],
  scope: NotebookScope,
): Plan {
  const uses = new Map<string, Reference[]>([...declared.keys()].map((name) => [name, []]))
  for (const reference of references) {
    if (!declared.has(reference.name) && scope.kind(reference.name) === undefined) continue
    const known = uses.get(reference.name)
    if (known) known.push(reference)
    else uses.set(reference.name, [reference])
  }
  const plan: Plan = new Map()
  for (const [name, nameUses] of uses) {
    const use = summary(name, nameUses, scope)
    const kind = declared.get(name)
    plan.set(name, kind ? homeOfDeclared(kind, use) : homeOfEarlier(scope.kind(name)!, use))
  }
  for (const names of patternsOf(program)) moveTogether(names, plan)
  return plan
}

interface Use {
  /** Some function, here or in an earlier cell, uses the name. */
  captured: boolean
  assignedByFunctions: boolean
  /** Assignments by top-level code, its own declaration not counted. */
  assigned: boolean
  /** Declared without a value, which leaves it to an assignment to come. */
  declaredEmpty: boolean
  readInLoop: boolean
}

function summary(name: string, uses: readonly Reference[], scope: NotebookScope): Use {
  const topLevel = uses.filter((use) => !use.inFunction)
  const inFunctions = uses.filter((use) => use.inFunction)
  const assignedByFunctions = scope.assignedByFunctions.has(name) || inFunctions.some((use) => use.use === 'write')
  return {
    captured: assignedByFunctions || scope.captured.has(name) || inFunctions.length > 0,
    assignedByFunctions,
    assigned: topLevel.some((use) => use.use === 'write'),
    declaredEmpty: topLevel.some((use) => use.use === 'declare'),
    readInLoop: topLevel.some((use) => use.inLoop),
  }
}

function homeOfDeclared(kind: DeclarationKind, use: Use): Home {
  const settledAtOnce = !use.assigned && !use.assignedByFunctions
  switch (kind) {
    case 'const':
    case 'import':
      return 'local'
    case 'class':
    case 'function':
      return settledAtOnce ? 'local' : 'shared'
    case 'let':
      if (settledAtOnce && !use.declaredEmpty) return 'local'
      return use.captured ? 'shared' : 'writeBack'
    case 'var':
      return use.captured ? 'shared' : 'writeBack'
  }
}

function homeOfEarlier(kind: DeclarationKind, use: Use): Home {
  if (use.assigned) {
    if (kind === 'const' || kind === 'import') return 'constant'
    return use.captured ? 'shared' : 'writeBack'
  }
  return use.readInLoop && !use.assignedByFunctions ? 'preload' : 'shared'
}

/** The names of each `let` pattern with several names: one statement sets them, so they must live in the same kind of place. */
function patternsOf(program: Program): string[][] {
  return program.body.flatMap((statement) => {
    const declaration = withoutExport(statement)
    return declaration?.type === 'VariableDeclaration' ? declaration.declarations.map(({ id }) => boundNames(id)) : []
  })
}

function moveTogether(names: readonly string[], plan: Plan): void {
  const homes = new Set(names.map((name) => plan.get(name)!))
  if (homes.size < 2) return
  const common: Home = homes.has('shared') ? 'shared' : 'writeBack'
  for (const name of names) if (plan.get(name) === 'local') plan.set(name, common)
}
