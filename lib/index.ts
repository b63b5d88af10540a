// What notebooks get from `import { … } from 'downhill'`.
export { Tensor, tensor, zeros, ones, full, eye, linspace, arange, rng } from './tensor/index.ts'
export { add, sub, mul, div, pow, maximum, minimum, greater, less, equal, where } from './tensor/index.ts'
export { neg, abs, sign, square, sqrt, exp, log, sin, cos, tanh, sigmoid, relu, softplus } from './tensor/index.ts'
export { sum, mean, max, min, norm, matmul, dot, concat, stack } from './tensor/index.ts'
export { eigenvalues, solve } from './tensor/linear.ts'
export type { CreateOptions, DType, Nested, NormalOptions, Operand, Range, Rng, Shape, Tree, UniformOptions } from './tensor/index.ts'

export { grad, gradcheck, gradgradcheck, hessian, hvp, jacobian, numericGrad, valueAndGrad } from './derive/index.ts'
export type { CheckedElement, GradcheckOptions, GradcheckReport, Loss, NumericOptions, ValueAndGradient } from './derive/index.ts'

export { adam, conjugateGradient, descend, momentum, sgd } from './optimize/index.ts'
export { backtracking, bracketing, goldenSection, lineFrom, strongWolfe } from './optimize/index.ts'
export type { DescendOptions, LearningRate, Optimizer, Progress, Reason, Run } from './optimize/index.ts'
export type { AdamOptions, AdamState, ConjugateGradientState, MomentumOptions, MomentumState, SgdOptions, SgdState } from './optimize/index.ts'
export type { BacktrackingOptions, BracketingOptions, GoldenSectionOptions, StrongWolfeOptions } from './optimize/index.ts'
export type { Bracket, Line, LineSearch, SearchResult, Trial } from './optimize/index.ts'

export { csv, parseCsv } from './data/index.ts'
export type { Table } from './data/index.ts'

export * as figure from './figure/index.ts'
export { Figure, FigureError } from './figure/index.ts'
export { claim, ClaimError } from './claim.ts'
export type { Bound, Claim, Comparison, Verdict } from './claim.ts'
export { say, show } from './show.ts'
export { formatNumber } from './format.ts'
