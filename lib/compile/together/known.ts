// Programs that have been seen before are told by their form: the same operations in the same order on tensors of the same shapes. Which
// tensors, plain numbers and listed places they are is what a program is run on. The form of a program costs a few comparisons of small
// numbers for each operation; making a program that runs costs milliseconds, and is done when one is met for the second time.
import { sameShape } from '../../tensor/layout.ts'
import type { DType } from '../../tensor/dtype.ts'
import type { Shape, Tensor } from '../../tensor/index.ts'
import type { Argument, Made, Node, Runnable } from '../program.ts'
import { runnable } from '../runnable.ts'
import { type Gathering, placeOfGiven, plainNumber, type Step } from './gathering.ts'

interface Known {
  readonly steps: readonly StepForm[]
  readonly tensors: readonly { shape: Shape; dtype: DType }[]
  readonly wanted: readonly number[]
  run: Runnable | undefined
}

/** A step without the tensors that it was seen with, which would otherwise be held. */
type StepForm = Omit<Step, 'operation'> & Pick<Step['operation'], 'name' | 'walk' | 'choices'>

/** The latest is the first. A program that was not seen for so many others is forgotten. */
const known: Known[] = []
const most = 32

/** The program that gives the wanted steps, if it has been met before. */
export function programOf(gathering: Gathering, wanted: readonly number[]): Runnable | undefined {
  const index = known.findIndex((program) => isLike(program, gathering, wanted))
  if (index < 0) {
    known.unshift({ steps: gathering.steps.map(formOf), tensors: gathering.tensors.map(likeness), wanted, run: undefined })
    known.length = Math.min(known.length, most)
    return undefined
  }
  const [program] = known.splice(index, 1)
  known.unshift(program!)
  return (program!.run ??= runnable({ given: gathering.tensors.length, results: nodesOf(gathering, wanted) }).run)
}

const likeness = ({ shape, dtype }: Tensor) => ({ shape, dtype })

const formOf = ({ operation: { name, walk, choices }, sources, shape, dtype }: Step): StepForm => ({
  name, sources, shape, dtype, ...(walk && { walk }), ...(choices && { choices }),
})

function isLike(program: Known, { steps, tensors }: Gathering, wanted: readonly number[]): boolean {
  return program.steps.length === steps.length && program.tensors.length === tensors.length && sameNumbers(program.wanted, wanted) &&
    program.steps.every((form, i) => isSameStep(form, steps[i]!)) &&
    program.tensors.every((form, i) => form.dtype === tensors[i]!.dtype && sameShape(form.shape, tensors[i]!.shape))
}

function isSameStep(form: StepForm, { operation, sources, shape, dtype }: Step): boolean {
  const { name, walk, choices } = operation
  if (form.name !== name || form.dtype !== dtype || !sameNumbers(form.sources, sources) || !sameShape(form.shape, shape)) return false
  if (walk ? !form.walk?.isLike(walk) : form.walk) return false
  if (choices?.length !== form.choices?.length) return false
  return choices === undefined || choices.every((choice, i) => choice === form.choices![i])
}

const sameNumbers = (a: readonly number[], b: readonly number[]): boolean => a.length === b.length && a.every((x, i) => x === b[i])

/** The steps as a program's nodes. */
function nodesOf({ steps, tensors }: Gathering, wanted: readonly number[]): Node[] {
  const given = tensors.map((tensor, place): Argument => ({ kind: 'argument', place, ...likeness(tensor) }))
  const made: Made[] = []
  let [numbers, lists] = [0, 0]
  for (const { operation, sources, shape, dtype } of steps) {
    const inputs = sources.map((source) => {
      if (source === plainNumber) return { kind: 'number', place: numbers++ } as const
      const place = placeOfGiven(source)
      return place === undefined ? made[source]! : given[place]!
    })
    // The program must not hold the tensors that it was met with.
    const list = operation.walk?.isListed && { list: lists++ }
    made.push({ kind: 'made', operation: { ...operation, inputs: [] }, inputs, shape, dtype, ...list })
  }
  return wanted.map((step) => made[step]!)
}
