// Every optimizer takes, step for step, the steps that PyTorch's takes on the same gradients. The numbers are in test/oracle/pytorch.json,
// made by the program beside it; the gradients in them run from 10 down to 1e-7, so that the place of every ε shows.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import test from 'node:test'
import {
  adadelta, adagrad, adam, adamw, amsgrad, chain, clipByNorm, clipByValue, lbfgs, linspace, momentum, nadam, nesterov, radam, rmsprop,
  rprop, sgd, tensor, weightDecay, type AdamOptions, type Optimizer, type Tensor,
} from '../../lib/index.ts'

interface Oracle {
  start: number[]
  gradients: number[][]
  paths: Record<string, number[][]>
  lbfgs: Record<string, { params: number[]; gradient: number[]; direction: number[] }[]>
}
const oracle = JSON.parse(readFileSync(new URL('../oracle/pytorch.json', import.meta.url), 'utf8')) as Oracle

const learningRate = 0.05
const ours: Record<string, Optimizer> = {
  sgd: sgd({ learningRate }),
  momentum: momentum({ learningRate, form: 'accumulated' }),
  nesterov: nesterov({ learningRate }),
  weightDecay: chain(weightDecay(0.1), momentum({ learningRate })),
  clipNorm: chain(clipByNorm(1.5), sgd({ learningRate })),
  clipValue: chain(clipByValue(0.25), sgd({ learningRate })),
  rprop: rprop({ initial: 0.01 }),
  adagrad: adagrad({ learningRate }),
  rmsprop: rmsprop({ learningRate }),
  adadelta: adadelta(),
  adam: adam({ learningRate }),
  adamw: adamw({ learningRate, weightDecay: 0.1 }),
  amsgrad: amsgrad({ learningRate }),
  nadam: nadam({ learningRate }),
  radam: radam({ learningRate, threshold: 5 }),
}

/** The parameters after each step of an optimizer that is handed these gradients. */
function pathOf(optimizer: Optimizer, start: number[], gradients: number[][]): number[][] {
  let params = tensor(start)
  let state = optimizer.init(params)
  return gradients.map((gradient) => {
    const [update, next] = optimizer.step(tensor(gradient), state, params)
    state = next
    params = params.add(update)
    return params.values()
  })
}

function near(found: readonly number[], expected: readonly number[], tolerance: number, what: string): void {
  assert.equal(found.length, expected.length, what)
  found.forEach((x, i) => {
    const error = Math.abs(x - expected[i]!) / Math.max(1e-8, Math.abs(x) + Math.abs(expected[i]!))
    assert.ok(error <= tolerance, `${what}, entry ${i}: ${x} where PyTorch has ${expected[i]} (relative error ${error})`)
  })
}

test('there is an optimizer of ours for every one of the oracle, and the other way round', () => {
  assert.deepEqual(Object.keys(ours).sort(), Object.keys(oracle.paths).sort())
})

/** PyTorch adds 1e-6 to the norm before it divides by it, for no reason that matters. */
const tolerances: Record<string, number> = { clipNorm: 1e-6 }

for (const [name, expected] of Object.entries(oracle.paths)) {
  const tolerance = tolerances[name] ?? 1e-12
  test(`${name} steps as PyTorch's does, to ${tolerance}`, () => {
    const found = pathOf(ours[name]!, oracle.start, oracle.gradients)
    found.forEach((params, step) => near(params, expected[step]!, tolerance, `${name}, step ${step + 1}`))
  })
}

for (const [title, seen] of Object.entries(oracle.lbfgs)) {
  test(`l-bfgs with ${title} finds PyTorch's directions`, () => {
    const optimizer: Optimizer = lbfgs({ history: Number(title.split(' ')[1]) })
    let state = optimizer.init(tensor(seen[0]!.params))
    seen.forEach(({ params, gradient, direction }, step) => {
      const [found, next] = optimizer.step(tensor(gradient), state, tensor(params))
      state = next
      near(found.values(), direction, 1e-9, `direction ${step + 1}`)
    })
  })
}

// The vectors of CS231n's second assignment; the scores of right and wrong solutions are known.
const line = (from: number, to: number): Tensor => linspace(from, to, 20)
const [w, dw] = [line(-0.4, 0.6), line(-0.6, 0.4)]
const score = (x: number[], y: readonly number[]): number =>
  Math.max(...x.map((value, i) => Math.abs(value - y[i]!) / Math.max(1e-8, Math.abs(value) + Math.abs(y[i]!))))

test("rmsprop gives CS231n's published step, with the score of a right solution", () => {
  const [update] = rmsprop({ learningRate: 1e-2, decay: 0.99 }).step(dw, { v: line(0.6, 0.9), t: 0 }, w)
  const published = [
    -0.39223849, -0.34037513, -0.28849239, -0.23659121, -0.18467247, -0.132737, -0.08078555, -0.02881884, 0.02316247, 0.07515774,
    0.12716641, 0.17918792, 0.23122175, 0.28326742, 0.33532447, 0.38739248, 0.43947102, 0.49155973, 0.54365823, 0.59576619,
  ]
  assert.equal(score(w.add(update).values(), published).toPrecision(2), '9.5e-8')
})

test('adam without its bias corrections has the known signature 0.2072', () => {
  const state = { m: line(0.6, 0.9), v: line(0.7, 0.5), t: 5 }
  const next = (options: AdamOptions): number[] => w.add(adam({ learningRate: 1e-2, ...options }).step(dw, state, w)[0]).values()
  assert.equal(score(next({ biasCorrection: { m: false, v: false } }), next({})).toPrecision(4), '0.2072')
})
