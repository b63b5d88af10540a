// An expression that a person writes while a cell stands still, in TypeScript and with the notebook's names, as JavaScript that V8 can
// evaluate there: the notebook's names live in shared objects (see scope.ts), unless the frame has a variable of that name.
import MagicString from 'magic-string'
import { parse } from 'acorn'
import { referencesOf, type Reference } from '../cell/references.ts'
import type { NotebookScope } from '../cell/scope.ts'
import { stripTypes } from '../cell/strip.ts'
import { DebugError } from './protocol.ts'

/**
 * Rewrites an expression.
 *
 * @param locals names that are variables where it is evaluated
 * @throws DebugError if it is not TypeScript
 */
export const expressionIn = (source: string, scope: NotebookScope, locals: ReadonlySet<string>): string =>
  rewritten(source, ({ name }) => (!locals.has(name) && scope.kind(name) ? scope.reference(name) : undefined))

/** The same for a condition, which is evaluated where the names of variables are not known before. */
export const conditionIn = (source: string, scope: NotebookScope): string =>
  rewritten(source, ({ name, use }) => {
    if (!scope.kind(name) || use !== 'read') return undefined
    return `(typeof ${name} === "undefined" ? ${scope.reference(name)} : ${name})`
  })

function rewritten(source: string, replacement: (reference: Reference) => string | undefined): string {
  try {
    const javascript = stripTypes(source)
    const text = new MagicString(javascript)
    for (const reference of referencesOf(parse(javascript, { ecmaVersion: 'latest', sourceType: 'script' })).references) {
      const { name, start, end, shorthand } = reference
      const code = replacement(reference)
      if (code) text.update(start, end, shorthand ? `${name}: ${code}` : code)
    }
    return text.toString()
  } catch (error) {
    throw new DebugError(`This cannot be evaluated: ${(error as Error).message}`)
  }
}
