// How matrix products round. It is a choice of the whole program, and strict unless somebody chooses otherwise: a course that says "the
// loss is 0.2137 after ten steps" should be right on the reader's machine too.
import { hasRelaxed } from './wasm/relaxed.ts'

/** `'strict'` rounds every product and every sum, `'fast'` each product together with the sum it goes into. */
export type Arithmetic = 'strict' | 'fast'

let chosen: Arithmetic = 'strict'

/** The arithmetic in use. */
export const currentArithmetic = (): Arithmetic => chosen

/**
 * Chooses how large matrix products are rounded from now on.
 *
 * - `'strict'`, as it is from the start: each element Σₖ aᵢₖ bₖⱼ is summed in the order of k, with every product and every sum rounded.
 *   Results are the same to the last bit on every machine.
 * - `'fast'`: a product and the sum it goes into are rounded once together (fused multiply-add), by up to twice as fast instructions. Given
 *   up is only that the last digits are the same everywhere: processors without such an instruction round twice. Either way an element of a
 *   product over K terms is off by at most about K ε Σₖ |aᵢₖ bₖⱼ|, with ε = 1.1e-16 in float64 and 6.0e-8 in float32.
 *
 * @returns what is in use now: `'strict'` also where the runtime has no such instructions; Node 20 has them only if it is started with
 * `--experimental-wasm-relaxed-simd`
 * @throws RangeError if it is neither
 * @example
 * ```ts
 * arithmetic('strict') // → 'strict'
 * arithmetic('exact' as 'fast') // → RangeError: arithmetic('exact'): expected 'strict' or 'fast'
 * ```
 */
export function arithmetic(kind: Arithmetic): Arithmetic {
  if (kind !== 'strict' && kind !== 'fast') throw new RangeError(`arithmetic('${String(kind)}'): expected 'strict' or 'fast'`)
  return (chosen = kind === 'fast' && hasRelaxed() ? 'fast' : 'strict')
}
