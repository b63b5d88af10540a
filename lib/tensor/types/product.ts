// The shape of a matrix product: [..., m, k] @ [..., k, n] is [..., m, n], and the axes in front broadcast. A vector counts as a row on the
// left and as a column on the right, and its extra axis is dropped from the result.
import type { Broadcast } from './broadcast.ts'
import type { Shape, ShapeError, Show, ShowSize, UnknownRank, UnknownSize } from './shape.ts'

/** The shape of `a.matmul(b)`, or `never` if there is none. */
export type MatMul<A extends Shape, B extends Shape> = UnknownRank<A> extends true
  ? Shape
  : UnknownRank<B> extends true
    ? Shape
    : A extends readonly [infer K extends number]
      ? VectorOnLeft<K, B>
      : B extends readonly [infer K extends number]
        ? VectorOnRight<A, K>
        : Matrices<A, B>

type VectorOnLeft<K extends number, B extends Shape> = B extends readonly [infer KB extends number]
  ? WhenEqual<K, KB, []>
  : B extends readonly [...infer Front extends Shape, infer KB extends number, infer N extends number]
    ? WhenEqual<K, KB, [...Front, N]>
    : never

type VectorOnRight<A extends Shape, K extends number> = A extends readonly [...infer Front extends Shape, infer KA extends number]
  ? WhenEqual<KA, K, Front>
  : never

type Matrices<A extends Shape, B extends Shape> = A extends readonly [
  ...infer FrontA extends Shape,
  infer M extends number,
  infer KA extends number,
]
  ? B extends readonly [...infer FrontB extends Shape, infer KB extends number, infer N extends number]
    ? [Broadcast<FrontA, FrontB>] extends [never]
      ? never
      : WhenEqual<KA, KB, [...Broadcast<FrontA, FrontB>, M, N]>
    : never
  : never

type WhenEqual<A extends number, B extends number, Result> = Agree<A, B> extends true ? Result : never

/** Equal, or one of them unknown. */
type Agree<A extends number, B extends number> = A extends B ? true : B extends A ? true : UnknownSize<A> extends true ? true : false

/** `unknown` when the product exists, else a type that says why not; meant to be intersected with the argument's type. */
export type Multiplies<A extends Shape, B extends Shape> = [MatMul<A, B>] extends [never] ? ShapeError<WhyNot<A, B>> : unknown

type WhyNot<A extends Shape, B extends Shape> = A extends readonly []
  ? 'matmul: a scalar has no matrix product, use mul'
  : B extends readonly []
    ? 'matmul: a scalar has no matrix product, use mul'
    : Agree<LastSize<A>, InnerSize<B>> extends true
      ? `matmul: ${Show<A>} @ ${Show<B>}: the axes before the last two do not broadcast`
      : `matmul: ${Show<A>} @ ${Show<B>}: inner sizes ${ShowSize<LastSize<A>>} and ${ShowSize<InnerSize<B>>} differ`

type LastSize<S extends Shape> = S extends readonly [...Shape, infer K extends number] ? K : number

type InnerSize<S extends Shape> = S extends readonly [...Shape, infer K extends number, number] ? K : LastSize<S>
