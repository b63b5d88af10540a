// Plans for programs of large tensors, see plan.ts.
export { plan } from './plan.ts'
export { summary } from './schedule.ts'
