// What there is while a plan runs: the addresses of all its numbers, and tensors where there are some. It outlasts the run, because views
// of memory that has not moved can be used again.
import type { Values } from '../../tensor/dtype.ts'
import { addressOf, allocate, current, heap, viewOf } from '../../tensor/storage/index.ts'
import { sameShape } from '../../tensor/layout.ts'
import { Tensor, valuesOf } from '../../tensor/tensor.ts'
import { type Node, shapeOf } from '../program.ts'
import { origin } from './reading.ts'
import type { Place } from './places.ts'
import type { Schedule } from './schedule.ts'

export class Scene {
  numbers: readonly number[] = []
  lists: readonly Int32Array[] = []
  given: readonly Tensor[] = []
  /** Where the numbers of each place begin. */
  readonly addresses: number[]
  /** Numbers of places that have a home of their own. */
  readonly own: (Values | undefined)[]
  readonly #schedule: Schedule
  readonly #tensors: (Tensor | undefined)[]
  readonly #views: (Values | undefined)[]

  constructor(schedule: Schedule) {
    this.#schedule = schedule
    const count = schedule.places.length
    this.addresses = new Array<number>(count).fill(0)
    this.own = new Array<Values | undefined>(count).fill(undefined)
    this.#tensors = new Array<Tensor | undefined>(count).fill(undefined)
    this.#views = new Array<Values | undefined>(count).fill(undefined)
  }

  /** What this run is given. */
  begin(given: readonly Tensor[], numbers: readonly number[], lists: readonly Int32Array[]): void {
    this.given = given
    this.numbers = numbers
    this.lists = lists
  }

  /** The numbers of a place, until something is allocated. */
  view(place: number): Values {
    const view = this.#views[place]
    const address = this.addresses[place]!
    if (view && view.byteOffset === address && view.buffer === heap.buffer) return view
    const { dtype, size } = this.#schedule.places[place]!
    return (this.#views[place] = viewOf(heap.buffer!, dtype, address, size))
  }

  /** What an operation done by itself gave; where it does not lie on the heap, it is copied to the place's stretch of the arena. */
  made(place: number, tensor: Tensor): void {
    this.#tensors[place] = tensor
    const values = valuesOf(tensor)
    const address = addressOf(values)
    if (address === undefined) this.view(place).set(values)
    else this.addresses[place] = address
  }

  /** A node as a tensor. */
  tensor(node: Node): Tensor {
    const from = this.#origin(origin(node))
    const shape = shapeOf(node)
    return sameShape(from.shape, shape) ? from : new Tensor(valuesOf(from), shape, from.dtype)
  }

  #origin(node: Node): Tensor {
    if (node.kind === 'argument') return this.given[node.place]!
    if (node.kind === 'constant') return node.tensor
    const place = this.#schedule.placeOf.get(node)!
    return (this.#tensors[place] ??= this.#read(this.#schedule.places[place]!, place))
  }

  #read({ dtype, size, node }: Place, place: number): Tensor {
    const own = current(this.own[place] ?? allocate(dtype, size))
    if (addressOf(own) !== this.addresses[place]) own.set(this.view(place))
    return new Tensor(own, shapeOf(node), dtype)
  }

  /** Lets go of all tensors. */
  end(): void {
    this.begin([], [], [])
    this.#tensors.fill(undefined)
    this.own.fill(undefined)
  }
}

