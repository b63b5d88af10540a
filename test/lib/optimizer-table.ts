// The table of the table test: for every optimizer, a learning rate for every problem. Where one number is asked for and there is no
// learning rate, it is what the optimizer has in its place (Rprop's first step, Adadelta's ε).
import {
  adadelta, adagrad, adam, adamw, adaptiveGains, amsgrad, bfgs, chain, clipByNorm, conjugateGradient, gaussNewton, hessianFree, lbfgs,
  momentum, nadam, nesterov, newton, normalisedGradient, problems, radam, rmsprop, rprop, schedule, sgd, signDescent, strongWolfe, swats,
  trustRegion, type LineSearch, type Optimizer, type Tensor,
} from '../../lib/index.ts'

/** From the largest to the smallest rate on the way: without that, steps of a fixed size never come to rest. */
const fading = (initial: number, steps: number) => schedule.cosine({ initial, steps })

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

/** How a method is set for a problem, how many steps it is given, and what share of the first gap it may leave. */
export interface Entry {
  rate: number
  steps: number
  leaves: number
}

/** A rate alone stands for 400 steps that leave less than a thousandth. */
export const entryOf = (entry: number | Partial<Entry> & { rate: number }): Entry => ({
  ...{ steps: 400, leaves: 1e-3 },
  ...(typeof entry === 'number' ? { rate: entry } : entry),
})

export interface Row {
  make: (rate: number, steps: number) => Optimizer
  /** One for each problem, in their order. */
  rates: (number | Partial<Entry> & { rate: number })[]
}

/** A method that needs more steps here: in a long valley the gradient along it is small, and the rate is bounded by the walls. */
const longer = (steps: number, rate: number) => ({ rate, steps })

// Columns:  bowl  turned  rosenbrock  beale  himmelblau  matyas  saddle  gabor  logistic  worstCase  sparse  plateau
export const firstOrder: Record<string, Row> = {
  sgd: {
    make: (learningRate) => sgd({ learningRate }),
    rates: [0.1, 0.01, longer(2000, 0.002), 0.03, 0.01, 1, 0.3, 0.3, 1, 0.3, 0.3, 3],
  },
  'sgd after clipping': {
    make: (learningRate) => chain(clipByNorm(5), sgd({ learningRate })),
    rates: [0.1, 0.01, longer(2000, 0.002), 0.03, 0.01, 1, 0.3, 0.3, 1, 0.3, 0.3, 3],
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
    make: (rate, steps) => normalisedGradient({ learningRate: fading(rate, steps) }),
    rates: [0.01, 0.01, longer(1000, 1), 0.01, 0.03, 0.1, 0.01, 0.05, 0.02, 0.01, 0.01, 0.1],
  },
  'normalised gradient, by length': {
    make: (rate, steps) => normalisedGradient({ learningRate: fading(rate, steps), by: 'length' }),
    rates: [0.01, 0.1, longer(1000, 1), 0.03, 0.03, 0.1, 0.01, 0.1, 0.03, 0.3, 0.03, 0.1],
  },
  'sign descent': {
    make: (rate, steps) => signDescent({ learningRate: fading(rate, steps) }),
    rates: [0.01, 0.01, longer(1000, 1), 0.01, 0.03, 0.1, 0.01, 0.05, 0.02, 0.01, 0.03, 0.1],
  },
  'adaptive gains': {
    make: (learningRate) => adaptiveGains({ learningRate }),
    rates: [0.1, 0.03, longer(2000, 0.0003), 0.01, 0.03, 1, 1, 0.1, 3, 0.3, 0.3, 3],
  },
  'adaptive gains, momentum': {
    make: (learningRate) => adaptiveGains({ learningRate, momentum: 0.9 }),
    rates: [0.03, 0.003, 0.003, 0.01, 0.001, 0.3, 0.3, 0.3, 0.1, 0.1, 0.1, 1],
  },
  rprop: {
    make: (initial) => rprop({ initial }),
    rates: [0.1, 3, longer(1000, 1e-6), 0.3, 0.1, 0.003, 0.1, 0.0003, 0.3, 0.001, 0.1, 0.003],
  },
  adagrad: {
    make: (learningRate) => adagrad({ learningRate }),
    rates: [1, 1, longer(2000, 1), 1, 3, 3, 1, 1, 3, 1, 1, 3],
  },
  rmsprop: {
    make: (rate, steps) => rmsprop({ learningRate: fading(rate, steps) }),
    rates: [0.01, 0.1, longer(1000, 0.03), 0.03, 0.1, 0.3, 0.1, 0.05, 0.1, 0.3, 0.01, 0.3],
  },
  adadelta: {
    make: (epsilon) => adadelta({ epsilon, decay: 0.9 }),
    // It has no rate to fade: its steps are as long as its last ones were, so that in Rosenbrock's bent valley it goes on from wall to wall.
    rates: [
      ...[1e-6, longer(1000, 1e-6), { rate: 1e-7, steps: 1000, leaves: 0.01 }, 1e-6, 1e-5, 1e-4, 1e-6, longer(2000, 1e-6), 1e-5],
      ...[longer(1000, 1e-7), 1e-6, 1e-3],
    ],
  },
  adam: {
    make: (rate, steps) => adam({ learningRate: fading(rate, steps) }),
    rates: [0.3, 0.3, 1, 1, 1, 3, 1, 0.3, 1, 1, 1, 3],
  },
  adamw: {
    make: (rate, steps) => adamw({ learningRate: fading(rate, steps), weightDecay: 1e-5 }),
    rates: [0.3, 0.3, 1, 0.3, 1, 3, 1, 3, 1, 0.1, 0.3, 3],
  },
  amsgrad: {
    make: (rate, steps) => amsgrad({ learningRate: fading(rate, steps) }),
    rates: [1, 3, 1, 0.3, 1, 3, 1, 3, 0.3, 1, 1, 3],
  },
  nadam: {
    make: (rate, steps) => nadam({ learningRate: fading(rate, steps) }),
    rates: [0.3, 1, longer(1000, 0.1), 3, 1, 3, 1, 1, 3, 0.3, 1, 3],
  },
  // Its first five steps are momentum's, and so its rate must be small for the steepest place that they meet.
  radam: {
    make: (rate, steps) => radam({ learningRate: fading(rate, steps) }),
    rates: [0.3, longer(5000, 0.003), longer(10_000, 0.002), longer(1000, 0.03), longer(1000, 0.03), 3, 1, 1, 3, 1, 1, longer(1000, 0.3)],
  },
  swats: {
    make: (learningRate) => swats({ learningRate, settled: 1e-4 }),
    rates: [3, 3, longer(1000, 0.3), 1, 3, 1, 3, 0.3, 3, 0.01, 0.03, 3],
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
