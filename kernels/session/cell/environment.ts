// The local environments of JavaScript: which names a function, a block or the head of a loop declares for itself, and whether a name is
// local at a place. The cell's own top level is no environment here, because its names are the notebook's.
import type { AnyNode } from 'acorn'
import { boundNames, walkSameFunction } from './syntax.ts'

/** A place in a cell. Environments are linked from the inside out. */
export interface Place {
  names: Set<string>
  outer?: Place
  inFunction: boolean
  inLoop: boolean
}

export const isLocal = (name: string, place: Place | undefined): boolean =>
  place !== undefined && (place.names.has(name) || isLocal(name, place.outer))

export const inner = (outer: Place, names: Iterable<string> = []): Place =>
  ({ names: new Set(names), outer, inFunction: outer.inFunction, inLoop: outer.inLoop })

/** A place whose code runs when a function is called, and not when the cell gets there. */
export const asFunction = (place: Place): Place => ({ ...place, inFunction: true, inLoop: false })

/** Names that a block declares for itself. */
export function blockNames(body: readonly AnyNode[]): string[] {
  return body.flatMap((statement) => {
    if (statement.type === 'VariableDeclaration' && statement.kind !== 'var') return statement.declarations.flatMap((d) => boundNames(d.id))
    const isNamed = statement.type === 'FunctionDeclaration' || statement.type === 'ClassDeclaration'
    return isNamed && statement.id ? [statement.id.name] : []
  })
}

/** Names that `var` declares anywhere in a function's body. */
export function varNames(body: AnyNode): string[] {
  const names: string[] = []
  walkSameFunction(body, (node) => {
    if (node.type === 'VariableDeclaration' && node.kind === 'var') names.push(...node.declarations.flatMap((d) => boundNames(d.id)))
  })
  return names
}

/** Names that the head of a loop declares for the loop. */
export const headNames = (head: AnyNode | null | undefined): string[] => (head ? blockNames([head]) : [])
