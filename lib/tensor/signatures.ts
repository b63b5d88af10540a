// The types of operations, as functions and as methods. A wrong shape shows up as an argument of an impossible type that says what is
// wrong.
import type { Tensor } from './tensor.ts'
import type { Broadcast, Broadcasts, Shape } from './types/index.ts'

/** `exp(x)` */
export interface UnaryFunction {
  <S extends Shape = []>(x: Tensor<S> | number): Tensor<S>
}

/** `x.exp()` */
export interface UnaryMethod {
  <S extends Shape>(this: Tensor<S>): Tensor<S>
}

/** `add(a, b)` */
export interface BinaryFunction<Name extends string> {
  <A extends Shape = [], B extends Shape = []>(
    a: Tensor<A> | number,
    b: number | (Tensor<B> & Broadcasts<A, B, Name>),
  ): Tensor<Broadcast<A, B>>
}

/** `a.add(b)` */
export interface BinaryMethod<Name extends string> {
  <A extends Shape, B extends Shape = []>(this: Tensor<A>, b: number | (Tensor<B> & Broadcasts<A, B, Name>)): Tensor<Broadcast<A, B>>
}
