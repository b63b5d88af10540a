// What a cursor in a cell points at: the name that is being completed, or the name that is asked about.
import { tokensOf } from '../cell/tokens.ts'

const nameBefore = /[\p{ID_Start}$_][\p{ID_Continue}$]*$/u

/** The range of the name that ends at the cursor, empty where none does. */
export function completedRange(source: string, offset: number): { start: number; end: number } {
  const found = nameBefore.exec(source.slice(0, offset))
  return { start: offset - (found?.[0].length ?? 0), end: offset }
}

/** What to tell about: the name at the cursor, or else the function whose arguments are being typed; both as offsets of their names. */
export function inspected(source: string, offset: number): { name?: number; called?: number } {
  const tokens = tokensOf(source)
  const touched = tokens.find(({ type, start, end }) => type === 'name' && start <= offset && offset <= end)
  if (touched) return { name: touched.start }
  let closed = 0
  for (let index = tokens.findLastIndex(({ end }) => end <= offset); index > 0; index--) {
    const { text } = tokens[index]!
    if (text === ')') closed++
    if (text !== '(' || closed-- > 0) continue
    closed = 0
    const called = tokens[index - 1]!
    if (called.type === 'name') return { called: called.start }
  }
  return {}
}
