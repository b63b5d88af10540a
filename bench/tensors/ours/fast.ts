// Ours, products with fused multiply-add: not the same last digits everywhere. Nothing is measured where the runtime has no such instruction.
import { arithmetic } from 'downhill'
import type { Program } from '../work.ts'
import { program as eager } from './eager.ts'

const isFast = arithmetic('fast') === 'fast'

export const program: Program = { product: (inputs, task) => (isFast ? eager.product?.(inputs, task) : undefined) }
