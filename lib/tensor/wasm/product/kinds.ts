// The kinds of product there are: by the kind of number, and by how it is rounded. The kernels of each are compiled when they are first
// asked for; every thread makes its own instance of them.
import type { Arithmetic as Rounding } from '../../arithmetic.ts'
import type { DType } from '../../dtype.ts'
import { f32x4, f64x2, type Arithmetic } from '../expression.ts'
import { compiled } from '../module.ts'
import { hasRelaxed } from '../relaxed.ts'
import type { WasmMemory, WasmRuntime } from '../runtime.ts'
import { productKernels } from './kernels.ts'

export interface ProductKind {
  readonly numbers: Arithmetic
  readonly fused: boolean
}

const kinds: Readonly<Record<DType, Readonly<Record<Rounding, ProductKind>>>> = {
  float32: { strict: { numbers: f32x4, fused: false }, fast: { numbers: f32x4, fused: true } },
  float64: { strict: { numbers: f64x2, fused: false }, fast: { numbers: f64x2, fused: true } },
}

export const productKind = (dtype: DType, rounding: Rounding): ProductKind => kinds[dtype][rounding]

/** All that the runtime can do. */
export const productKinds = (): ProductKind[] =>
  Object.values(kinds).flatMap(({ strict, fast }) => (hasRelaxed() ? [strict, fast] : [strict]))

const modules = new Map<ProductKind, object>()

/** The compiled kernels, for one memory once and for all. */
export function productModule(kind: ProductKind, runtime: WasmRuntime, memory: WasmMemory): object {
  const module = modules.get(kind) ?? compiled(runtime, productKernels(kind.numbers, kind.fused), memory)
  modules.set(kind, module)
  return module
}
