// What nobody can pass who rounds each product and each sum of a matrix product, 128 bits at a time: as many multiplications and additions,
// of numbers that stay in registers. Twelve sums run beside each other, for each waits for its last product and sum; their values mean
// nothing.
import { f32x4, f64x2, v128, type Arithmetic } from '../../../lib/tensor/wasm/expression.ts'
import { FunctionBody } from '../../../lib/tensor/wasm/function.ts'
import { instantiate } from '../../../lib/tensor/wasm/module.ts'
import { wasm } from '../../../lib/tensor/wasm/runtime.ts'
import type { Program } from '../work.ts'

const SUMS = 12
const ROUNDS = 4

/** Takes how often to do it. */
function multiplyAndAdd(numbers: Arithmetic): FunctionBody {
  const f = new FunctionBody()
  const [turns, end] = f.parameters(2)
  const sums = f.locals('v128', SUMS)
  const [factor, term] = f.locals('v128', 2)
  f.set(factor, numbers.toAllLanes(numbers.number.constant(0.5)))
  f.set(term, numbers.toAllLanes(numbers.number.constant(1)))
  f.loop((again) => {
    for (let round = 0; round < ROUNDS; round++) for (const sum of sums) f.set(sum, numbers.add(numbers.mul(sum, factor), term))
    f.increase(turns, -1)
    f.jumpIf(turns, again)
  })
  // Kept, so that no compiler leaves them out.
  sums.forEach((sum, i) => f.store(v128.store, end, sum, 16 * i))
  return f
}

export const program: Program = {
  product: (_inputs, { dtype, size }) => {
    if (!wasm) return undefined
    const numbers = dtype === 'float32' ? f32x4 : f64x2
    const memory = new wasm.Memory({ initial: 1 })
    const { kernel } = instantiate(wasm, { kernel: multiplyAndAdd(numbers) }, memory)
    const turns = Math.ceil(size ** 3 / (SUMS * ROUNDS * numbers.lanes))
    return { run: () => kernel(turns, 0), result: () => [] }
  },
}
