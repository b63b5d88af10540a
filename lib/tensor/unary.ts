// Functions of one number, applied to every element. Each line reads: the function, then the gradient g of the loss with respect to its
// value y, turned into the gradient with respect to its argument x (the chain rule: g · dy/dx).
import { sub } from './binary.ts'
import { asTensor, type Operand } from './broadcast.ts'
import { allocate } from './dtype.ts'
import { record } from './record.ts'
import type { UnaryFunction } from './signatures.ts'
import { Tensor, valuesOf } from './tensor.ts'

function unary(
  name: string,
  value: (x: number) => number,
  pullback: (g: Tensor, x: Tensor, y: Tensor) => Tensor,
): UnaryFunction {
  const apply = (operand: Operand): Tensor => {
    const x = asTensor(name, operand)
    const read = valuesOf(x)
    const out = allocate(x.dtype, read.length)
    for (let i = 0; i < out.length; i++) out[i] = value(read[i]!)
    const y = new Tensor(out, x.shape, x.dtype)
    return record(y, [x, (g) => pullback(g, x, y)])
  }
  return apply as UnaryFunction
}

export const neg = unary('neg', (x) => -x, (g) => g.neg())

export const square = unary('square', (x) => x * x, (g, x) => g.mul(x.mul(2)))

export const sqrt = unary('sqrt', Math.sqrt, (g, x, y) => g.div(y.mul(2)))

export const exp = unary('exp', Math.exp, (g, x, y) => g.mul(y))

export const log = unary('log', Math.log, (g, x) => g.div(x))

export const sin = unary('sin', Math.sin, (g, x) => g.mul(x.cos()))

export const cos = unary('cos', Math.cos, (g, x) => g.mul(x.sin().neg()))

export const tanh = unary('tanh', Math.tanh, (g, x, y) => g.mul(sub(1, y.square())))

export const sigmoid = unary('sigmoid', sigma, (g, x, y) => g.mul(y.mul(sub(1, y))))

/** Math.exp(-x) overflows far left of zero; there the same value is had from exp(x). */
function sigma(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x))
  const e = Math.exp(x)
  return e / (1 + e)
}

export const softplus = unary('softplus', (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), (g, x) => g.mul(x.sigmoid()))

// The kinks: abs and relu have no derivative at 0, and 0 is taken (a value between the slopes on either side).
export const abs = unary('abs', Math.abs, (g, x) => g.mul(x.sign()))

export const relu = unary('relu', (x) => (x < 0 ? 0 : x), (g, x) => g.mul(step(x)))

// Flat wherever they have a derivative.
export const sign = unary('sign', Math.sign, (g) => g.mul(0))

const step = unary('step', (x) => (x > 0 ? 1 : 0), (g) => g.mul(0))
