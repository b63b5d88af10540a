// Shapes of operations that name an axis: reductions, transposes, indexing, concatenation. An axis may be counted from the end: -1 is the
// last.
import type { Shape, UnknownRank, UnknownSize } from './shape.ts'

/** The axes that a shape has, counted from the front and from the back. */
export type AxisOf<S extends Shape> = UnknownRank<S> extends true ? number : FromFront<S> | ToNumber<FromBack<S>>

type FromFront<S extends Shape> = S extends readonly [...infer Rest extends Shape, number] ? Rest['length'] | FromFront<Rest> : never

type FromBack<S extends Shape> = S extends readonly [number, ...infer Rest extends Shape] ? `-${S['length']}` | FromBack<Rest> : never

type ToNumber<Text> = Text extends `${infer N extends number}` ? N : never

/** The shape left when an axis is reduced; without an axis a scalar is left. With `keepDims` a reduced axis stays, with size 1. */
export type Reduce<S extends Shape, Axis extends number | undefined, KeepDims extends boolean> = Axis extends number
  ? UnknownSize<Axis> extends true
    ? Shape
    : UnknownRank<S> extends true
      ? Shape
      : `${Axis}` extends `-${number}`
        ? ReduceFromBack<S, `${Axis}`, KeepDims>
        : ReduceFromFront<S, Axis, KeepDims>
  : KeepDims extends true
    ? { [A in keyof S]: 1 }
    : []

type ReduceFromFront<S extends Shape, Axis extends number, KeepDims extends boolean, Before extends Shape = []> = S extends readonly [
  infer Size extends number,
  ...infer Rest extends Shape,
]
  ? Before['length'] extends Axis
    ? [...Before, ...Kept<KeepDims>, ...Rest]
    : ReduceFromFront<Rest, Axis, KeepDims, [...Before, Size]>
  : Before

type ReduceFromBack<S extends Shape, Axis extends string, KeepDims extends boolean, After extends Shape = []> = S extends readonly [
  ...infer Rest extends Shape,
  infer Size extends number,
]
  ? `-${[...After, 0]['length'] & number}` extends Axis
    ? [...Rest, ...Kept<KeepDims>, ...After]
    : ReduceFromBack<Rest, Axis, KeepDims, [Size, ...After]>
  : After

type Kept<KeepDims extends boolean> = KeepDims extends true ? [1] : []

/** The shape with its axes in opposite order. */
export type Reverse<S extends Shape> = UnknownRank<S> extends true
  ? Shape
  : S extends readonly [infer First extends number, ...infer Rest extends Shape]
    ? [...Reverse<Rest>, First]
    : []

/** The shape with its axes in the order given. */
export type Permute<S extends Shape, Axes extends Shape> = UnknownRank<S> extends true
  ? Shape
  : { -readonly [I in keyof Axes]: Axes[I] extends number ? SizeAt<S, Axes[I]> : never }

type SizeAt<S extends Shape, Axis extends number> = `${Axis}` extends keyof S
  ? S[`${Axis}`] extends number
    ? S[`${Axis}`]
    : number
  : number

export type Transpose<S extends Shape, Axes extends Shape | undefined> = Axes extends Shape ? Permute<S, Axes> : Reverse<S>

/** The shape left when the first axes are indexed away, one for each index. */
export type DropFirst<S extends Shape, Index extends Shape> = UnknownRank<S> extends true
  ? Shape
  : Index extends readonly [number, ...infer Others extends Shape]
    ? S extends readonly [number, ...infer Rest extends Shape]
      ? DropFirst<Rest, Others>
      : never
    : UnknownRank<Index> extends true
      ? Shape
      : S

/** The same number of axes, of sizes unknown. */
export type AnySizes<S extends Shape> = { -readonly [Axis in keyof S]: number }

/** The shape with another size at one axis. */
export type Resize<S extends Shape, Axis extends number, Size extends number> = UnknownRank<S> extends true
  ? Shape
  : UnknownSize<Axis> extends true
    ? Shape
    : { -readonly [I in keyof S]: I extends `${Axis}` ? Size : S[I] }

/** The nested arrays that hold a tensor of this shape. */
export type ToArray<S extends Shape> = UnknownRank<S> extends true
  ? // The depth is unknown here, and a recursive type would refuse `x.toArray()[0][1]` to those who know it.
    any
  : S extends readonly [number, ...infer Rest extends Shape]
    ? ToArray<Rest>[]
    : number
