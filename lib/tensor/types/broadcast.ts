// The shape of `a + b`. Shapes are compared from their last axis backwards; two sizes go together when they are equal or one of them is 1,
// and axes that one shape lacks are taken from the other.
import type { Shape, ShapeError, Show, UnknownRank, UnknownSize } from './shape.ts'

/** The shape of an element-by-element operation on shapes A and B, or `never` if they do not go together. */
export type Broadcast<A extends Shape, B extends Shape> = UnknownRank<A> extends true
  ? Shape
  : UnknownRank<B> extends true
    ? Shape
    : BroadcastKnown<A, B>

type BroadcastKnown<A extends Shape, B extends Shape, Done extends Shape = []> = A extends readonly [
  ...infer RestA extends Shape,
  infer LastA extends number,
]
  ? B extends readonly [...infer RestB extends Shape, infer LastB extends number]
    ? [BroadcastSize<LastA, LastB>] extends [never]
      ? never
      : BroadcastKnown<RestA, RestB, [BroadcastSize<LastA, LastB>, ...Done]>
    : [...A, ...Done]
  : [...B, ...Done]

/** The common size of two axes. Where one is unknown the other decides, unless the other is 1. */
type BroadcastSize<A extends number, B extends number> = A extends B
  ? B extends A
    ? A
    : A extends 1
      ? B
      : UnknownSize<B> extends true
        ? A
        : never
  : A extends 1
    ? B
    : B extends 1
      ? A
      : UnknownSize<A> extends true
        ? B
        : never

/** `unknown` when A and B go together, else a type that says why not; meant to be intersected with the argument's type. */
export type Broadcasts<A extends Shape, B extends Shape, Operation extends string> = [Broadcast<A, B>] extends [never]
  ? ShapeError<`${Operation}: shapes ${Show<A>} and ${Show<B>} do not broadcast`>
  : unknown
