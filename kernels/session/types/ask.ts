// Questions about a cell that is being written, as front ends ask them. Where nothing knows the types, or what knows them fails, there is
// no answer, and that is none of the reader's business.
import { completeCommand } from '../commands/index.ts'
import type { MimeBundle } from '../output.ts'
import { hoverBundle } from './hover.ts'
import type { Completions, TypeService } from './service.ts'

/** What may be typed at an offset into a cell. */
export async function completionsAt(source: string, offset: number, types: TypeService | undefined): Promise<Completions> {
  const nothing = { items: [], start: offset, end: offset }
  return completeCommand(source, offset) ?? (await types?.complete(source, offset).catch(() => nothing)) ?? nothing
}

/** What stands at an offset into a cell, as plain text and Markdown. */
export async function inspectionAt(source: string, offset: number, types: TypeService | undefined): Promise<MimeBundle | undefined> {
  const hover = await types?.hover(source, offset).catch(() => undefined)
  return hover && hoverBundle(hover)
}
