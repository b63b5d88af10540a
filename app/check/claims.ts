// The lectures' claims against the chapters: which of them a tagged cell settles, and which no chapter covers yet. A tag alone settles
// nothing: its cell has to call `claim('ID', …)`, and no claim may be settled twice.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sourceOf, type Notebook } from '../notebook/format.ts'
import { NOTEBOOKS } from '../paths.ts'

/** A statement of the lectures that a chapter has to put to the test. */
export interface Claim {
  id: string
  chapter: number
  claim: string
  source: string
}

export interface ClaimReport {
  /** Where each covered claim is settled. */
  covered: Map<string, string>
  uncovered: Claim[]
  /** Tags that settle nothing, each as one sentence. */
  problems: string[]
}

/** All claims of the course, in the order of its chapters. */
export async function readClaims(): Promise<Claim[]> {
  return JSON.parse(await readFile(join(NOTEBOOKS, 'claims.json'), 'utf8')) as Claim[]
}

/** Compares the claims with the `claim:ID` tags of the notebooks' cells. */
export function coverage(claims: Claim[], notebooks: { path: string; notebook: Notebook }[]): ClaimReport {
  const known = new Set(claims.map(({ id }) => id))
  const covered = new Map<string, string>()
  const problems: string[] = []
  for (const { path, notebook } of notebooks) {
    for (const [index, cell] of notebook.cells.entries()) {
      const place = `${path}: cell ${index + 1}`
      for (const id of claimTags(cell.metadata.tags)) {
        if (!known.has(id)) problems.push(`${place}: tag claim:${id}: there is no claim ${id} in notebooks/claims.json.`)
        else if (!settles(sourceOf(cell), id)) problems.push(`${place}: tag claim:${id}: the cell never calls claim('${id}', …).`)
        else if (covered.has(id)) problems.push(`${place}: tag claim:${id}: already settled in ${covered.get(id)}.`)
        else covered.set(id, place)
      }
    }
  }
  return { covered, uncovered: claims.filter(({ id }) => !covered.has(id)), problems }
}

const claimTags = (tags: string[] = []): string[] => tags.filter((tag) => tag.startsWith('claim:')).map((tag) => tag.slice('claim:'.length))

const settles = (source: string, id: string): boolean => new RegExp(`\\bclaim\\(\\s*(['"\`])${id}\\1`).test(source)
