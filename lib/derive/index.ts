export { grad, valueAndGrad } from './grad.ts'
export type { ValueAndGradient } from './grad.ts'
export type { Loss } from './loss.ts'
