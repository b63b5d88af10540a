// The work in jax-js, all of it under `jit`, on its WebAssembly backend. Every operation uses its arguments up: what is needed again goes
// in as `.ref`. Reading a result is what makes it wait for it.
globalThis.Float16Array ??= class Float16Array {} // which Node 20 has not, and without which double precision throws

const { readFileSync } = await import('node:fs')
const { defaultDevice, grad, hessian, init, jit, jvp, nn, numpy: np, valueAndGrad } = await import('@jax-js/jax')
await init('wasm')
defaultDevice('wasm')

const arrayOf = (numbers, dtype, shape = [numbers.length]) => np.array(numbers, { dtype: np[dtype] }).reshape(shape)
const of = (inputs, name, dtype, shape, count) => arrayOf(inputs.read(name, dtype, count), dtype, shape)
const refs = (arrays) => arrays.map((array) => array.ref)
const read = (arrays) => arrays.map((array) => array.dataSync())

/** Work that makes an array, or a list of them. */
const giving = (compute) => ({ run: () => void read([compute()].flat()), result: () => read([compute()].flat()) })

/** One step of Adam for a list of arrays; c1 and c2 are 1 - βᵗ. */
function adamStep(params, gradient, ms, vs, c1, c2, learningRate) {
  const next = { params: [], m: [], v: [] }
  params.forEach((param, i) => {
    const m = ms[i].mul(0.9).add(gradient[i].ref.mul(0.1))
    const v = vs[i].mul(0.999).add(gradient[i].ref.mul(gradient[i]).mul(0.001))
    const update = m.ref.div(c1.ref).mul(learningRate).div(np.sqrt(v.ref.div(c2.ref)).add(1e-8))
    next.params.push(param.sub(update))
    next.m.push(m)
    next.v.push(v)
  })
  c1.dispose()
  c2.dispose()
  return [next.params, next.m, next.v]
}

/** Steps of Adam from a start; `valueAndGradient` gets the parameters and the data. */
function adamDescent(start, data, { steps, dtype }, learningRate, valueAndGradient) {
  const one = () => np.array(1, { dtype: np[dtype] })
  const step = jit(function step(params, m, v, power1, power2, data) {
    const [value, gradient] = valueAndGradient(refs(params), data)
    const [next1, next2] = [power1.mul(0.9), power2.mul(0.999)]
    const moved = adamStep(params, gradient, m, v, np.subtract(1, next1.ref), np.subtract(1, next2.ref), learningRate)
    return [value, ...moved, next1, next2]
  })
  const descend = () => {
    let state = [refs(start), start.map((p) => np.zerosLike(p.ref)), start.map((p) => np.zerosLike(p.ref)), one(), one()]
    for (let i = 0; i < steps; i++) state = advance(step(...state, refs(data)))
    const [params, m, v, ...powers] = state
    for (const array of [...m, ...v, ...powers]) array.dispose()
    return params
  }
  return giving(descend)
}

/** Looks at the loss after a step, as its users do; steps that nobody looks at wait, and the more of them there are the slower they get. */
function advance([value, ...state]) {
  value.dataSync()
  return state
}

const crossEntropy = (logits, y) => nn.logSoftmax(logits, 1).mul(y).sum().mul(-1 / 128)
const oneHot = (inputs, name, dtype) => arrayOf(inputs.oneHot(name, dtype), dtype, [128, 10])
const wave = (x) => np.exp(x.ref.mul(x.ref).div(-2)).mul(np.sin(x))
const chain = (x) => {
  const n = x.shape[0]
  const low = x.ref.slice([0, n - 1])
  const high = x.slice([1, n])
  return np.square(high.sub(np.square(low.ref))).mul(100).add(np.square(low.sub(1))).sum()
}
const mlpLoss = ([W0, b0, W1, b1, W2, b2], [x, y]) => {
  const hidden = nn.relu(np.matmul(nn.relu(np.matmul(x, W0).add(b0)), W1).add(b1))
  return crossEntropy(np.matmul(hidden, W2).add(b2), y)
}
const mlpParams = (inputs, dtype, prefix = '') => inputs.mlp(dtype, prefix).map(({ numbers, shape }) => arrayOf(numbers, dtype, shape))
const mlpData = (inputs, dtype) => [of(inputs, 'mlp-x', dtype, [128, 784]), oneHot(inputs, 'mlp-classes', dtype)]

export const program = {
  rosenbrock: (_inputs, task) => {
    const start = [-1.2, 1].map((value) => np.array(value, { dtype: np[task.dtype] }))
    const loss = ([x, y]) => np.square(x.ref.sub(1)).add(np.square(y.sub(np.square(x))).mul(100))
    return adamDescent(start, [], task, 0.01, valueAndGrad(loss))
  },
  gabor: (inputs, task) => {
    const start = [0.06, 14.4].map((value) => np.array(value, { dtype: np[task.dtype] }))
    const data = ['gabor-x', 'gabor-y'].map((name) => of(inputs, name, task.dtype))
    const loss = ([phi0, phi1], [x, y]) => {
      const z = phi0.add(phi1.mul(0.06).mul(x))
      return np.square(np.sin(z.ref).mul(np.exp(z.ref.mul(z).div(-32))).sub(y)).sum()
    }
    return adamDescent(start, data, task, 0.001, valueAndGrad(loss))
  },
  softmaxRegression: (inputs, { dtype, steps }) => {
    const start = [of(inputs, 'softmax-W', dtype, [3072, 10]), of(inputs, 'softmax-b', dtype)]
    const data = [of(inputs, 'softmax-x', dtype, [128, 3072]), oneHot(inputs, 'softmax-classes', dtype)]
    const both = valueAndGrad(([W, b], [x, y]) => crossEntropy(np.matmul(x, W).add(b), y))
    const step = jit(function step(params, data) {
      const [value, gradient] = both(refs(params), data)
      return [value, params.map((param, i) => param.sub(gradient[i].mul(0.001)))]
    })
    return giving(() => {
      let params = refs(start)
      for (let i = 0; i < steps; i++) [params] = advance(step(params, refs(data)))
      return params
    })
  },
  mlp: (inputs, task) => adamDescent(mlpParams(inputs, task.dtype), mlpData(inputs, task.dtype), task, 0.001, valueAndGrad(mlpLoss)),
  product: (inputs, { dtype, size }) => {
    const [A, B] = ['product-A', 'product-B'].map((name) => of(inputs, name, dtype, [size, size], size * size))
    const product = jit(function product(A, B) { return np.matmul(A, B) })
    return giving(() => product(A.ref, B.ref))
  },
  wave: (inputs, { dtype, size }) => {
    const x = of(inputs, 'wave-x', dtype, undefined, size)
    const compiled = jit(wave)
    return giving(() => compiled(x.ref))
  },
  waveGradient: (inputs, { dtype, size }) => {
    const x = of(inputs, 'wave-x', dtype, undefined, size)
    const gradient = jit(grad((x) => wave(x).sum()))
    return giving(() => gradient(x.ref))
  },
  rowSoftmax: (inputs, { dtype }) => {
    const x = of(inputs, 'wave-x', dtype, [1000, 1000])
    const softmax = jit(function softmax(x) { return nn.softmax(x, 1) })
    return giving(() => softmax(x.ref))
  },
  adamUpdate: (inputs, task) => {
    const [p, g] = ['adam-p', 'adam-g'].map((name) => of(inputs, name, task.dtype))
    return adamDescent([p], [g], task, 0.001, ([param], data) => [param.slice([0, 1]).sum(), data])
  },
  chainGradient: (inputs, { dtype, size }) => {
    const x = of(inputs, 'chain-x', dtype, undefined, size)
    const gradient = jit(grad(chain))
    return giving(() => gradient(x.ref))
  },
  chainHvp: (inputs, { dtype, size }) => {
    const [x, v] = ['chain-x', 'chain-v'].map((name) => of(inputs, name, dtype, undefined, size))
    const product = jit(function product(x, v) {
      const [gradient, along] = jvp(grad(chain), [x], [v])
      gradient.dispose()
      return along
    })
    return giving(() => product(x.ref, v.ref))
  },
  chainHessian: (inputs, { dtype, size }) => {
    const x = of(inputs, 'chain-x', dtype, undefined, size)
    const matrix = jit(hessian(chain))
    return giving(() => matrix(x.ref))
  },
  mlpGradient: (inputs, { dtype }) => {
    const [params, data] = [mlpParams(inputs, dtype), mlpData(inputs, dtype)]
    const gradient = jit(grad(mlpLoss))
    return giving(() => gradient(refs(params), refs(data)))
  },
  mlpHvp: (inputs, { dtype }) => {
    const [params, direction, data] = [mlpParams(inputs, dtype), mlpParams(inputs, dtype, 'v'), mlpData(inputs, dtype)]
    const product = jit(function product(params, direction, data) {
      const [gradient, along] = jvp((params) => grad(mlpLoss)(params, refs(data)), [params], [direction])
      for (const each of gradient) each.dispose()
      return along
    })
    return giving(() => product(refs(params), refs(direction), refs(data)))
  },
}
const packageFile = new URL('./node_modules/@jax-js/jax/package.json', import.meta.url)
export const version = JSON.parse(readFileSync(packageFile, 'utf8')).version
