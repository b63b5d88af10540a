// Operations on large tensors, by vector instructions. Each function gives the numbers of a result, or nothing if plain loops are to do it:
// where there is no WebAssembly, or no kernel for the operation.
export { fastElements } from './elements.ts'
export { fastDifference, fastPowerSums, fastShares } from './exponentials.ts'
export { withoutKernels } from './pass.ts'
export { fastExtremes, fastSums } from './reductions.ts'
