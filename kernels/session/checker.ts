// What becomes of a cell's type errors: usually they stand above its output and the cell runs all the same; where the notebook is strict,
// they stop it. A checker that fails costs nobody a cell.
import type { CompiledCell } from './cell/compile.ts'
import type { OutputGate } from './gate.ts'
import type { OutputEvent } from './output.ts'
import { problemsBundle } from './types/problems.ts'
import type { TypeProblem, TypeService } from './types/service.ts'

export class CellChecker {
  readonly #types: TypeService | undefined
  #failed = false
  #giveUp: (() => void) | undefined
  /** Whether type errors stop a cell. */
  strict = false

  constructor(types: TypeService | undefined) {
    this.#types = types
  }

  /**
   * Checks a cell that is about to run. Its output waits for what may have to stand above it.
   *
   * @returns the errors that keep the cell from running, or that the check was interrupted, which keeps it from running too
   */
  async check(code: string, cell: CompiledCell, output: OutputGate): Promise<TypeProblem[] | 'interrupted'> {
    const problems = this.#problems(code, cell, output)
    if (!this.strict) {
      output.holdFor(problems.then((found) => eventOf(found, code)))
      return []
    }
    const interrupted = new Promise<'interrupted'>((resolve) => { this.#giveUp = () => resolve('interrupted') })
    const found = await Promise.race([problems, interrupted])
    this.#giveUp = undefined
    if (found.length > 0) this.#types?.takeBack()
    return found
  }

  /** Ends the wait for a check, if a cell waits for one. */
  interrupt(): void {
    this.#giveUp?.()
  }

  /** A checker that fails is told once. */
  async #problems(code: string, cell: CompiledCell, output: OutputGate): Promise<TypeProblem[]> {
    try {
      return (await this.#types?.check(code, cell)) ?? []
    } catch (error) {
      const text = `Types are not checked in this session: ${(error as Error).message}\n`
      if (!this.#failed) output.add({ output_type: 'stream', name: 'stderr', text })
      this.#failed = true
      return []
    }
  }
}

const eventOf = (problems: readonly TypeProblem[], code: string): OutputEvent | undefined =>
  problems.length > 0 ? { output_type: 'display_data', data: problemsBundle(problems, code), metadata: {} } : undefined
