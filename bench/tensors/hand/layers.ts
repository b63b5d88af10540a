// Linear layers and softmax with cross-entropy, forth and back, in plain loops: over rows, then what is summed over, then columns, so that
// the innermost loop runs along memory. Four terms of a sum are added at a time, so that it is fetched and stored less often.
import { BATCH, CLASSES, LAYERS, type Inputs, type Numbers, type Ready, type Task } from '../work.ts'
import { Adam } from './adam.ts'

/** y = x W + b for rows of x. */
function forth(x: Numbers, W: Numbers, b: Numbers, y: Numbers, inputs: number, outputs: number): void {
  for (let i = 0; i < BATCH; i++) {
    const row = i * outputs
    for (let j = 0; j < outputs; j++) y[row + j] = b[j]!
    for (let k = 0; k < inputs; k += 4) {
      const at = i * inputs + k
      const x0 = x[at]!, x1 = x[at + 1]!, x2 = x[at + 2]!, x3 = x[at + 3]!
      const w0 = k * outputs, w1 = w0 + outputs, w2 = w1 + outputs, w3 = w2 + outputs
      for (let j = 0; j < outputs; j++) {
        y[row + j] = y[row + j]! + x0 * W[w0 + j]! + x1 * W[w1 + j]! + x2 * W[w2 + j]! + x3 * W[w3 + j]!
      }
    }
  }
}

/** dW = xᵀ dy, db = the sum of its rows. */
function toWeights(x: Numbers, dy: Numbers, dW: Numbers, db: Numbers, inputs: number, outputs: number): void {
  dW.fill(0)
  db.fill(0)
  for (let i = 0; i < BATCH; i += 4) {
    const r0 = i * outputs, r1 = r0 + outputs, r2 = r1 + outputs, r3 = r2 + outputs
    for (let j = 0; j < outputs; j++) db[j] = db[j]! + dy[r0 + j]! + dy[r1 + j]! + dy[r2 + j]! + dy[r3 + j]!
    for (let k = 0, w = 0; k < inputs; k++, w += outputs) {
      const at = i * inputs + k
      const x0 = x[at]!, x1 = x[at + inputs]!, x2 = x[at + 2 * inputs]!, x3 = x[at + 3 * inputs]!
      for (let j = 0; j < outputs; j++) {
        dW[w + j] = dW[w + j]! + x0 * dy[r0 + j]! + x1 * dy[r1 + j]! + x2 * dy[r2 + j]! + x3 * dy[r3 + j]!
      }
    }
  }
}

/** dx = dy Wᵀ where x is positive: x came out of a relu. */
function toInputs(dy: Numbers, W: Numbers, x: Numbers, dx: Numbers, inputs: number, outputs: number): void {
  for (let i = 0; i < BATCH; i++) {
    const row = i * outputs
    for (let k = 0, w = 0; k < inputs; k++, w += outputs) {
      let sum = 0
      if (x[i * inputs + k]! > 0) for (let j = 0; j < outputs; j++) sum += dy[row + j]! * W[w + j]!
      dx[i * inputs + k] = sum
    }
  }
}

/** From logits to the slope of the mean cross-entropy, in place. */
function slopeOfLoss(logits: Numbers, classes: Numbers): void {
  for (let i = 0; i < BATCH; i++) {
    const row = i * CLASSES
    let top = -Infinity
    for (let j = 0; j < CLASSES; j++) top = Math.max(top, logits[row + j]!)
    let sum = 0
    for (let j = 0; j < CLASSES; j++) sum += logits[row + j] = Math.exp(logits[row + j]! - top)
    for (let j = 0; j < CLASSES; j++) logits[row + j] = (logits[row + j]! / sum - (j === classes[i] ? 1 : 0)) / BATCH
  }
}

export function softmaxRegression(inputs: Inputs, { dtype, steps }: Task): Ready {
  const x = inputs.read('softmax-x', dtype)
  const classes = inputs.read('softmax-classes', dtype)
  const start = ['softmax-W', 'softmax-b'].map((name) => inputs.read(name, dtype)) as [Numbers, Numbers]
  const [W, b] = start.map((array) => array.slice()) as [Numbers, Numbers]
  const [dW, db] = start.map((array) => array.slice()) as [Numbers, Numbers]
  const z = x.slice(0, BATCH * CLASSES)
  const descend = (params: Numbers, slope: Numbers): void => {
    for (let i = 0; i < params.length; i++) params[i] = params[i]! - 0.001 * slope[i]!
  }
  const run = (): void => {
    W.set(start[0])
    b.set(start[1])
    for (let step = 0; step < steps; step++) {
      forth(x, W, b, z, 3072, CLASSES)
      slopeOfLoss(z, classes)
      toWeights(x, z, dW, db, 3072, CLASSES)
      descend(W, dW)
      descend(b, db)
    }
  }
  return { run, result: () => (run(), [W, b]) }
}

export function mlp(inputs: Inputs, { dtype, steps }: Task): Ready {
  const x = inputs.read('mlp-x', dtype)
  const classes = inputs.read('mlp-classes', dtype)
  const start = inputs.mlp(dtype).map(({ numbers }) => numbers)
  const params = start.map((array) => array.slice())
  const slopes = start.map((array) => array.slice())
  const optimizers = start.map((array) => new Adam(array, 0.001))
  // What comes out of each layer, and the slope of the loss there.
  const values = [x, ...LAYERS.slice(1).map((units) => x.slice(0, BATCH * units))]
  const backs: Numbers[] = values.map((array) => array.slice())
  const layers = [0, 1, 2].map((l) => {
    const [W, b, dW, db] = [params[2 * l]!, params[2 * l + 1]!, slopes[2 * l]!, slopes[2 * l + 1]!]
    return { l, inputs: LAYERS[l]!, outputs: LAYERS[l + 1]!, W, b, dW, db }
  })
  const run = (): void => {
    start.forEach((array, i) => params[i]!.set(array))
    for (const optimizer of optimizers) optimizer.reset()
    for (let step = 0; step < steps; step++) {
      for (const { l, inputs, outputs, W, b } of layers) {
        const y = values[l + 1]!
        forth(values[l]!, W, b, y, inputs, outputs)
        if (l < 2) for (let i = 0; i < y.length; i++) if (y[i]! < 0) y[i] = 0
      }
      slopeOfLoss(values[3]!, classes)
      backs[3] = values[3]!
      for (const { l, inputs, outputs, W, dW, db } of layers.toReversed()) {
        toWeights(values[l]!, backs[l + 1]!, dW, db, inputs, outputs)
        if (l > 0) toInputs(backs[l + 1]!, W, values[l]!, backs[l]!, inputs, outputs)
      }
      optimizers.forEach((optimizer, i) => optimizer.step(params[i]!, slopes[i]!))
    }
  }
  return { run, result: () => (run(), params) }
}
