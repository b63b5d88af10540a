// Which numbers of a tensor an operation visits, and in what order. Transposing, slicing and stretching visit places that lie evenly along
// each axis, so three small things describe the walk however long it is: the shape of what is visited, the strides, and where to begin.
// Picking rows or sorting visits places that somebody has worked out: they are listed.
import type { Values } from './dtype.ts'
import { sameShape, sizeOf, stridesOf } from './layout.ts'
import { addListed, addStrided, longRow, readListed, readStrided } from './walking.ts'
import type { Shape } from './types/index.ts'

export class Walk {
  /** How many places are visited along each axis. */
  readonly shape: Shape
  /** How far apart neighbours along each axis are; none if the places are listed. */
  readonly strides: readonly number[] | undefined
  /** The first place. */
  readonly offset: number
  #list: Int32Array | undefined

  private constructor(shape: Shape, strides: readonly number[] | undefined, offset: number, list?: Int32Array) {
    this.shape = shape
    this.strides = strides
    this.offset = offset
    this.#list = list
  }

  /** Evenly spaced places. */
  static along(shape: Shape, strides: readonly number[], offset = 0): Walk {
    return new Walk(shape, strides, offset)
  }

  /** These places, in the order of a tensor of this shape. */
  static through(list: Int32Array, shape: Shape): Walk {
    return new Walk(shape, undefined, 0, list)
  }

  /** A tensor of one shape visited as often as it takes to fill another, which it is known to broadcast to. */
  static stretching(from: Shape, to: Shape): Walk {
    const own = stridesOf(from)
    const missing = to.length - from.length
    return new Walk(to, to.map((_, axis) => (axis < missing || from[axis - missing] === 1 ? 0 : own[axis - missing]!)), 0)
  }

  /** Whether its places were worked out by somebody, and are no matter of shape. */
  get isListed(): boolean {
    return this.strides === undefined
  }

  get size(): number {
    return sizeOf(this.shape)
  }

  /** Whether it is known to visit no place twice: along each axis it goes farther than along all narrower ones together. */
  get visitsOnce(): boolean {
    if (!this.strides) return false
    let reach = 0
    const axes = this.shape.map((length, axis) => ({ length, stride: this.strides![axis]! })).filter(({ length }) => length > 1)
    return axes.sort((a, b) => a.stride - b.stride).every(({ length, stride }) => {
      const isFarther = stride > reach
      reach += (length - 1) * stride
      return isFarther
    })
  }

  /** The places one by one; worked out when first asked for. */
  list(): Int32Array {
    if (this.#list) return this.#list
    const list = new Int32Array(this.size)
    this.visit((place, i) => { list[i] = place })
    return (this.#list = list)
  }

  /** Whether two walks visit the same places. Of listed ones only the number counts: the places themselves are data. */
  isLike(other: Walk): boolean {
    if (!sameShape(this.shape, other.shape) || this.offset !== other.offset) return false
    if (!this.strides || !other.strides) return this.strides === other.strides
    return sameShape(this.strides, other.strides)
  }

  /** out[i] = read[place of i] */
  copy(read: Values, out: Values): void {
    const { strides, shape, offset } = this
    if (!strides) {
      readListed(read, out, this.#list!)
    } else if (shape.length === 1 && out.length < longRow) {
      const stride = strides[0]!
      for (let i = 0, place = offset; i < out.length; i++, place += stride) out[i] = read[place]!
    } else {
      readStrided(read, out, shape, strides, offset)
    }
  }

  /** sums[place of i] += read[i] */
  add(read: Values, sums: Values): void {
    if (this.strides) addStrided(read, sums, this.shape, this.strides, this.offset)
    else addListed(read, sums, this.#list!)
  }

  /** Calls with each place and its number in the walk. */
  visit(at: (place: number, i: number) => void): void {
    if (!this.strides) {
      this.#list!.forEach(at)
      return
    }
    const { shape, strides } = this
    let i = 0
    const along = (axis: number, start: number): void => {
      if (axis === shape.length) {
        at(start, i++)
        return
      }
      const [length, stride] = [shape[axis]!, strides[axis]!]
      if (axis < shape.length - 1) {
        for (let step = 0, place = start; step < length; step++, place += stride) along(axis + 1, place)
      } else {
        for (let step = 0, place = start; step < length; step++, place += stride) at(place, i++)
      }
    }
    along(0, this.offset)
  }
}
