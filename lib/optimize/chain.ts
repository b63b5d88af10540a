// Optimizers are built from small transforms, each of which hands on what it made of the gradient: clip, add decay, and last turn it into
// an update. A transform has the same two functions as an optimizer, so a chain of them is one again.
import type { Optimizer } from './optimizer.ts'

/**
 * One optimizer from several transforms: the gradient goes through them in order, and what the last one makes is the update.
 *
 * The last is an optimizer proper, one that turns downhill ({@link sgd}, {@link adam}, …), or is followed only by what scales updates
 * (`schedule.plateau`). A method that asks for gradients elsewhere, such as {@link svrg}, gets them as they are, not through the chain.
 *
 * @throws TypeError if there is nothing to chain
 * @see optax.chain
 * @example
 * ```ts
 * const cliff = (w: Tensor) => w.mul(tensor([300, 400])).sum()
 * const optimizer = chain(clipByNorm(5), weightDecay(0.1), sgd({ learningRate: 1 }))
 * optimizer.name // → 'clip by norm 5, weight decay 0.1, sgd'
 * descend(cliff, tensor([10, 0]), { optimizer, steps: 1 }).params // → [6, -4]
 * ```
 */
export function chain(...transforms: readonly Optimizer[]): Optimizer<readonly unknown[]> {
  if (transforms.length === 0) throw new TypeError('chain(): needs at least one optimizer')
  const search = transforms.at(-1)!.search
  return {
    name: transforms.map(({ name }) => name).join(', '),
    ...(search !== undefined && { search }),
    init: (params) => transforms.map((transform) => transform.init(params)),
    step(gradient, states, params, objective) {
      let passed = gradient
      const next = transforms.map((transform, i) => {
        const [made, state] = transform.step(passed, states[i], params, objective)
        passed = made
        return state
      })
      return [passed, next]
    },
  }
}
