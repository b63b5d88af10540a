// Instructions whose result may differ in the last digit from one processor to the next ("relaxed SIMD"). Runtimes have them since 2023,
// some only when asked, as Node 20 is by `--experimental-wasm-relaxed-simd`.
// Source: WebAssembly proposal "Relaxed SIMD".
import { f32x4, v128 } from './expression.ts'
import { FunctionBody } from './function.ts'
import { assemble } from './module.ts'
import { wasm } from './runtime.ts'

let known: boolean | undefined

/** Whether `fused` of expression.ts can be run here. */
export const hasRelaxed = (): boolean => (known ??= wasm !== undefined && wasm.validate(assemble({ probe: probe() })))

function probe(): FunctionBody {
  const f = new FunctionBody()
  f.set(f.local('v128'), f32x4.fused(v128.zero, v128.zero, v128.zero))
  return f
}
