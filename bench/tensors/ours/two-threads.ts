// Ours, products divided between two threads; nothing is measured of those that are too small for that, or where there is one thread only.
import { threads } from 'downhill'
import type { Program } from '../work.ts'
import { program as eager } from './eager.ts'

const isDivided = (await threads(2)) === 2

export const program: Program = { product: (inputs, task) => (isDivided && task.size >= 256 ? eager.product?.(inputs, task) : undefined) }
