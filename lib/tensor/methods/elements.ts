// Methods that apply a function to every element.
import type { DType } from '../dtype.ts'
import type { UnaryMethod } from '../signatures.ts'
import type { Tensor } from '../tensor.ts'
import type { Shape } from '../types/index.ts'

export interface ElementMethods {
  /**
   * -x
   * @example tensor([1, -2]).neg() // → [-1, 2]
   */
  neg: UnaryMethod
  /**
   * |x|, with the slope 0 at 0.
   * @example tensor([-3, 0, 2]).abs() // → [3, 0, 2]
   */
  abs: UnaryMethod
  /**
   * -1, 0 or 1. Its gradient is 0.
   * @example tensor([-3, 0, 2]).sign() // → [-1, 0, 1]
   */
  sign: UnaryMethod
  /**
   * x²
   * @example tensor([1, -2, 3]).square() // → [1, 4, 9]
   */
  square: UnaryMethod
  /**
   * √x
   * @example tensor([1, 4, 9]).sqrt() // → [1, 2, 3]
   */
  sqrt: UnaryMethod
  /**
   * eˣ
   * @example tensor([0, 1]).exp() // → [1, 2.718]
   */
  exp: UnaryMethod
  /**
   * The natural logarithm, log x.
   * @example tensor([1, Math.E]).log() // → [0, 1]
   */
  log: UnaryMethod
  /**
   * The sine of an angle in radians.
   * @example tensor([0, Math.PI / 6]).sin() // → [0, 0.5]
   */
  sin: UnaryMethod
  /**
   * The cosine of an angle in radians.
   * @example tensor([0, Math.PI / 3]).cos() // → [1, 0.5]
   */
  cos: UnaryMethod
  /**
   * The hyperbolic tangent.
   * @example tensor([-20, 0, 1]).tanh() // → [-1, 0, 0.7616]
   */
  tanh: UnaryMethod
  /**
   * The logistic function 1 / (1 + e⁻ˣ).
   * @example tensor([-1000, 0, 1000]).sigmoid() // → [0, 0.5, 1]
   */
  sigmoid: UnaryMethod
  /**
   * max(x, 0), with the slope 0 at 0.
   * @example tensor([-1, 0, 2]).relu() // → [0, 0, 2]
   */
  relu: UnaryMethod
  /**
   * log(1 + eˣ), a smooth relu.
   * @example tensor([0, 1000]).softplus() // → [0.6931, 1000]
   */
  softplus: UnaryMethod
  /**
   * x kept between two bounds, min(max(x, low), high).
   * @throws RangeError unless low ≤ high
   * @example tensor([-5, 0.3, 5]).clip(-1, 1) // → [-1, 0.3, 1]
   */
  clip<S extends Shape>(this: Tensor<S>, low: number, high: number): Tensor<S>
  /**
   * The same numbers as another kind, `'float64'` or `'float32'`.
   * @example tensor([0.1]).cast('float32').values() // → [ 0.10000000149011612 ]
   */
  cast(dtype: DType): Tensor
}
