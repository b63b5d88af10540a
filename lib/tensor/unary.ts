// Functions of one number, applied to every element. Each line reads: the function, then the gradient g of the loss with respect to its
// value y, turned into the gradient with respect to its argument x (the chain rule: g · dy/dx).
import { sub } from './binary.ts'
import { asTensor, type Operand } from './broadcast.ts'
import { ElementFunction, ofEach } from './elementwise.ts'
import { isRecording, record } from './record.ts'
import type { UnaryFunction } from './signatures.ts'
import type { Tensor } from './tensor.ts'

function unary(
  name: string,
  value: (x: number) => number,
  pullback: (g: Tensor, x: Tensor, y: Tensor) => Tensor,
): UnaryFunction {
  const apply = (operand: Operand): Tensor => {
    const x = asTensor(name, operand)
    const y = ofEach(f, x)
    return isRecording() ? record(y, [x, (g) => pullback(g, x, y)]) : y
  }
  const f = new ElementFunction(name, value, apply as (...inputs: Operand[]) => Tensor)
  return apply as UnaryFunction
}

/**
 * The opposite number, element by element: -x.
 * @example neg(tensor([1, -2])) // → [-1, 2]
 */
export const neg = unary('neg', (x) => -x, (g) => g.neg())

/**
 * The square, element by element: x².
 * @example square(tensor([1, -2, 3])) // → [1, 4, 9]
 */
export const square = unary('square', (x) => x * x, (g, x) => g.mul(x.mul(2)))

/**
 * The square root, element by element: √x. Its slope grows without bound towards 0.
 * @example sqrt(tensor([1, 4, 9])) // → [1, 2, 3]
 */
export const sqrt = unary('sqrt', Math.sqrt, (g, x, y) => g.div(y.mul(2)))

/**
 * The exponential function, element by element: eˣ.
 * @example exp(tensor([0, 1])) // → [1, 2.718]
 */
export const exp = unary('exp', Math.exp, (g, x, y) => g.mul(y))

/**
 * The natural logarithm, element by element: log x.
 * @example log(tensor([1, Math.E])) // → [0, 1]
 */
export const log = unary('log', Math.log, (g, x) => g.div(x))

/**
 * The sine of an angle in radians, element by element.
 * @example sin(tensor([0, Math.PI / 6])) // → [0, 0.5]
 */
export const sin = unary('sin', Math.sin, (g, x) => g.mul(x.cos()))

/**
 * The cosine of an angle in radians, element by element.
 * @example cos(tensor([0, Math.PI / 3])) // → [1, 0.5]
 */
export const cos = unary('cos', Math.cos, (g, x) => g.mul(x.sin().neg()))

/**
 * The hyperbolic tangent, element by element: (eˣ - e⁻ˣ) / (eˣ + e⁻ˣ).
 * @example tanh(tensor([-20, 0, 1])) // → [-1, 0, 0.7616]
 */
export const tanh = unary('tanh', Math.tanh, (g, x, y) => g.mul(sub(1, y.square())))

/**
 * The logistic function, element by element: 1 / (1 + e⁻ˣ). It does not overflow on either side.
 * @example sigmoid(tensor([-1000, 0, 1000])) // → [0, 0.5, 1]
 */
export const sigmoid = unary('sigmoid', sigma, (g, x, y) => g.mul(y.mul(sub(1, y))))

/** Math.exp(-x) overflows far left of zero; there the same value is had from exp(x). */
function sigma(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x))
  const e = Math.exp(x)
  return e / (1 + e)
}

/**
 * A smooth relu, element by element: log(1 + eˣ). It does not overflow.
 * @example softplus(tensor([0, 1000])) // → [0.6931, 1000]
 */
export const softplus = unary('softplus', (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), (g, x) => g.mul(x.sigmoid()))

// The kinks: abs and relu have no derivative at 0, and 0 is taken (a value between the slopes on either side).
/**
 * The absolute value, element by element: |x|. The slope at 0 is taken as 0.
 * @example abs(tensor([-3, 0, 2])) // → [3, 0, 2]
 */
export const abs = unary('abs', Math.abs, (g, x) => g.mul(x.sign()))

/**
 * The rectified linear unit, element by element: max(x, 0). The slope at 0 is taken as 0.
 * @example relu(tensor([-1, 0, 2])) // → [0, 0, 2]
 */
export const relu = unary('relu', (x) => (x < 0 ? 0 : x), (g, x) => g.mul(step(x)))

// Flat wherever they have a derivative.
/**
 * -1, 0 or 1 as the number is negative, zero or positive. It is flat, so its gradient is 0.
 * @example sign(tensor([-3, 0, 2])) // → [-1, 0, 1]
 */
export const sign = unary('sign', Math.sign, (g) => g.mul(0))

const step = unary('step', (x) => (x > 0 ? 1 : 0), (g) => g.mul(0))
