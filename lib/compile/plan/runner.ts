// One run of a plan: room is made, everything gets its address, what does not lie on the heap is brought there, and then the acts follow one
// another. Room for what is only needed on the way is given back at the end.
import { addressOf, allocateDirty, type Block, heap, large, type Piece, reserve, scoped } from '../../tensor/storage/index.ts'
import { type Tensor, valuesOf } from '../../tensor/tensor.ts'
import type { Program } from '../program.ts'
import { type Act, actsOf } from './acts.ts'
import { Scene } from './scene.ts'
import { bytesOf, type Schedule } from './schedule.ts'

export class Runner {
  readonly #program: Program
  readonly #schedule: Schedule
  readonly #scene: Scene
  #acts: readonly Act[] | undefined
  /** Constants that had to be brought onto the heap. */
  readonly #constants: Block[] = []
  /** What is taken for one run. */
  readonly #pieces: Piece[] = []

  constructor(program: Program, schedule: Schedule) {
    this.#program = program
    this.#schedule = schedule
    this.#scene = new Scene(schedule)
  }

  /** @returns nothing if there is no room */
  run(given: readonly Tensor[], numbers: readonly number[], lists: readonly Int32Array[]): Tensor[] | undefined {
    const scene = this.#scene
    Object.assign(scene, { given, numbers, lists })
    try {
      return scoped(() => {
        if (!this.#acts && !this.#placeConstants()) return undefined
        if (!this.#makeRoom()) return undefined
        for (const act of (this.#acts ??= actsOf(this.#schedule))) act(scene)
        return this.#program.results.map((result) => scene.tensor(result))
      }, (results) => (results ?? []).map(valuesOf))
    } finally {
      scene.end()
      for (const piece of this.#pieces) heap.giveBack(piece)
      this.#pieces.length = 0
    }
  }

  #placeConstants(): boolean {
    const { places } = this.#schedule
    return places.every(({ node, dtype, size }, place) => {
      if (node.kind !== 'constant') return true
      let address = addressOf(valuesOf(node.tensor))
      if (address === undefined) {
        const block = reserve(dtype, size)
        if (!block) return false
        block.values.set(valuesOf(node.tensor))
        this.#constants.push(block)
        address = block.address
      }
      this.#scene.addresses[place] = address
      return true
    })
  }

  #makeRoom(): boolean {
    const { places, arenaBytes } = this.#schedule
    const scene = this.#scene
    const arena = this.#take(arenaBytes)
    if (arena === undefined) return false
    /** Arguments that lie elsewhere. */
    const strangers: number[] = []
    for (let i = 0; i < places.length; i++) {
      const place = places[i]!
      const { node, home, size, dtype } = place
      if (node.kind === 'constant') continue
      let address: number | undefined = arena + place.offset
      if (home === 'own') {
        address = addressOf((scene.own[i] = allocateDirty(dtype, size)))
      } else if (node.kind === 'argument') {
        const found = addressOf(valuesOf(scene.given[node.place]!))
        if (found === undefined) strangers.push(i)
        if (found !== undefined || size >= large) address = found ?? this.#take(bytesOf(place))
      }
      if (address === undefined) return false
      scene.addresses[i] = address
    }
    for (const i of strangers) {
      const { node } = places[i]!
      if (node.kind === 'argument') scene.view(i).set(valuesOf(scene.given[node.place]!))
    }
    return true
  }

  #take(bytes: number): number | undefined {
    const piece = heap.take(bytes)
    if (piece) this.#pieces.push(piece)
    return piece?.address
  }
}
