// The work done by loops over typed arrays, with derivatives worked out by hand: what somebody writes who needs this one thing to be fast
// and uses no library.
import type { Program } from '../work.ts'
import { adamUpdate, gabor, rosenbrock } from './small.ts'
import { chainGradient, chainHessian, chainHvp } from './chain.ts'
import { mlp, softmaxRegression } from './layers.ts'
import { product } from './product.ts'
import { rowSoftmax, wave, waveGradient } from './elements.ts'

export const program: Program = {
  rosenbrock, gabor, adamUpdate, softmaxRegression, mlp, product, wave, waveGradient, rowSoftmax, chainGradient, chainHvp, chainHessian,
}
