// The kernels of a product: the inner loop, and what lays matrices out for it.
import type { Arithmetic } from '../expression.ts'
import type { FunctionBody } from '../function.ts'
import type { Kernel } from '../module.ts'
import { copyKernel } from './copy.ts'
import { packKernel } from './pack.ts'
import { panelKernel, tileColumns, tileRows } from './panel.ts'

export const productKernelNames = ['panel', 'packRows', 'packColumns', 'copy'] as const

export type ProductKernelName = (typeof productKernelNames)[number]

export type ProductKernels<Item = Kernel> = Readonly<Record<ProductKernelName, Item>>

/** @param fused whether a product and the sum it goes into are rounded once together */
export const productKernels = (numbers: Arithmetic, fused: boolean): ProductKernels<FunctionBody> => ({
  panel: panelKernel(numbers, fused),
  packRows: packKernel(numbers, tileRows),
  packColumns: packKernel(numbers, tileColumns(numbers)),
  copy: copyKernel(numbers),
})
