// One run of a plan: room is made, everything gets its address, what does not lie on the heap is brought there, and then the acts follow
// one another. Room for what is only needed on the way, and for copies of what lies elsewhere, is taken once and kept for the next run.
import { addressOf, allocateDirty, type Block, blockOf, heap, large, scoped } from '../../tensor/storage/index.ts'
import { type Tensor, valuesOf } from '../../tensor/tensor.ts'
import type { Program } from '../program.ts'
import { type Act, actsOf } from './acts.ts'
import { donations, givenAway } from './donation.ts'
import { bytesOf } from './places.ts'
import { origin } from './reading.ts'
import { Scene } from './scene.ts'
import type { Schedule } from './schedule.ts'

export class Runner {
  readonly #program: Program
  readonly #schedule: Schedule
  readonly #scene: Scene
  #acts: readonly Act[] | undefined
  /** Where the arena is, and for places that needed it a stretch of the heap to copy to. */
  #arena: number | undefined
  readonly #spare: (number | undefined)[] = []
  readonly #donated: readonly number[]
  /** Blocks of constants; they are never written over. */
  readonly #keep: ReadonlySet<Block | undefined>
  /** Blocks of arguments that are given away. */
  #gifts: ReadonlyMap<number, Block> = new Map()

  constructor(program: Program, schedule: Schedule, donated: readonly number[]) {
    const handedOn = new Set(program.results.map(origin))
    this.#donated = donated.filter((place) => ![...handedOn].some((node) => node.kind === 'argument' && node.place === place))
    this.#program = program
    this.#schedule = schedule
    this.#scene = new Scene(schedule)
    this.#keep = new Set(schedule.places.flatMap(({ node }) => (node.kind === 'constant' ? [blockOf(valuesOf(node.tensor))] : [])))
  }

  /** @returns nothing if there is no room */
  run(given: readonly Tensor[], numbers: readonly number[], lists: readonly Int32Array[]): Tensor[] | undefined {
    const scene = this.#scene
    scene.begin(given, numbers, lists)
    try {
      return scoped(() => {
        if (!this.#makeRoom()) return undefined
        for (const act of (this.#acts ??= actsOf(this.#schedule))) act(scene)
        this.#takeOver()
        return this.#program.results.map((result) => scene.tensor(result))
      }, (results) => (results ?? []).map(valuesOf))
    } finally {
      for (const gift of this.#gifts.values()) gift.release(givenAway)
      this.#gifts = new Map()
      scene.end()
    }
  }

  /** Results that were written over arguments have their memory from now on. */
  #takeOver(): void {
    for (const [place, argument] of this.#schedule.takeovers) {
      const gift = this.#gifts.get(argument)
      if (gift) this.#scene.own[place] = gift.replaced(givenAway).values
    }
  }

  #makeRoom(): boolean {
    const { places, arenaBytes, takeovers } = this.#schedule
    const scene = this.#scene
    const gifts = this.#donated.length === 0 ? this.#gifts : donations(scene.given, this.#donated, this.#keep)
    const arena = (this.#arena ??= this.#take(arenaBytes))
    if (arena === undefined) return false
    /** What lies elsewhere and has to be copied. */
    const strangers: number[] = []
    for (let i = 0; i < places.length; i++) {
      const { node, home, offset, size, dtype, sameAs } = places[i]!
      if (sameAs !== undefined) continue
      let address: number | undefined = arena + offset
      if (home === 'own') {
        address = gifts.get(takeovers.get(i) ?? -1)?.address ?? addressOf((scene.own[i] = allocateDirty(dtype, size))) ?? this.#spareFor(i)
      } else if (node.kind === 'argument') {
        address = addressOf(valuesOf(scene.given[node.place]!))
        if (address === undefined) {
          strangers.push(i)
          address = size < large ? arena + offset : this.#spareFor(i)
        }
      } else if (node.kind === 'constant') {
        if (this.#acts) continue
        address = addressOf(valuesOf(node.tensor))
        if (address === undefined) {
          strangers.push(i)
          address = this.#spareFor(i)
        }
      }
      if (address === undefined) return false
      scene.addresses[i] = address
    }
    places.forEach(({ sameAs }, i) => {
      if (sameAs !== undefined) scene.addresses[i] = scene.addresses[sameAs]!
    })
    for (const i of strangers) {
      const { node } = places[i]!
      if (node.kind !== 'made') scene.view(i).set(valuesOf(node.kind === 'argument' ? scene.given[node.place]! : node.tensor))
    }
    this.#gifts = gifts
    return true
  }

  #spareFor(place: number): number | undefined {
    return (this.#spare[place] ??= this.#take(bytesOf(this.#schedule.places[place]!)))
  }

  /** Room that lasts as long as the plan. */
  #take(bytes: number): number | undefined {
    const piece = heap.take(bytes, true)
    if (piece) heap.leaveTo(this, piece)
    return piece?.address
  }
}
