export { canEmit } from './elements.ts'
export { goTogether, type Access, type ElementOp, type Formula, type Output, type OutputKind, type PassSpec } from './formula.ts'
export { passFunction } from './pass.ts'
export { softmaxKernel, softmaxWorkspace, type SoftmaxKernel } from './softmax.ts'
