// Shapes in TypeScript's type system. A shape is a tuple of sizes; a size that is not known before the program runs is `number`, and a
// tensor whose number of axes is unknown has the shape `Shape`. Everything unknown is accepted, so that nobody has to write a shape.

/** The sizes of a tensor's axes, such as [128, 10]; a scalar has none. */
export type Shape = readonly number[]

/** An impossible type whose name is the explanation: the compiler's message about a wrong shape ends in this sentence. */
export interface ShapeError<Sentence extends string> {
  readonly ' shape error': Sentence
}

/** Is the number of axes unknown? */
export type UnknownRank<S extends Shape> = number extends S['length'] ? true : false

/** Is this size unknown? */
export type UnknownSize<Size extends number> = number extends Size ? true : false

/** A shape as it is written in messages: `[128, 10]`, with `?` for an unknown size. */
export type Show<S extends Shape> = UnknownRank<S> extends true ? '[...]' : `[${ShowSizes<S>}]`

type ShowSizes<S extends Shape> = S extends readonly [infer First extends number, ...infer Rest extends Shape]
  ? Rest['length'] extends 0
    ? ShowSize<First>
    : `${ShowSize<First>}, ${ShowSizes<Rest>}`
  : ''

export type ShowSize<Size extends number> = UnknownSize<Size> extends true ? '?' : `${Size}`

/** The same shape as a tuple that is not `readonly`, with `number` where `reshape` was given -1. */
export type Writable<S extends Shape> = { -readonly [Axis in keyof S]: S[Axis] extends -1 ? number : S[Axis] }
