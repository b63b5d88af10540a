// Plans for programs of large tensors, see plan.ts.
export { giveAway } from './donation.ts'
export { plan } from './plan.ts'
export { summary } from './schedule.ts'
