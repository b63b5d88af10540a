// A function of tensors, made fast: it is run once and what it does is written down (trace.ts), then the program is written out number by
// number if it is small (unroll.ts), or planned as passes and products on the heap if it is large (plan/).
import { isRecording } from '../tensor/record.ts'
import { leavesOf, type Tensor, type Tree } from '../tensor/index.ts'
import { witness } from '../tensor/witness.ts'
import { build, fit, type Form, formOf, showForm } from './form.ts'
import { giveAway } from './plan/index.ts'
import type { Repeatable, Runnable } from './program.ts'
import { runnable } from './runnable.ts'
import { trace } from './trace.ts'

/** Options of {@link compile}. */
export interface CompileOptions {
  /** Which arguments are given away, by their places: their memory is used for the results, and they must not be used again. */
  donate?: readonly number[]
}

/** A compiled function; it is called as the function it was made from. */
export interface Compiled<Args extends readonly Tree[], Result extends Tree> {
  (...args: Args): Result
  /**
   * Does it several times: the first on the arguments, each other one with its result in place of the first argument. So a step of a descent
   * becomes a whole descent, which for a few parameters takes hardly more time than a loop written by hand.
   *
   * @param times a whole number, one or more
   * @returns the last result
   * @throws TypeError if the function does not give what its first argument is
   * @example
   * ```ts
   * const step = compile((w: Tensor) => w.sub(grad((w: Tensor) => w.square().sum())(w).mul(0.25)))
   * step.repeat(3, tensor([8, 16])) // → [1, 2]
   * ```
   */
  repeat(times: number, ...args: Args): Result
  /** How it runs, one line for each form of arguments it has seen: written out, in passes, or as it is and why. */
  readonly report: readonly string[]
}

/** How calls with arguments of one form are answered; without a program, by the function itself. */
interface Way {
  takes: readonly Form[]
  run: Runnable | undefined
  repeat: Repeatable | undefined
  gives: Form
}

/**
 * A faster version of a function of tensors, to the same bits. For each form of its arguments, which is their shapes and kinds, the
 * function is run once; from then on its operations are done without it.
 *
 * A Jacobian or Hessian that is mostly zeros gets short code, because what is zero whatever the parameters are is not computed. There 0 · x
 * counts as 0, which it is as long as x is finite.
 *
 * Whatever else the function looks at is therefore fixed at the first call: variables around it, numbers it is not given as tensors, how
 * often its loops run. A function that reads the numbers it computes with (`item()`, `values()`), or draws random ones, is left as it is,
 * and the report says so. Derivatives are compiled with it: `compile(grad(loss))`.
 *
 * A step that replaces its arguments can be given them for good: `compile(step, { donate: [0] })` writes its results over the numbers of
 * argument 0, which saves room and time when it is large. Who looks at such an argument afterwards is told so by an error.
 *
 * @param f from trees of tensors to a tree of tensors
 * @param options which arguments are given away; see {@link CompileOptions}
 * @throws what f throws, at the first call of each form; RangeError at a call that has no argument at a place to be given away
 * @example
 * ```ts
 * const slope = compile(grad((w: Tensor) => w.square().sum()))
 * slope(tensor([1, 2])) // → [2, 4]
 * slope(tensor([3, 4])) // → [6, 8]
 * slope.report // → [ '[2] float64: written out in 6 statements' ]
 * ```
 */
export function compile<Args extends readonly Tree[], Result extends Tree>(
  f: (...args: Args) => Result,
  { donate = [] }: CompileOptions = {},
): Compiled<Args, Result> {
  const ways: Way[] = []
  const report: string[] = []
  /** The way of arguments that have been seen before, and the tensors in them. */
  const known = (args: Args): { way: Way; leaves: Tensor[] } | undefined => {
    for (const way of ways) {
      const leaves: Tensor[] = []
      if (way.takes.every((form, i) => fit(form, args[i]!, leaves)) && way.takes.length === args.length) return { way, leaves }
    }
    return undefined
  }
  const compiled = (...args: Args): Result => {
    // Inside of a derivative, or of another function that is compiled, the operations must be noted one by one.
    if (isRecording() || witness) return f(...args)
    const found = known(args)
    if (found) return found.way.run ? (treeOf(found.way.gives, found.way.run(found.leaves)) as Result) : f(...args)
    const takes = args.map(formOf)
    const { result, program, obstacle } = trace(f, args)
    const donated = leavesAt(donate, args)
    const { how, run, repeat } = program ? runnable(program, donated) : { how: `as it is: ${obstacle}`, run: undefined, repeat: undefined }
    report.push(`${takes.map(showForm).join(', ')}: ${how}`)
    ways.push({ takes, run, repeat, gives: formOf(result) })
    if (program) giveAway(program, leavesOf(args), donated, leavesOf(result))
    return result
  }
  const repeat = (times: number, ...args: Args): Result => {
    if (!Number.isInteger(times) || times < 1) throw new RangeError(`compile: repeat: ${times} times: a whole number, one or more, is needed`)
    if (donate.some((place) => place > 0)) throw new TypeError('compile: repeat: of a step that is repeated only argument 0 can be given away')
    const [, ...rest] = args
    let result = compiled(...args)
    checkRepeats(result, args[0]!)
    const repeat = isRecording() || witness || times === 1 ? undefined : known(args)?.way
    if (repeat?.repeat) {
      const held = leavesOf(donate.length > 0 ? rest : args)
      return treeOf(repeat.gives, repeat.repeat(times - 1, [...leavesOf(result), ...leavesOf(rest)], held)) as Result
    }
    for (let time = 1; time < times; time++) result = compiled(...([result, ...rest] as unknown as Args))
    return result
  }
  return Object.assign(compiled, { repeat, report })
}

function treeOf(form: Form, tensors: readonly Tensor[]): Tree {
  let next = 0
  return build(form, () => tensors[next++]!)
}

/** @throws TypeError unless a result can take the place of the first argument */
function checkRepeats(result: Tree, argument: Tree): void {
  const [gives, takes] = [formOf(result), formOf(argument)]
  if (fit(takes, result, [])) return
  throw new TypeError(`compile: repeat: the function gives ${showForm(gives)}, which does not fit its first argument, ${showForm(takes)}`)
}

/** The places of tensors, among those of all arguments, that belong to some of the arguments. */
function leavesAt(places: readonly number[], args: readonly Tree[]): number[] {
  let next = 0
  const leaves = args.map((arg) => leavesOf(arg).map(() => next++))
  return places.flatMap((place) => {
    if (leaves[place]) return leaves[place]
    throw new RangeError(`compile: donate: there is no argument at place ${place}; the function was given ${args.length}`)
  })
}
