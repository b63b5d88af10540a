// Methods that apply a function to every element.
import type { DType } from '../dtype.ts'
import type { UnaryMethod } from '../signatures.ts'
import type { Tensor } from '../tensor.ts'

export interface ElementMethods {
  /** -x */
  neg: UnaryMethod
  /** |x|, with the slope 0 at 0. */
  abs: UnaryMethod
  /** -1, 0 or 1. */
  sign: UnaryMethod
  /** x² */
  square: UnaryMethod
  /** √x */
  sqrt: UnaryMethod
  /** eˣ */
  exp: UnaryMethod
  /** The natural logarithm. */
  log: UnaryMethod
  /** The sine of an angle in radians. */
  sin: UnaryMethod
  /** The cosine of an angle in radians. */
  cos: UnaryMethod
  /** The hyperbolic tangent. */
  tanh: UnaryMethod
  /** The logistic function 1 / (1 + e⁻ˣ). */
  sigmoid: UnaryMethod
  /** max(x, 0), with the slope 0 at 0. */
  relu: UnaryMethod
  /** log(1 + eˣ), a smooth relu. */
  softplus: UnaryMethod
  /** The same numbers as another kind, `'float64'` or `'float32'`. */
  cast(dtype: DType): Tensor
}
