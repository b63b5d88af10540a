// `downhill check`: what can be said about notebooks without running them. Type errors and tags that settle nothing make it fail; claims
// that no chapter covers yet are listed.
import { buildStale } from '../build/index.ts'
import { coverage, readClaims } from '../check/claims.ts'
import { typeProblems } from '../check/types.ts'
import type { Command } from '../cli.ts'
import { readNotebook } from '../notebook/files.ts'
import { findNotebooks } from '../notebook/find.ts'
import { NOTEBOOKS } from '../paths.ts'

export const check: Command = {
  usage: `downhill check [NOTEBOOK…]
  type-checks notebooks (all chapters unless some are named) and lists the claims of the lectures that no chapter covers;
  exits with 1 on a type error or on a claim tag that settles nothing`,
  options: {},

  async run(_values, paths) {
    const files = await findNotebooks(paths.length > 0 ? paths : [NOTEBOOKS])
    const notebooks = await Promise.all(files.map(async (path) => ({ path, notebook: await readNotebook(path) })))
    await buildStale({ log: console.error })

    let problems: string[] = []
    for (const { path, notebook } of notebooks) problems = problems.concat(await typeProblems(path, notebook))
    const claims = await readClaims()
    const report = coverage(claims, notebooks)
    problems = problems.concat(report.problems)

    for (const problem of problems) console.error(problem)
    const count = notebooks.length === 1 ? '1 notebook' : `${notebooks.length} notebooks`
    console.log(problems.length === 0 ? `${count}: no type errors.` : `${count}: ${problems.length} problems.`)
    if (paths.length === 0) {
      console.log(`${report.covered.size} of ${claims.length} claims are covered.`)
      for (const { id, chapter, claim } of report.uncovered) console.log(`  not covered: ${id} (chapter ${chapter}): ${claim}`)
    }
    return problems.length > 0 ? 1 : 0
  },
}
