// The life of one notebook: cells are executed one after another and share their names, whatever runs them and whoever asks. No transport
// and no host is known here; a host gives a runner, and may give something that knows the types.
import { compileCell } from './cell/compile.ts'
import type { Lower } from './cell/lowering.ts'
import { NotebookScope } from './cell/scope.ts'
import { CellSyntaxError } from './cell/syntax-error.ts'
import { CellChecker } from './checker.ts'
import { durationText, readCommands, runCommand, type Command } from './commands/index.ts'
import { completenessOf, type Completeness } from './completeness.ts'
import type { CommPort } from './comms/index.ts'
import { OutputGate } from './gate.ts'
import { eventOf } from './events.ts'
import type { ExecuteOptions, ExecuteResult } from './execute.ts'
import { InputDesk } from './input.ts'
import type { MimeBundle } from './output.ts'
import { runOf, type CellRunner, type RunOutcome } from './runner.ts'
import { Tracebacks, type CellError, type KnownCell } from './traceback.ts'
import { completionsAt, inspectionAt } from './types/ask.ts'
import type { Completions, TypeService } from './types/service.ts'

export type { ExecuteOptions, ExecuteResult }

/** So many runs ago output still finds its cell. */
const mostOutputs = 250

export class NotebookSession {
  readonly #runner: CellRunner
  readonly #types: TypeService | undefined
  readonly #checker: CellChecker
  readonly #lower: Lower | undefined
  #scope = new NotebookScope()
  #tracebacks = new Tracebacks()
  #executionCount = 0
  #runs = 0
  #running = false
  #interruptReason = ''
  /** What the running cell shows in the pager. */
  #pages: MimeBundle[] = []
  #queue: Promise<unknown> = Promise.resolve()
  /** The output of the cell that runs, or ran last. */
  #output = new OutputGate(() => {})
  /** The outputs of the latest runs, by their ids: what a timer of an earlier cell prints goes there. */
  readonly #outputs = new Map<number, OutputGate>()
  readonly #input = new InputDesk()

  /**
   * @param types checks cells and completes names, where the host can
   * @param lower compiles constructs that are more than types, where the host can
   */
  constructor(runner: CellRunner, types?: TypeService, lower?: Lower) {
    this.#runner = runner
    this.#types = types
    this.#checker = new CellChecker(types)
    this.#lower = lower
    runner.onOutput((output) => (this.#outputs.get(output.run) ?? this.#output).add(eventOf(output, this.#tracebacks)))
    runner.onInput((question) => {
      this.#output.flush()
      return this.#input.answer(question)
    })
    runner.onDeath(({ message }) => this.#forgetAll(message))
  }

  get executionCount(): number {
    return this.#executionCount
  }

  /** The notebook's names, for a debugger. */
  get scope(): NotebookScope {
    return this.#scope
  }

  /** Makes the type known of a variable that a debugger has given to the notebook. */
  adopt(name: string, type: string): void {
    void this.#types?.check(`let ${name}: ${type}`, { declared: new Map([[name, 'let']]), jsx: false }).catch(() => {})
  }

  /** The cells that have run, by the files that stacks name, for a debugger. */
  get cells(): ReadonlyMap<string, KnownCell> {
    return this.#tracebacks.cells
  }

  /** The lines between the notebook's objects and the front end. */
  get comms(): CommPort {
    return this.#runner.comms
  }

  /** Executes a cell after those that wait already. Never rejects: an error of the cell is part of the result. */
  execute(source: string, options: ExecuteOptions): Promise<ExecuteResult> {
    const executed = this.#queue.then(() => this.#execute(source, options))
    this.#queue = executed
    return executed
  }

  async #execute(source: string, { onOutput, silent = false, counted = true, ask }: ExecuteOptions): Promise<ExecuteResult> {
    const executionCount = this.#executionCount + (silent ? 0 : 1)
    if (counted) this.#executionCount = executionCount
    const output = new OutputGate(onOutput)
    this.#output.flush()
    this.#output = output
    this.#pages = []
    this.#input.open(ask)
    const { error, result } = await this.#run(source, silent ? undefined : output, executionCount)
    this.#input.close()
    if (error) output.add({ output_type: 'error', ...error })
    else if (result && !silent) output.add({ output_type: 'execute_result', ...result, execution_count: executionCount })
    await output.close()
    return { status: error ? 'error' : 'ok', executionCount, ...(error && { error }), pages: this.#pages }
  }

  /** Evaluates an expression in the notebook's scope, beside the cells. */
  async evaluate(expression: string): Promise<{ data: MimeBundle; metadata: MimeBundle } | CellError> {
    const evaluated = this.#queue.then(() => this.#run(expression))
    this.#queue = evaluated
    const { error, result } = await evaluated
    return error ?? result ?? { data: { 'text/plain': 'undefined' }, metadata: {} }
  }

  /** Compiles and runs. Every run has a name of its own, because its functions may throw long after it. */
  async #run(source: string, output?: OutputGate, count = this.#executionCount): Promise<{ error?: CellError; result?: { data: MimeBundle; metadata: MimeBundle } }> {
    const id = ++this.#runs
    this.#outputs.set(id, this.#output)
    this.#outputs.delete(id - mostOutputs)
    const name = output ? `cell_${count}${count > this.#executionCount ? `_${id}` : ''}` : `silent_${id}`
    const file = `${name.replaceAll('_', '-')}.ts`
    const label = `Cell ${count}`
    this.#tracebacks.add(file, label, source)
    try {
      const { commands, code } = readCommands(source)
      for (const command of commands) await this.#command(command)
      const isTimed = commands.some((command) => command.name === 'time')
      if (commands.length > 0 && code.trim() === '') return {}
      // What is compiled in vain, because its types are wrong, declares nothing.
      const scope = this.#checker.strict ? this.#scope.copy() : this.#scope
      const compiled = compileCell(code, scope, name, this.#lower)
      this.#tracebacks.add(file, label, source, compiled)
      const wrong = output ? await this.#checker.check(code, compiled, output) : []
      if (wrong === 'interrupted') return { error: this.#tracebacks.interrupted('', [], this.#interruptReason) }
      if (wrong.length > 0) return { error: this.#tracebacks.typeErrors(file, wrong) }
      this.#scope = scope
      this.#running = true
      const outcome = await this.#runner.run(runOf(id, file, compiled, this.#input.isAttended))
      this.#running = false
      if (outcome.status !== 'ok') return { error: this.#failure(outcome, file) }
      if (isTimed) this.#print(`Time: ${durationText(outcome.elapsed)}\n`)
      return { result: outcome.result }
    } catch (error) {
      if (error instanceof CellSyntaxError) return { error: this.#tracebacks.syntaxError(file, error) }
      throw error
    }
  }

  #command(command: Command): Promise<void> {
    return runCommand(command, {
      names: () => this.#scope.names.map((name) => [name, this.#scope.kind(name)!] as const),
      describe: (name) => this.inspect(name, name.length),
      reset: () => this.#reset(),
      setStrict: (strict) => { this.#checker.strict = strict },
      print: (text) => this.#print(text),
      page: (data) => { this.#pages.push(data) },
    })
  }

  #print(text: string): void {
    this.#output.add({ output_type: 'stream', name: 'stdout', text })
  }

  #failure(outcome: Exclude<RunOutcome, { status: 'ok' }>, file: string): CellError {
    switch (outcome.status) {
      case 'error':
        this.#forget(outcome.unset)
        return this.#tracebacks.thrown(outcome.error, file)
      case 'interrupted':
        this.#forget(outcome.unset)
        return this.#tracebacks.interrupted(outcome.stack, outcome.awaits, this.#interruptReason)
      case 'died':
        return { ename: outcome.name, evalue: outcome.message, traceback: [`${outcome.name}: ${outcome.message}`] }
    }
  }

  /** Names whose declarations were not reached are not defined. */
  #forget(names: readonly string[]): void {
    for (const name of names) this.#scope.forget(name)
    this.#types?.forget(names)
  }

  /** A thread that ends takes all variables with it; where no cell runs that could say so, it is said beside the last one. */
  #forgetAll(message: string): void {
    this.#forgetNames()
    if (!this.#running) this.#output.add({ output_type: 'stream', name: 'stderr', text: `${message}\n` })
  }

  completeness(source: string): Completeness {
    return completenessOf(source, this.#lower)
  }

  /** What may be typed at an offset into a cell that is being written. */
  complete(source: string, offset: number): Promise<Completions> {
    return completionsAt(source, offset, this.#types)
  }

  /** What stands at an offset into a cell, as plain text and Markdown. */
  inspect(source: string, offset: number): Promise<MimeBundle | undefined> {
    return inspectionAt(source, offset, this.#types)
  }

  /**
   * Stops the running cell; names and values stay.
   *
   * @param reason what the cell's error says
   */
  interrupt(reason = 'the cell was interrupted; its variables keep what they had'): Promise<void> {
    this.#interruptReason = reason
    this.#checker.interrupt()
    return this.#runner.interrupt()
  }

  /** Begins anew within a cell: the thread with all it has begun, and its names, are gone. */
  async #reset(): Promise<void> {
    this.#running = true
    await this.#runner.restart()
    this.#running = false
    this.#forgetNames()
  }

  #forgetNames(): void {
    this.#scope = new NotebookScope()
    this.#types?.reset()
  }

  /** Begins anew: no names, the count at 0. */
  async restart(): Promise<void> {
    await this.#runner.restart()
    await this.#queue
    this.#forgetNames()
    this.#checker.strict = false
    this.#tracebacks = new Tracebacks()
    this.#executionCount = 0
  }

  async close(): Promise<void> {
    await Promise.all([this.#runner.close(), this.#types?.close()])
  }
}
