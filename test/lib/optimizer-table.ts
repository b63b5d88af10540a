// The table of the table test: for every optimizer, a learning rate for every problem. Where one number is asked for and there is no
// learning rate, it is what the optimizer has in its place (Rprop's first step, Adadelta's ε).
import {
  adadelta, adagrad, adam, adamw, adaptiveGains, amsgrad, bfgs, chain, clipByNorm, conjugateGradient, gaussNewton, hessianFree, lbfgs,
  momentum, nadam, nesterov, newton, normalisedGradient, problems, radam, rmsprop, rprop, schedule, sgd, signDescent, strongWolfe, swats,
  trustRegion, type LineSearch, type Optimizer, type Tensor,
} from '../../lib/index.ts'

export const STEPS = 400

/** From the largest to the smallest rate on the way: without that, steps of a fixed size never come to rest. */
const fading = (initial: number) => schedule.cosine({ initial, steps: STEPS })

export const ground: Record<string, problems.Problem> = {
  bowl: problems.quadratic({ conditionNumber: 10 }),
  turned: problems.quadratic({ conditionNumber: 100, angle: Math.PI / 4 }),
  rosenbrock: problems.rosenbrock(),
  beale: problems.beale(),
  himmelblau: problems.himmelblau(),
  matyas: problems.matyas(),
  saddle: problems.saddle(),
  gabor: problems.gabor(),
  logistic: problems.logistic(),
  worstCase: problems.worstCase(20),
  sparse: problems.sparse(),
  plateau: problems.plateau(),
}

/** A rate; with a share of the first gap if the method is too slow there to leave less than a thousandth in 400 steps. */
export type Entry = number | { rate: number; leaves: number }

export interface Row {
  make: (rate: number) => Optimizer
  /** One for each problem, in their order. */
  rates: Entry[]
}

/** A method that is slow here. */
const slow = (rate: number, leaves: number): Entry => ({ rate, leaves })

// Columns:  bowl  turned  rosenbrock  beale  himmelblau  matyas  saddle  gabor  logistic  worstCase  sparse  plateau
export const firstOrder: Record<string, Row> = {
  sgd: {
    make: (learningRate) => sgd({ learningRate }),
    rates: [0.1, 0.01, slow(0.003, 0.01), 0.03, 0.01, 1, 0.3, 0.3, 1, 0.3, 0.3, 3],
  },
  'sgd after clipping': {
    make: (learningRate) => chain(clipByNorm(5), sgd({ learningRate })),
    rates: [0.1, 0.01, slow(0.003, 0.02), 0.03, 0.01, 1, 0.3, 0.3, 1, 0.3, 0.3, 3],
  },
  momentum: {
    make: (learningRate) => momentum({ learningRate }),
    rates: [0.1, 0.01, 0.003, 0.01, 0.01, 1, 0.3, 0.3, 3, 0.3, 1, 3],
  },
  'momentum, averaged': {
    make: (learningRate) => momentum({ learningRate, form: 'averaged' }),
    rates: [1, 0.1, 0.03, 0.1, 0.1, 3, 3, 3, 1, 3, 3, 0.3],
  },
  nesterov: {
    make: (learningRate) => nesterov({ learningRate }),
    rates: [0.1, 0.01, 0.001, 0.01, 0.01, 1, 0.3, 0.03, 3, 0.3, 0.3, 0.1],
  },
  'nesterov, looking ahead': {
    make: (learningRate) => nesterov({ learningRate, form: 'lookAhead' }),
    rates: [0.1, 0.01, 0.001, 0.01, 0.01, 1, 0.3, 0.1, 3, 0.3, 0.3, 0.1],
  },
  'normalised gradient': {
    make: (rate) => normalisedGradient({ learningRate: fading(rate) }),
    rates: [0.01, 0.01, slow(1, 0.01), 0.01, 0.03, 0.1, 0.01, 0.05, 0.02, 0.01, 0.01, 0.1],
  },
  'normalised gradient, by length': {
    make: (rate) => normalisedGradient({ learningRate: fading(rate), by: 'length' }),
    rates: [0.01, 0.1, slow(1, 0.01), 0.03, 0.03, 0.1, 0.01, 0.1, 0.03, 0.3, 0.03, 0.1],
  },
  'sign descent': {
    make: (rate) => signDescent({ learningRate: fading(rate) }),
    rates: [0.01, 0.01, slow(1, 0.01), 0.01, 0.03, 0.1, 0.01, 0.05, 0.02, 0.01, 0.03, 0.1],
  },
  'adaptive gains': {
    make: (learningRate) => adaptiveGains({ learningRate }),
    rates: [0.1, 0.03, slow(0.003, 0.01), 0.01, 0.03, 1, 1, 0.1, 3, 0.3, 0.3, 3],
  },
  'adaptive gains, momentum': {
    make: (learningRate) => adaptiveGains({ learningRate, momentum: 0.9 }),
    rates: [0.03, 0.003, 0.003, 0.01, 0.001, 0.3, 0.3, 0.3, 0.1, 0.1, 0.1, 1],
  },
  rprop: {
    make: (initial) => rprop({ initial }),
    rates: [0.1, 3, slow(0.03, 0.01), 0.3, 0.1, 0.003, 0.1, 0.0003, 0.3, 0.001, 0.1, 0.003],
  },
  adagrad: {
    make: (learningRate) => adagrad({ learningRate }),
    rates: [1, 1, slow(1, 0.05), 1, 3, 3, 1, 1, 3, 1, 1, 3],
  },
  rmsprop: {
    make: (rate) => rmsprop({ learningRate: fading(rate) }),
    rates: [0.01, 0.1, slow(0.03, 0.01), 0.03, 0.1, 0.3, 0.1, 0.05, 0.1, 0.3, 0.01, 0.3],
  },
  adadelta: {
    make: (epsilon) => adadelta({ epsilon }),
    rates: [
      slow(3e-4, 0.1), slow(3e-4, 0.2), slow(3e-4, 0.1), slow(3e-4, 0.1), 0.003, 3, 0.003, slow(3e-4, 0.1), 0.3, slow(1e-6, 0.01), 3e-4, 3,
    ],
  },
  adam: {
    make: (rate) => adam({ learningRate: fading(rate) }),
    rates: [0.3, 0.3, 1, 1, 1, 3, 1, 0.3, 1, 1, 1, 3],
  },
  adamw: {
    make: (rate) => adamw({ learningRate: fading(rate), weightDecay: 1e-5 }),
    rates: [0.3, 0.3, 1, 0.3, 1, 3, 1, 3, 1, 0.1, 0.3, 3],
  },
  amsgrad: {
    make: (rate) => amsgrad({ learningRate: fading(rate) }),
    rates: [1, 3, 1, 0.3, 1, 3, 1, 3, 0.3, 1, 1, 3],
  },
  nadam: {
    make: (rate) => nadam({ learningRate: fading(rate) }),
    rates: [0.3, 1, slow(0.5, 0.01), 3, 1, 3, 1, 1, 3, 0.3, 1, 3],
  },
  // Its first five steps are momentum's, and so its rate must be small for the steepest place that they meet.
  radam: {
    make: (rate) => radam({ learningRate: fading(rate) }),
    rates: [0.3, slow(0.03, 0.1), slow(0.003, 0.3), slow(0.03, 0.1), slow(0.03, 0.1), 3, 1, 1, 3, 1, 1, slow(1, 0.02)],
  },
  swats: {
    make: (learningRate) => swats({ learningRate, settled: 1e-4 }),
    rates: [3, 3, slow(0.3, 0.01), 1, 3, 1, 3, 0.3, 3, 0.01, 0.03, 3],
  },
}

export interface Solver {
  make: (problem: problems.Problem) => Optimizer
  search?: LineSearch
  /** Problems it is not for, with the reason. */
  except?: Record<string, string>
}

const elsewhere = 'pure Newton goes to another critical point from this start, which is claim N3'
const noSquares = 'the loss is not a sum of squares'

const residualsOf = (problem: problems.Problem): ((w: Tensor) => Tensor) => (problem as problems.LeastSquares).residuals

export const secondOrder: Record<string, Solver> = {
  newton: {
    make: () => newton(),
    except: { beale: elsewhere, himmelblau: elsewhere, saddle: elsewhere, gabor: elsewhere, plateau: 'the curvature at the start is 0' },
  },
  'trust region': { make: () => trustRegion() },
  'gauss-newton': {
    make: (problem) => gaussNewton({ residuals: residualsOf(problem) }),
    except: {
      ...Object.fromEntries(Object.entries(ground).flatMap(([name, problem]) => ('residuals' in problem ? [] : [[name, noSquares]]))),
      beale: 'JᵀJ is singular at the start, where no residual depends on x',
    },
  },
  'hessian-free': { make: () => hessianFree() },
  'conjugate gradients': { make: () => conjugateGradient(), search: strongWolfe({ curvature: 0.1 }) },
  bfgs: { make: () => bfgs() },
  'l-bfgs': { make: () => lbfgs() },
}
