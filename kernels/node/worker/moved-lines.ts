// Where the lines of local modules came from, for those that a compiler has rewritten: their errors are to name the lines of the file.

/** The line and column in the file of a place in what runs; undefined in what only the compiler has written. Both are counted from 1. */
export type PlaceInFile = (line: number, column: number) => { line: number; column: number } | undefined

const moved = new Map<string, PlaceInFile>()

/** Notes how a file's lines were moved, or that they were not. */
export function noteMoved(file: string, placeOf: PlaceInFile | undefined): void {
  if (placeOf) moved.set(file, placeOf)
  else moved.delete(file)
}

/** A frame of a stack, `at name (file:line:column)`, with its place in the file; undefined for what only the compiler has written. */
export function frameText(site: NodeJS.CallSite): string | undefined {
  const placeOf = moved.get(site.getFileName() ?? '')
  if (!placeOf) return `    at ${site}`
  const place = placeOf(site.getLineNumber() ?? 1, site.getColumnNumber() ?? 1)
  return place && `    at ${site}`.replace(/:\d+:\d+(\)?)$/, `:${place.line}:${place.column}$1`)
}
