// A block: numbers on the heap that belong to whoever holds it, be it one tensor or several of different shapes. When nobody does any more,
// the garbage collector finds out in its own time and the block's piece goes back to the heap; who knows it earlier can release it.
//
// The library's loops want plain arrays of numbers, so a block shows itself as such a view, and a view leads back to its block. As long as
// somebody has the view, the block is held.
import type { DType, Values } from '../dtype.ts'
import { heap } from './heap.ts'
import { viewOf } from './numbers.ts'
import type { Piece } from './pool.ts'

const blocks = new WeakMap<Values, Block>()

export class Block {
  readonly dtype: DType
  /** How many numbers. */
  readonly length: number
  readonly #piece: Piece
  #view: Values | undefined
  /** What whoever still looks is told once the numbers are gone. */
  #end = 'storage: numbers were used after they had been released; this is a fault of the library'

  /** @param piece large enough; it is the block's from now on */
  constructor(dtype: DType, length: number, piece: Piece) {
    this.dtype = dtype
    this.length = length
    this.#piece = piece
    this.#view = this.#look()
    heap.leaveTo(this, piece)
  }

  /** Where its first number lies. */
  get address(): number {
    return this.#piece.address
  }

  /** Its numbers, until the next piece of the heap is taken. @throws Error if it has been released */
  get values(): Values {
    const view = this.#view
    return view !== undefined && view.buffer === heap.buffer ? view : this.#refreshed() // a view is of no use when the memory has grown
  }

  /** Gives its piece back at once; nobody may use it from now on. @param why what those who do are told */
  release(why?: string): void {
    if (this.#view === undefined) return
    this.#close(why)
    heap.giveBack(this.#piece)
  }

  /** Another block in its place, as large and of the same kind; nobody may use this one from now on. @param why what those who do are told */
  replaced(why: string): Block {
    this.#close(why)
    return new Block(this.dtype, this.length, this.#piece)
  }

  #close(why = this.#end): void {
    this.#end = why
    this.#view = undefined
    heap.takeFrom(this)
  }

  #refreshed(): Values {
    if (this.#view === undefined) throw new Error(this.#end)
    return (this.#view = this.#look())
  }

  #look(): Values {
    const view = viewOf(heap.buffer!, this.dtype, this.#piece.address, this.length)
    blocks.set(view, this)
    return view
  }
}

/** The block that a view shows, if it shows one. */
export const blockOf = (values: Values): Block | undefined => blocks.get(values)

/** The same numbers for one who has allocated since: a view of them where the heap is now. */
export const current = (values: Values): Values => blocks.get(values)?.values ?? values
